/// Fetches one track recording.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-a-track-recording>.
public struct GetTrackRecording: JSONEndpoint {
  /// The record.
  public typealias Response = TrackRecording

  /// The recording.
  public let id: RecordingID

  /// Names the recording to fetch.
  public init(id: RecordingID) { self.id = id }

  /// The documented path.
  public var path: String {
    "/v2/recordings/participant/track/\(PercentEncoding.segment(id.rawValue))"
  }
}
