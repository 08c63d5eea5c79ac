/// Starts recording one track of a participant.
///
/// The answer is a sentence and holds no recording id; the listing tells it afterwards. What the
/// service answers to a second start of the same track is not documented.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/start-track-recording>.
public struct StartTrackRecording: StartEndpoint {
  /// The room.
  public let room: RoomID
  /// The participant.
  public let participant: ParticipantID
  /// The participant's track.
  public let kind: TrackKind
  /// The container; nil leaves it to the service, which takes `webm`.
  public let fileFormat: FileFormat?
  /// Where this recording's events are posted.
  public let webhookURL: String?
  /// The directory in the customer's own bucket.
  public let bucketDirectoryPath: String?

  /// Describes the recording to start.
  public init(
    room: RoomID, participant: ParticipantID, kind: TrackKind, fileFormat: FileFormat? = nil,
    webhookURL: String? = nil, bucketDirectoryPath: String? = nil
  ) {
    self.room = room
    self.participant = participant
    self.kind = kind
    self.fileFormat = fileFormat
    self.webhookURL = webhookURL
    self.bucketDirectoryPath = bucketDirectoryPath
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/recordings/participant/track/start" }
  /// The room and the participant of the request.
  public var scope: RequestScope { RequestScope(room: room, participant: participant) }
  /// A start is sent again only when the service surely did not take it.
  public var repetition: Repetition {
    .confirmByListing(.track(TrackKey(room: room, participant: participant, kind: kind)))
  }
  /// The track to record.
  public var recorded: RecordedSubject? {
    .track(TrackKey(room: room, participant: participant, kind: kind))
  }

  /// The given fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "roomId": .string(room.rawValue),
      "participantId": .string(participant.rawValue),
      "kind": .string(kind.wireName),
      "fileFormat": fileFormat.map { .string($0.wireName) },
      "webhookUrl": webhookURL.map { .string($0) },
      "bucketDirPath": bucketDirectoryPath.map { .string($0) },
    ])
  }
}
