/// Lists merges, a page at a time.
///
/// The page's example has an envelope of its own, `recordings`, and shows ten on a page; the
/// parameters of the place in the list are not documented.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-all-merge-recordings>.
public struct ListMerges: PagedJSONEndpoint {
  /// What the list holds.
  public typealias Element = Merge

  /// Only merges that are as far as this.
  public let state: Merge.State?
  /// Only this room's merges.
  public let room: RoomID?
  /// Only this session's merges.
  public let session: SessionID?
  /// Only this merge.
  public let id: MergeID?
  /// The page's number from 1; nil means the first.
  public var page: Int?
  /// How many merges a page holds; nil leaves it to the service.
  public let perPage: Int?

  /// Describes the page to fetch.
  public init(
    state: Merge.State? = nil, room: RoomID? = nil, session: SessionID? = nil, id: MergeID? = nil,
    page: Int? = nil, perPage: Int? = nil
  ) {
    self.state = state
    self.room = room
    self.session = session
    self.id = id
    self.page = page
    self.perPage = perPage
  }

  /// The documented path.
  public var path: String { "/v2/recordings/participant/merge" }
  /// The room of the filter.
  public var scope: RequestScope { RequestScope(room: room) }

  /// The given filters in the documentation's order.
  public var query: [QueryItem] {
    QueryItem.list([
      "status": state, "roomId": room, "sessionId": session, "id": id, "page": page,
      "perPage": perPage,
    ])
  }
}
