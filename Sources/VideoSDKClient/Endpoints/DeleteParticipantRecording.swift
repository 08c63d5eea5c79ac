/// Deletes one participant recording for good.
///
/// What the service does with a recording that still runs is not documented.
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/delete-participant-recording>.
public struct DeleteParticipantRecording: ConfirmedEndpoint {
  /// The recording.
  public let id: RecordingID

  /// Names the recording to delete.
  public init(id: RecordingID) { self.id = id }

  /// `DELETE`.
  public var method: HTTPMethod { .delete }
  /// The documented path.
  public var path: String {
    "/v2/recordings/participant/\(PercentEncoding.segment(id.rawValue))"
  }
}
