import FoundationEssentials
import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct TrackListTests {
  /// As much of a list as these tests look at.
  private struct List: Decodable, Equatable {
    struct PageInfo: Decodable, Equatable {
      var currentPage: Int
      var perPage: Int
      var lastPage: Int
      var total: Int
    }

    struct Item: Decodable, Equatable {
      var participantId: String
      var kind: String
    }

    var pageInfo: PageInfo
    var data: [Item]
  }

  private func list(_ query: String, _ client: SandboxHarness) async throws -> List {
    let reply = try await client.get(SandboxHarness.tracks + query)
    return try JSONDecoder().decode(List.self, from: Data(reply.body.utf8))
  }

  @Test func `an empty list has one empty page`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get(SandboxHarness.tracks)
          == .init(
            status: 200,
            body: """
              {"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":0},"data":[]}
              """))
    }
  }

  @Test func `the newest recording comes first`() async throws {
    try await withSandbox { (client) async throws in
      for kind in ["audio", "video", "screen_video"] { _ = try await client.start(kind) }

      #expect(try await list("", client).data.map(\.kind) == ["screen_video", "video", "audio"])
    }
  }

  @Test func `the Date of a list is by the clock of its records`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start("audio")
      let early = try await client.get(SandboxHarness.tracks)
      try await client.advance("26h")
      let late = try await client.get(SandboxHarness.tracks)

      #expect(early.headers["date"] == "Fri, 02 Jan 2026 10:00:02 GMT")
      #expect(late.headers["date"] == "Sat, 03 Jan 2026 12:00:03 GMT")
    }
  }

  struct Filter: CustomTestStringConvertible {
    let query: String
    let found: Int
    var testDescription: String { query }
  }

  @Test(arguments: [
    Filter(query: "?roomId=abcd-efgh-ijkl", found: 3),
    Filter(query: "?roomId=none-none-none", found: 0),
    Filter(query: "?sessionId=695797200000000000000003", found: 3),
    Filter(query: "?sessionId=695797200000000000000002", found: 0),
    Filter(query: "?participantId=abcd", found: 2),
    Filter(query: "?participantId=ab%63d", found: 2),
    Filter(query: "?participantId=efgh&roomId=abcd-efgh-ijkl", found: 1),
    Filter(query: "?participantId=efgh&roomId=none-none-none", found: 0),
    Filter(query: "?participantId=", found: 3),
    Filter(query: "/?participantId=abcd", found: 2),
  ])
  func `filters must all hold`(_ filter: Filter) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start("audio", participant: "abcd")
      _ = try await client.start("video", participant: "abcd")
      _ = try await client.start("audio", participant: "efgh")

      #expect(try await list(filter.query, client).pageInfo.total == filter.found)
    }
  }

  @Test func `pages are as long as asked for`() async throws {
    try await withSandbox { (client) async throws in
      for kind in ["audio", "video", "screen_video"] { _ = try await client.start(kind) }

      let second = try await list("?page=2&perPage=2", client)

      #expect(second.pageInfo == .init(currentPage: 2, perPage: 2, lastPage: 2, total: 3))
      #expect(second.data.map(\.kind) == ["audio"])
    }
  }

  @Test func `a page past the end is empty`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      let far = try await list("?page=9", client)

      #expect(far.pageInfo == .init(currentPage: 9, perPage: 20, lastPage: 1, total: 1))
      #expect(far.data == [])
    }
  }

  struct BadPage: CustomTestStringConvertible {
    let query: String
    let error: String
    var testDescription: String { query }
  }

  @Test(arguments: [
    BadPage(query: "?page=0", error: "Page must be a number from 1 to 2147483647"),
    BadPage(query: "?page=two", error: "Page must be a number from 1 to 2147483647"),
    BadPage(query: "?perPage=0", error: "PerPage must be a number from 1 to 1000"),
    BadPage(query: "?perPage=1001", error: "PerPage must be a number from 1 to 1000"),
  ])
  func `a page that cannot be is refused`(_ bad: BadPage) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get(SandboxHarness.tracks + bad.query) == .error(400, bad.error))
    }
  }
}
