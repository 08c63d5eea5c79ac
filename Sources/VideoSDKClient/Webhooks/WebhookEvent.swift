/// Something that happened in a room, as the service posts it.
///
/// An event of a track or a participant holds no recording id: the session, the participant and the
/// kind tell which recording it is about.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/user-webhooks>.
public struct WebhookEvent: WireRecord {
  /// A stored file, as an event names it.
  public struct File: WireRecord, JSONReadable {
    /// Where the file lies in its storage; opaque.
    public let filePath: String?
    /// Where the file can be fetched; null when it lies in the customer's own storage.
    public let fileURL: String?
    /// How the file is encrypted; nil when it is not.
    public let encryption: Encryption?
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      filePath = try fields.string("filePath")
      fileURL = try fields.string("fileUrl")
      encryption = try fields.read("encryption")
      json = fields.value
    }
  }

  /// Where the key of an encrypted file can be fetched.
  ///
  /// Seen on the vendor's page; what the two addresses hold is not documented.
  public struct Encryption: WireRecord, JSONReadable {
    /// Where the key lies.
    public let keyURL: String?
    /// Where what is known of the key lies.
    public let metadataURL: String?
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      keyURL = try fields.string("keyUrl")
      metadataURL = try fields.string("metaUrl")
      json = fields.value
    }
  }

  /// What happened.
  public enum Content: Sendable, Equatable {
    /// The recording of one track; `files` has one for each unbroken segment once it stopped.
    case trackRecording(
      RecordingPhase, participant: ParticipantID, kind: TrackKind, files: [File])
    /// The recording of a participant; `files` is empty until it stopped.
    case participantRecording(
      RecordingPhase, participant: ParticipantID, fileFormat: FileFormat?, files: [File])
    /// The recording of the meeting; `file` is nil until it stopped.
    case recording(RecordingPhase, id: String?, message: String?, file: File?)
    /// The recording of chosen participants in one picture; `file` is nil until it stopped.
    ///
    /// What its events hold is not documented; it is read as that of ``recording``.
    case compositeRecording(RecordingPhase, id: String?, message: String?, file: File?)
    /// The merging of recordings ended, well or not.
    case mergeRecording(id: MergeID, isCompleted: Bool, message: String?)
    /// The merging of recordings in one picture began or ended; `state` is `running` as it begins.
    ///
    /// What its events hold is not documented.
    case compositeMerge(id: MergeID?, state: Merge.State, message: String?)
    /// A session began.
    case sessionStarted(start: WireDate?)
    /// A session ended; `error` is what the service added, as it came.
    case sessionEnded(start: WireDate?, end: WireDate?, reason: String?, error: JSONValue?)
    /// A participant joined.
    case participantJoined(ParticipantID, name: String?)
    /// A participant left.
    case participantLeft(ParticipantID, name: String?, reason: String?)
    /// The service reserved what a recording needs.
    case resourceAcquired(id: String?, type: String?)
    /// The service gave up what it had reserved.
    case resourceReleased(id: String?, type: String?)
    /// An event that this library does not know; ``WebhookEvent/json`` has all of it.
    case other
  }

  /// The event's name, such as `participant-track-recording-stopped`.
  public let name: String
  /// The room; the service calls it `meetingId` here.
  public let room: RoomID?
  /// The session.
  public let session: SessionID?
  /// What happened.
  public let content: Content
  /// How what the event is about is encrypted; nil when it is not, and where each file tells its own.
  public let encryption: Encryption?
  /// The whole event as it came.
  public let json: JSONValue

  /// Reads the body of a webhook.
  ///
  /// Anybody can post such a body: verify it first, or let ``WebhookVerifier`` do both.
  ///
  /// - Throws: ``WebhookError/malformedEvent(path:reason:)`` when it is no event, or one with a
  ///   known name without what that event is about.
  public init(verifiedBody: [UInt8]) throws(WebhookError) {
    do {
      try self.init(JSONFields(try HTTPAnswer(status: 200, body: verifiedBody).json()))
    } catch {
      guard case .malformed(let path, let reason) = error else {
        throw .malformedEvent(path: "", reason: "not an event")
      }
      throw .malformedEvent(path: path, reason: reason)
    }
  }

  private init(_ fields: JSONFields) throws(ClientError) {
    name = try fields.required(try fields.string("webhookType"), "webhookType")
    let data = try fields.required(try fields.fields("data"), "data")
    room = try data.string("meetingId", or: "roomId").map { RoomID($0) }
    session = try data.string("sessionId").map { SessionID($0) }
    content = try Content(name, data)
    encryption = try data.read("encryption")
    json = fields.value
  }
}

/// Where a recording stands, as its webhooks tell.
public enum RecordingPhase: String, Sendable, Hashable, CaseIterable {
  /// It was asked for.
  case starting
  /// It runs.
  case started
  /// Its end was asked for.
  case stopping
  /// It ended and its files are there.
  case stopped
  /// It did not start, or did not end well.
  case failed
}
