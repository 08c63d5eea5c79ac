/// Deletes one meeting recording for good.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/delete-recording>.
public struct DeleteRecording: ConfirmedEndpoint {
  /// The recording.
  public let id: RecordingID

  /// Names the recording to delete.
  public init(id: RecordingID) { self.id = id }

  /// `DELETE`.
  public var method: HTTPMethod { .delete }
  /// The documented path.
  public var path: String { "/v2/recordings/\(PercentEncoding.segment(id.rawValue))" }
}
