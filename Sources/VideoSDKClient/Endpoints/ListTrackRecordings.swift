/// Lists track recordings, a page at a time.
///
/// Which filters the service demands, how it sorts and how long a page may be is not documented.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-all-track-recording>.
public struct ListTrackRecordings: PagedJSONEndpoint {
  /// What the list holds.
  public typealias Element = TrackRecording

  /// Only this room's recordings.
  public let room: RoomID?
  /// Only this session's recordings.
  public let session: SessionID?
  /// Only this participant's recordings.
  public let participant: ParticipantID?
  /// The page's number from 1; nil means the first.
  public var page: Int?
  /// How many recordings a page holds; nil leaves it to the service, which takes 20.
  public let perPage: Int?

  /// Describes the page to fetch.
  public init(
    room: RoomID? = nil, session: SessionID? = nil, participant: ParticipantID? = nil,
    page: Int? = nil, perPage: Int? = nil
  ) {
    self.room = room
    self.session = session
    self.participant = participant
    self.page = page
    self.perPage = perPage
  }

  /// The documented path.
  public var path: String { "/v2/recordings/participant/track" }
  /// The room and the participant of the filter.
  public var scope: RequestScope { RequestScope(room: room, participant: participant) }

  /// The given filters in the documentation's order.
  public var query: [QueryItem] {
    QueryItem.list([
      "roomId": room, "sessionId": session, "participantId": participant, "page": page,
      "perPage": perPage,
    ])
  }
}
