/// Fetches one participant recording.
///
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-a-participant-recording>.
public struct GetParticipantRecording: JSONEndpoint {
  /// The record.
  public typealias Response = ParticipantRecording

  /// The recording.
  public let id: RecordingID

  /// Names the recording to fetch.
  public init(id: RecordingID) { self.id = id }

  /// The documented path.
  public var path: String {
    "/v2/recordings/participant/\(PercentEncoding.segment(id.rawValue))"
  }
}
