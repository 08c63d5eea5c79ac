/// Lists the account's rooms, a page at a time.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-all-room>.
public struct ListRooms: PagedJSONEndpoint {
  /// What the list holds.
  public typealias Element = Room

  /// The page's number from 1; nil means the first.
  public var page: Int?
  /// How many rooms a page holds; nil leaves it to the service, which takes 20.
  public let perPage: Int?

  /// Describes the page to fetch.
  public init(page: Int? = nil, perPage: Int? = nil) {
    self.page = page
    self.perPage = perPage
  }

  /// The documented path.
  public var path: String { "/v2/rooms" }
  /// The place in the list.
  public var query: [QueryItem] { QueryItem.list(["page": page, "perPage": perPage]) }
}
