/// Deletes one meeting recording for good.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/delete-recording>.
public struct DeleteRecording: Endpoint {
  /// The vendor's name of the operation.
  public static let operation = "deleteRecording"

  /// The recording.
  public let id: RecordingID

  /// Names the recording to delete.
  public init(id: RecordingID) { self.id = id }

  /// `DELETE`.
  public var method: HTTPMethod { .delete }
  /// The documented path.
  public var path: String { "/v2/recordings/\(PercentEncoding.segment(id.rawValue))" }

  /// Reads the sentence.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> ConfirmationMessage {
    try ConfirmationMessage(answer)
  }
}
