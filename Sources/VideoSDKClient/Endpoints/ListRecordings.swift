/// Lists a room's meeting recordings, a page at a time.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-recordings>.
public struct ListRecordings: PagedJSONEndpoint {
  /// What the list holds.
  public typealias Element = MeetingRecording

  /// The room.
  public let room: RoomID
  /// Only this session's recordings.
  public let session: SessionID?
  /// The page's number from 1; nil means the first.
  public var page: Int?
  /// How many recordings a page holds; nil leaves it to the service, which takes 20.
  public let perPage: Int?

  /// Describes the page to fetch.
  public init(room: RoomID, session: SessionID? = nil, page: Int? = nil, perPage: Int? = nil) {
    self.room = room
    self.session = session
    self.page = page
    self.perPage = perPage
  }

  /// The documented path.
  public var path: String { "/v2/recordings" }
  /// The room of the filter.
  public var scope: RequestScope { RequestScope(room: room) }

  /// The given filters in the documentation's order.
  public var query: [QueryItem] {
    QueryItem.list(["roomId": room, "sessionId": session, "page": page, "perPage": perPage])
  }
}
