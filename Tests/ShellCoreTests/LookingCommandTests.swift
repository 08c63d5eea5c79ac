import Testing
import VideoSDKClient

@testable import ShellCore

/// `rooms`, `room`, `sessions`, `participants` and `delete`: what they ask, and what they show of rare answers.
@Suite struct LookingCommandTests {
  @Test(arguments: [
    ("rooms", "GET /v2/rooms"), ("rooms page=3 per-page=50", "GET /v2/rooms?page=3&perPage=50"),
    ("room", "GET /v2/rooms/abcd-efgh-ijkl"), ("room my/room", "GET /v2/rooms/my%2Froom"),
    ("sessions", "GET /v2/sessions?roomId=abcd-efgh-ijkl"),
    (
      "sessions room=other state=ended page=2 per-page=5",
      "GET /v2/sessions?roomId=other&status=ended&page=2&perPage=5"
    ),
    ("participants", "GET /v2/sessions?roomId=abcd-efgh-ijkl&status=ongoing"),
    ("participants active room=other", "GET /v2/sessions?roomId=other&status=ongoing"),
    ("delete recording 66ab", "DELETE /v2/recordings/participant/track/66ab"),
  ])
  func `asks for what is written and for the session's room`(
    _ text: String, _ request: String
  ) throws {
    #expect(try Planned.targets(of: text, in: Sample.classroom()) == [request])
  }

  @Test func `without a room sessions are asked of every room`() throws {
    #expect(try Planned.targets(of: "sessions", in: Sample.session()) == ["GET /v2/sessions"])
  }

  @Test func `a room shows its custom id and that it is disabled`() throws {
    let json = """
      {"roomId":"abcd-efgh-ijkl","customRoomId":"maths","id":"66ab","disabled":true,
       "createdAt":"2026-01-02T10:00:00.000Z"}
      """
    let room = try GetRoom(room: RoomID("maths")).decode(
      HTTPAnswer(status: 200, body: Array(json.utf8)))

    #expect(
      Drawn.lines(RoomReport.one(room)) == [
        "room         abcd-efgh-ijkl", "custom id    maths", "id           66ab",
        "state        disabled", "created      2026-01-02T10:00:00.000Z", "updated      -",
      ])
    #expect(
      Drawn.lines(RoomReport.list([room]), width: 40) == [
        "room            custom id  state", "abcd-efgh-ijkl  maths      disabled",
        "left out: created",
      ])
    #expect(
      Drawn.lines(RoomReport.list([room]), width: 20) == [
        "room       abcd-efgh-ijkl", "custom id  maths", "state      disabled",
        "created    2026-01-02T10:00:00.000Z",
      ])
  }

  private static let sessions = """
    {"pageInfo":{"currentPage":1,"lastPage":1},"data":[
     {"id":"old","roomId":"r","start":"2026-01-01T10:00:00.000Z","end":"2026-01-01T11:00:00.000Z",
      "status":"ended","participants":[]},
     {"id":"new","roomId":"r","start":"2026-01-02T10:00:00.000Z","participants":[
      {"participantId":"abcd","name":"Ada","timelog":[
       {"start":"2026-01-02T10:00:00.000Z","end":"2026-01-02T10:05:00.000Z"}]},
      {"participantId":"efgh","timelog":[
       {"start":"2026-01-02T10:01:00.000Z","end":"2026-01-02T10:02:00.000Z"},
       {"start":"2026-01-02T10:03:00.000Z"}]}]}]}
    """

  private static func decoded() throws -> [RoomSession] {
    try ListSessions().decode(HTTPAnswer(status: 200, body: Array(sessions.utf8))).elements
  }

  @Test func `a session without a status goes on while it has no end`() throws {
    #expect(
      Drawn.lines(SessionsReport.list(try Self.decoded())) == [
        "id   room  state    start                     end                       people",
        "old  r     ended    2026-01-01T10:00:00.000Z  2026-01-01T11:00:00.000Z       0",
        "new  r     ongoing  2026-01-02T10:00:00.000Z  -                              2",
      ])
  }

  @Test func `the newest session is the one that began last`() throws {
    #expect(CurrentSession.newest(try Self.decoded())?.id == SessionID("new"))
    #expect(CurrentSession.newest([]) == nil)
  }

  @Test func `people who left are told from those who came back`() throws {
    let people = try #require(CurrentSession.newest(try Self.decoded())).participants

    #expect(
      Drawn.lines(PeopleReport.list(people)) == [
        "participant  name  state    joined                    left",
        "abcd         Ada   left     2026-01-02T10:00:00.000Z  2026-01-02T10:05:00.000Z",
        "efgh         -     present  2026-01-02T10:01:00.000Z  -",
      ])
  }

  @Test(arguments: [
    ("participants", "GET /v2/sessions?roomId=r"), ("participants active", nil),
  ])
  func `where no session goes on, only the active ones are not looked for in the last`(
    _ text: String, _ next: String?
  ) throws {
    var session = try Sample.session()
    let first = try Planned.step("\(text) room=r", in: session)
    let step = try #require(first as? PagesStep<ListSessions>)

    let outcome = step.finish([Self.answer([], to: step, in: session)], in: &session)

    let following = outcome.step as? PagesStep<ListSessions>
    #expect(following.map { "GET \($0.request.target)" } == next)
    #expect(outcome.reports.flatMap { Drawn.lines($0) } == (next == nil ? ["nobody"] : []))
  }

  @Test func `active participants are asked of the session that goes on`() throws {
    var session = try Sample.session()
    let first = try Planned.step("participants active room=r", in: session)
    let step = try #require(first as? PagesStep<ListSessions>)

    let outcome = step.finish(
      [Self.answer(try Self.decoded(), to: step, in: session)], in: &session)

    let following = try #require(outcome.step as? PagesStep<ListActiveParticipants>)
    #expect(following.request.target == "/v2/sessions/new/participants/active")
  }

  private static func answer(
    _ sessions: [RoomSession], to step: PagesStep<ListSessions>, in session: Session
  ) -> StepResult<ListSessions> {
    StepResult(
      request: step.request,
      result: .success(
        Answer(
          value: Page(elements: sessions, info: PageInfo()), status: 200, body: [],
          duration: .zero, attempts: [], isConfirmedByListing: false)))
  }
}
