import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct PagesStepTests {
  /// Answers pages until the step asks for none; tells which were asked for and what the end got.
  private static func walk(
    from first: Int? = nil, isWhole: Bool, answering: [Page<Room>]
  ) throws -> (asked: [Int?], rooms: [String]) {
    var session = try Sample.session()
    var asked: [Int?] = []
    var next: (any Step)? = PagesStep(
      ListRooms(page: first), subject: "rooms", isWhole: isWhole
    ) { CommandOutcome(reports: [RoomReport.list($0)]) }
    var reports: [Report] = []
    for page in answering {
      let step = try #require(next as? PagesStep<ListRooms>)
      let request = try #require(try step.requests(in: session).first)
      asked.append(request.page)
      let answer = Answer(
        value: page, status: 200, body: [], duration: .zero, attempts: [],
        isConfirmedByListing: false)
      let outcome = step.finish(
        [StepResult(request: request, result: .success(answer))], in: &session)
      next = outcome.step
      reports += outcome.reports
      if next == nil { break }
    }
    #expect(next == nil)
    return (asked, reports.flatMap { Drawn.lines($0) })
  }

  private static func page(_ name: String, _ current: Int?, of last: Int?) throws -> Page<Room> {
    let json = #"{"data":[{"roomId":"\#(name)"}],"pageInfo":{}}"#
    let rooms = try ListRooms().decode(HTTPAnswer(status: 200, body: Array(json.utf8))).elements
    return Page(elements: rooms, info: PageInfo(currentPage: current, lastPage: last))
  }

  @Test func `fetches all pages and hands on all of them`() throws {
    let walk = try Self.walk(
      isWhole: true,
      answering: [Self.page("a", 1, of: 3), Self.page("b", 2, of: 3), Self.page("c", 3, of: 3)])

    #expect(walk.asked == [nil, 2, 3])
    #expect(walk.rooms.dropFirst().map { $0.prefix(1) } == ["a", "b", "c"])
  }

  @Test func `one page asked for is one page`() throws {
    let walk = try Self.walk(
      from: 2, isWhole: false, answering: [Self.page("b", 2, of: 3), Self.page("c", 3, of: 3)])

    #expect(walk.asked == [2])
    #expect(walk.rooms.count == 2)
  }

  @Test func `a server that always names the first page is not asked for ever`() throws {
    let page = try Self.page("a", 1, of: 2)

    let walk = try Self.walk(isWhole: true, answering: [page, page, page])

    #expect(walk.asked == [nil, 2])
  }

  @Test func `a page without numbers is the last`() throws {
    let page = try Self.page("a", nil, of: nil)

    let walk = try Self.walk(isWhole: true, answering: [page, page])

    #expect(walk.asked == [nil])
  }
}

/// Reports as a person sees them.
enum Drawn {
  /// The lines of a report on a screen of this width.
  static func lines(_ report: Report, width: Int? = nil) -> [String] {
    report.body.flatMap { $0.lines(width: width) }.map(\.plain)
  }
}
