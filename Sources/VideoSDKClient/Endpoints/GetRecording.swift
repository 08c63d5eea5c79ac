/// Fetches one meeting recording.
///
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-recording-using-recordingId>.
public struct GetRecording: JSONEndpoint {
  /// The record.
  public typealias Response = MeetingRecording

  /// The recording.
  public let id: RecordingID

  /// Names the recording to fetch.
  public init(id: RecordingID) { self.id = id }

  /// The documented path.
  public var path: String { "/v2/recordings/\(PercentEncoding.segment(id.rawValue))" }
}
