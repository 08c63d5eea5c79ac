/// Starts recording everything a participant sends into one file.
///
/// The answer is a sentence and holds no recording id; the listing tells it afterwards.
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/start-participant-recording>.
public struct StartParticipantRecording: StartEndpoint {
  /// The room.
  public let room: RoomID
  /// The participant.
  public let participant: ParticipantID
  /// The container; nil leaves it to the service, which takes `webm`.
  ///
  /// The official SDKs also name `mp4` and `m3u8`.
  public let fileFormat: FileFormat?
  /// Where this recording's events are posted.
  public let webhookURL: String?
  /// The directory in the customer's own bucket.
  public let bucketDirectoryPath: String?
  /// An object to keep with the recording; only the official SDKs have it.
  public let metadata: JSONValue?

  /// Describes the recording to start.
  public init(
    room: RoomID, participant: ParticipantID, fileFormat: FileFormat? = nil,
    webhookURL: String? = nil,
    bucketDirectoryPath: String? = nil, metadata: JSONValue? = nil
  ) {
    self.room = room
    self.participant = participant
    self.fileFormat = fileFormat
    self.webhookURL = webhookURL
    self.bucketDirectoryPath = bucketDirectoryPath
    self.metadata = metadata
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/recordings/participant/start" }
  /// The room and the participant of the request.
  public var scope: RequestScope { RequestScope(room: room, participant: participant) }
  /// A start is sent again only when the service surely did not take it.
  public var repetition: Repetition { .confirmByListing(.participant(participant, room: room)) }
  /// Everything that the participant sends.
  public var recorded: RecordedSubject? { .participant(participant, room: room) }

  /// The given fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "roomId": .string(room.rawValue),
      "participantId": .string(participant.rawValue),
      "fileFormat": fileFormat.map { .string($0.wireName) },
      "webhookUrl": webhookURL.map { .string($0) },
      "bucketDirPath": bucketDirectoryPath.map { .string($0) },
      "metadata": metadata,
    ])
  }
}
