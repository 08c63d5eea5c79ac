/// One recording of any family, from its start to its end.
///
/// It goes `starting → recording → stopping → stopped`, and to `failed` from the first and the third. A
/// track that is not published keeps its recording in `starting`; muting later only closes the segment. While it is
/// `stopping` its files are processed: it has no end before that is over.
struct Recording: Equatable, Sendable, Codable {
  /// The three families of recordings, each with operations of its own.
  enum Family: CaseIterable, Sendable {
    case track
    case participant
    case room
  }

  /// What is recorded in a room.
  enum Subject: Hashable, Sendable, Codable {
    case track(participantID: String, kind: TrackKind)
    case participant(participantID: String)
    case room
  }

  /// The thing recorded; no two running recordings have the same.
  struct Target: Hashable, Sendable, Codable {
    let roomID: String
    let subject: Subject

    var family: Family {
      switch subject {
      case .track: .track
      case .participant: .participant
      case .room: .room
      }
    }

    /// Nil for the recording of a whole room.
    var participantID: String? {
      switch subject {
      case .track(let participantID, _), .participant(let participantID): participantID
      case .room: nil
      }
    }
  }

  enum State: String, Sendable, Codable {
    case starting
    case recording
    case stopping
    case stopped
    case failed
  }

  /// A stretch in which the track was published without a break: one file.
  struct Segment: Equatable, Sendable, Codable {
    let fileID: String
    let start: Timestamp
    private(set) var end: Timestamp?
    /// When the file can be had; nil in rows of older sandboxes, for which that is its end.
    private(set) var ready: Timestamp?
    /// The size of the file; nil until there is one.
    private(set) var byteCount: Int?

    init(fileID: String, start: Timestamp) {
      self.fileID = fileID
      self.start = start
    }

    /// Completes the file, whose size is worked out here once and not with every look at the record.
    mutating func close(at time: Timestamp, ready: Timestamp, content: WebMContent) {
      end = time
      self.ready = ready
      byteCount = WebMFile(content: content, duration: duration(until: time)).byteCount
    }

    /// What a file that is complete lasts: 1 ms at least, since the format knows nothing shorter.
    func duration(until end: Timestamp) -> Duration {
      .milliseconds(max(1, end.milliseconds - start.milliseconds))
    }
  }

  /// How a recording that was stopped comes to its end.
  struct Ending: Equatable, Sendable, Codable {
    let stopped: Timestamp
    /// When its files are processed.
    let due: Timestamp
    let fails: Bool
    /// What stopped it; nil if that was not a request of the API.
    let operation: Operation?
  }

  /// What became of a webhook of this recording.
  struct WebhookOutcome: Equatable, Sendable, Codable {
    let type: String
    let success: Bool
  }

  let id: String
  let target: Target
  let sessionID: String
  let userID: String
  let webhookURL: String?
  let bucketFolder: String?
  /// Whose storage its files go to; nil in rows of older sandboxes, which had the service's own only.
  let storage: SandboxConfiguration.Storage?
  /// Where it is made; nil for the place that every room has that names none.
  let region: String?
  let start: Timestamp
  private(set) var end: Timestamp?
  private(set) var ending: Ending?
  private(set) var state = State.starting
  private(set) var segments: [Segment] = []
  var webhooks: [WebhookOutcome] = []

  init(
    id: String, target: Target, session: RoomSession, webhookURL: String?, bucketFolder: String?,
    storage: SandboxConfiguration.Storage = .vendor, region: String? = nil, start: Timestamp
  ) {
    self.id = id
    self.target = target
    sessionID = session.id
    userID = session.userID
    self.webhookURL = webhookURL
    self.bucketFolder = bucketFolder
    self.storage = storage
    self.region = region
    self.start = start
  }

  /// Whether it has not been stopped.
  var isRunning: Bool { state == .starting || state == .recording }

  /// Whether nothing more happens to it.
  var isOver: Bool { end != nil }

  var family: Family { target.family }

  /// Nil for the recording of a whole room.
  var participantID: String? { target.participantID }

  /// Begins a file; the first one ends the `starting` state.
  mutating func openSegment(fileID: String, at time: Timestamp) {
    segments.append(Segment(fileID: fileID, start: time))
    state = .recording
  }

  /// Ends the file of a track that is muted, and forgets one in which no time has passed.
  mutating func closeSegment(at time: Timestamp, ready: Timestamp) {
    guard let last = segments.indices.last, segments[last].end == nil else { return }
    if segments[last].start == time {
      segments.removeLast()
    } else {
      segments[last].close(at: time, ready: ready, content: content)
    }
  }

  mutating func beginStopping(at time: Timestamp, _ ending: Ending) {
    if let last = segments.indices.last, segments[last].end == nil {
      segments[last].close(at: time, ready: ending.due, content: content)
    }
    self.ending = ending
    state = .stopping
  }

  mutating func complete(at time: Timestamp) {
    end = time
    state = .stopped
  }

  /// A recording that failed has no files.
  mutating func fail(at time: Timestamp) {
    segments = []
    end = time
    state = .failed
  }
}
