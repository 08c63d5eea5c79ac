/// Lists everybody who took part in a session, a page at a time.
///
/// This list alone comes in an object that also names the session and its room.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-participants>.
public struct ListParticipants: PagedJSONEndpoint {
  /// What the list holds.
  public typealias Element = SessionParticipant

  /// The session.
  public let session: SessionID
  /// The page's number from 1; nil means the first.
  public var page: Int?
  /// How many participants a page holds; nil leaves it to the service, which takes 20.
  public let perPage: Int?

  /// Describes the page to fetch.
  public init(session: SessionID, page: Int? = nil, perPage: Int? = nil) {
    self.session = session
    self.page = page
    self.perPage = perPage
  }

  /// The documented path.
  public var path: String {
    "/v2/sessions/\(PercentEncoding.segment(session.rawValue))/participants"
  }
  /// The place in the list.
  public var query: [QueryItem] { QueryItem.list(["page": page, "perPage": perPage]) }
}
