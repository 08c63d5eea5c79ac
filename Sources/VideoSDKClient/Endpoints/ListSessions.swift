/// Lists sessions, a page at a time; the newest has been seen to come first.
///
/// The page marks the room as required and says in its text that it is not.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session>.
public struct ListSessions: PagedJSONEndpoint {
  /// What the list holds.
  public typealias Element = RoomSession

  /// Only this room's sessions.
  public let room: RoomID?
  /// Only sessions of a room with this custom id.
  public let customRoom: RoomID?
  /// Only sessions in this state, `ongoing` or `ended`.
  public let status: String?
  /// The page's number from 1; nil means the first.
  public var page: Int?
  /// How many sessions a page holds; nil leaves it to the service, which takes 20.
  public let perPage: Int?

  /// Describes the page to fetch.
  public init(
    room: RoomID? = nil, customRoom: RoomID? = nil, status: String? = nil, page: Int? = nil,
    perPage: Int? = nil
  ) {
    self.room = room
    self.customRoom = customRoom
    self.status = status
    self.page = page
    self.perPage = perPage
  }

  /// The documented path.
  public var path: String { "/v2/sessions" }
  /// The room of the filter.
  public var scope: RequestScope { RequestScope(room: room) }

  /// The given filters in the documentation's order.
  public var query: [QueryItem] {
    QueryItem.list([
      "roomId": room, "customRoomId": customRoom, "status": status, "page": page,
      "perPage": perPage,
    ])
  }
}
