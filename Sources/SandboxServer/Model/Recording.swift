/// One recording of any family, from its start to its end.
///
/// It goes `starting → recording → stopping → stopped`, and to `failed` from the first and the third. A
/// track that is not published keeps its recording in `starting`; muting later only closes the segment.
struct Recording: Equatable, Sendable, Codable {
  /// The three families of recordings, each with operations of its own.
  enum Family: Sendable {
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
    /// The size of the file; nil until there is one.
    private(set) var byteCount: Int?

    init(fileID: String, start: Timestamp) {
      self.fileID = fileID
      self.start = start
    }

    /// Completes the file, whose size is worked out here once and not with every look at the record.
    mutating func close(at time: Timestamp, content: WebMContent) {
      end = time
      byteCount = WebMFile(content: content, duration: duration(until: time)).byteCount
    }

    /// What a file that is complete lasts: 1 ms at least, since the format knows nothing shorter.
    func duration(until end: Timestamp) -> Duration {
      .milliseconds(max(1, end.milliseconds - start.milliseconds))
    }
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
  let start: Timestamp
  private(set) var end: Timestamp?
  private(set) var state = State.starting
  private(set) var segments: [Segment] = []
  var webhooks: [WebhookOutcome] = []

  init(
    id: String, target: Target, session: RoomSession, webhookURL: String?, bucketFolder: String?,
    start: Timestamp
  ) {
    self.id = id
    self.target = target
    sessionID = session.id
    userID = session.userID
    self.webhookURL = webhookURL
    self.bucketFolder = bucketFolder
    self.start = start
  }

  var isRunning: Bool { end == nil }

  var family: Family { target.family }

  /// Nil for the recording of a whole room.
  var participantID: String? { target.participantID }

  /// Begins a file; the first one ends the `starting` state.
  mutating func openSegment(fileID: String, at time: Timestamp) {
    segments.append(Segment(fileID: fileID, start: time))
    state = .recording
  }

  /// Ends the file of a track that is muted, and forgets one in which no time has passed.
  mutating func closeSegment(at time: Timestamp) {
    guard let last = segments.indices.last, segments[last].end == nil else { return }
    if segments[last].start == time {
      segments.removeLast()
    } else {
      segments[last].close(at: time, content: content)
    }
  }

  mutating func beginStopping(at time: Timestamp) {
    if let last = segments.indices.last, segments[last].end == nil {
      segments[last].close(at: time, content: content)
    }
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
