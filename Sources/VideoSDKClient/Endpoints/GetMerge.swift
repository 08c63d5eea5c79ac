/// Fetches one merge.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-a-merge-recording>.
public struct GetMerge: Endpoint {
  /// The vendor's name of the operation.
  public static let operation = "getMerge"

  /// The merge.
  public let id: MergeID

  /// Names the merge to fetch.
  public init(id: MergeID) { self.id = id }

  /// `GET`.
  public var method: HTTPMethod { .get }
  /// The documented path.
  public var path: String {
    "/v2/recordings/participant/merge/\(PercentEncoding.segment(id.rawValue))"
  }

  /// Reads the record.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> Merge {
    try Merge(JSONFields(answer.json()))
  }
}
