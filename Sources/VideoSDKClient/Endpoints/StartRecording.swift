/// Starts recording the whole meeting of a room as one composed picture.
///
/// The answer is documented as a sentence; a newer SDK reads an object, which is taken as well.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/start-recording>.
public struct StartRecording: StartEndpoint {
  /// The room.
  public let room: RoomID
  /// A page to record instead of the service's own layouts.
  public let templateURL: String?
  /// Whether and how speech is written down.
  public let transcription: Transcription?
  /// The container; nil leaves it to the service, which takes `mp4`.
  ///
  /// Documented, as `webm` is, by the official SDKs only.
  public let fileFormat: FileFormat?
  /// How the recording looks.
  public let configuration: RecordingConfiguration?
  /// Where this recording's events are posted.
  public let webhookURL: String?
  /// The directory in the customer's own bucket.
  public let bucketDirectoryPath: String?
  /// Where the file is to be uploaded; whoever has this address can write there.
  public let preSignedURL: Secret?
  /// What was reserved for this recording beforehand; documented by the official SDKs only.
  public let resourceID: String?
  /// What the service does when the recording fails.
  public let onFailure: RecordingFailureAction?

  /// Describes the recording to start.
  public init(
    room: RoomID, templateURL: String? = nil, transcription: Transcription? = nil,
    fileFormat: FileFormat? = nil, configuration: RecordingConfiguration? = nil,
    webhookURL: String? = nil, bucketDirectoryPath: String? = nil, preSignedURL: Secret? = nil,
    resourceID: String? = nil, onFailure: RecordingFailureAction? = nil
  ) {
    self.room = room
    self.templateURL = templateURL
    self.transcription = transcription
    self.fileFormat = fileFormat
    self.configuration = configuration
    self.webhookURL = webhookURL
    self.bucketDirectoryPath = bucketDirectoryPath
    self.preSignedURL = preSignedURL
    self.resourceID = resourceID
    self.onFailure = onFailure
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/recordings/start" }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: room) }
  /// A start is sent again only when the service surely did not take it.
  public var repetition: Repetition { .confirmByListing(.meeting(room)) }
  /// The whole meeting.
  public var recorded: RecordedSubject? { .meeting(room) }

  /// The given fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "roomId": .string(room.rawValue),
      "templateUrl": templateURL.map { .string($0) },
      "transcription": transcription?.json,
      "config": configuration?.json,
      "webhookUrl": webhookURL.map { .string($0) },
      "awsDirPath": bucketDirectoryPath.map { .string($0) },
      "preSignedUrl": preSignedURL.map { .string($0.reveal()) },
      "fileFormat": fileFormat.map { .string($0.wireName) },
      "resourceId": resourceID.map { .string($0) },
      "onFailure": onFailure?.json,
    ])
  }

  /// Reads the sentence; it is empty when the answer is an object without one.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> ConfirmationMessage {
    if case .object(let object) = BodyContent(answer), object["message"] == nil {
      return ConfirmationMessage(text: "")
    }
    return try ConfirmationMessage(answer)
  }
}
