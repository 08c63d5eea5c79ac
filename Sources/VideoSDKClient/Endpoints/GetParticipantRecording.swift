/// Fetches one participant recording.
///
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-a-participant-recording>.
public struct GetParticipantRecording: Endpoint {
  /// The vendor's name of the operation.
  public static let operation = "getParticipantRecording"

  /// The recording.
  public let id: RecordingID

  /// Names the recording to fetch.
  public init(id: RecordingID) { self.id = id }

  /// `GET`.
  public var method: HTTPMethod { .get }
  /// The documented path.
  public var path: String {
    "/v2/recordings/participant/\(PercentEncoding.segment(id.rawValue))"
  }

  /// Reads the record.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> ParticipantRecording {
    try ParticipantRecording(JSONFields(answer.json()))
  }
}
