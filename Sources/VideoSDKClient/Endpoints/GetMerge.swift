/// Fetches one merge.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-a-merge-recording>.
public struct GetMerge: JSONEndpoint {
  /// The record.
  public typealias Response = Merge

  /// The merge.
  public let id: MergeID

  /// Names the merge to fetch.
  public init(id: MergeID) { self.id = id }

  /// The documented path.
  public var path: String {
    "/v2/recordings/participant/merge/\(PercentEncoding.segment(id.rawValue))"
  }
}
