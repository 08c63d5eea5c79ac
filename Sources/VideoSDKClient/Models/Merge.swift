/// One merge of the sound of recordings into a file with two channels.
///
/// Only the id is demanded; every other field may be absent or null.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-a-merge-recording>.
public struct Merge: WireRecord, JSONReadable {
  /// The merge's id.
  public let id: MergeID
  /// The left channel.
  public let channel1: [Source]
  /// The right channel.
  public let channel2: [Source]
  /// How far the merge is.
  public let state: State?
  /// The room; the service calls it `meetingId` here.
  public let roomID: RoomID?
  /// The session of that room.
  public let sessionID: SessionID?
  /// When the merge began.
  public let start: WireDate?
  /// When it ended; nil until then.
  public let end: WireDate?
  /// The file with both channels; nil until it is stored.
  public let file: RecordingFile?
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  /// Reads a record of the service.
  ///
  /// - Throws: ``ClientError/malformed(path:reason:)`` when there is no id or a field has the wrong type.
  public init(json: JSONValue) throws(ClientError) {
    try self.init(JSONFields(json))
  }

  init(_ fields: JSONFields) throws(ClientError) {
    id = MergeID(try fields.required(try fields.string("id", or: "_id"), "id"))
    channel1 = try fields.array("channel1")
    channel2 = try fields.array("channel2")
    state = try fields.string("status").map { State($0) }
    roomID = try fields.string("meetingId", or: "roomId").map { RoomID($0) }
    sessionID = try fields.string("sessionId").map { SessionID($0) }
    start = try fields.date("start")
    end = try fields.date("end")
    file = try fields.read("file")
    json = fields.value
  }
}

extension Merge {
  /// One recording whose sound goes into a channel.
  public struct Source: WireRecord, Hashable, JSONReadable {
    /// Who is heard.
    public let participant: ParticipantID
    /// Which recording; nil for the one that the service finds.
    public let recording: RecordingID?
    /// What sort of recording that is; the service's own agents send it for tracks.
    public let type: SourceType?
    /// As it is sent, or as it came with the fields that this type does not know.
    public let json: JSONValue

    /// Names what goes into a channel.
    public init(
      participant: ParticipantID, recording: RecordingID? = nil, type: SourceType? = nil
    ) {
      self.participant = participant
      self.recording = recording
      self.type = type
      json = .object([
        "participantId": .string(participant.rawValue),
        "recordingId": recording.map { .string($0.rawValue) },
        "type": type.map { .string($0.wireName) },
      ])
    }

    init(_ fields: JSONFields) throws(ClientError) {
      participant = ParticipantID(
        try fields.required(try fields.string("participantId"), "participantId"))
      recording = try fields.string("recordingId").map { RecordingID($0) }
      type = try fields.string("type").map { SourceType($0) }
      json = fields.value
    }
  }

  /// The sort of recording that sound is taken from.
  public enum SourceType: WireWord {
    /// The recording of everything that a participant sent.
    case participant
    /// The recording of one track.
    case track
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [SourceType] = [.participant, .track]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .participant: "participant"
      case .track: "track"
      case .other(let name): name
      }
    }
  }

  /// How far a merge is.
  public enum State: WireWord {
    /// It goes on; the word of the pages about these merges.
    case running
    /// It waits for its turn; this and what follows are the words of the service's other merges.
    case pending
    /// It goes on.
    case processing
    /// It ended, and its file is there.
    case completed
    /// It did not end well.
    case failed
    /// It was called off.
    case cancelled
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [State] = [
      .running, .pending, .processing, .completed, .failed, .cancelled,
    ]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .running: "running"
      case .pending: "pending"
      case .processing: "processing"
      case .completed: "completed"
      case .failed: "failed"
      case .cancelled: "cancelled"
      case .other(let name): name
      }
    }
  }
}
