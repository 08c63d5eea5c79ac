/// Fetches one meeting recording.
///
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-recording-using-recordingId>.
public struct GetRecording: Endpoint {
  /// The vendor's name of the operation.
  public static let operation = "getRecording"

  /// The recording.
  public let id: RecordingID

  /// Names the recording to fetch.
  public init(id: RecordingID) { self.id = id }

  /// `GET`.
  public var method: HTTPMethod { .get }
  /// The documented path.
  public var path: String { "/v2/recordings/\(PercentEncoding.segment(id.rawValue))" }

  /// Reads the record.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> MeetingRecording {
    try MeetingRecording(JSONFields(answer.json()))
  }
}
