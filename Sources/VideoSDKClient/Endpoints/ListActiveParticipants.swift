/// Lists the participants who are in a session now.
///
/// The page holds session documents rather than participants; their participants are the active
/// ones.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-active-participants>.
public struct ListActiveParticipants: PagedJSONEndpoint {
  /// What the list holds.
  public typealias Element = RoomSession

  /// The session.
  public let session: SessionID
  /// The page's number from 1; nil means the first.
  public var page: Int?
  /// How many a page holds; nil leaves it to the service, which takes 20.
  public let perPage: Int?

  /// Describes the page to fetch.
  public init(session: SessionID, page: Int? = nil, perPage: Int? = nil) {
    self.session = session
    self.page = page
    self.perPage = perPage
  }

  /// The documented path.
  public var path: String {
    "/v2/sessions/\(PercentEncoding.segment(session.rawValue))/participants/active"
  }
  /// The place in the list.
  public var query: [QueryItem] { QueryItem.list(["page": page, "perPage": perPage]) }
}
