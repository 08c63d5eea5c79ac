import FoundationEssentials
import TestSupport
import Testing

@testable import VideoSDKClient

/// Services that fail by a status: one test for each, named by it.
@Suite(.timeLimit(.minutes(1)))
struct HostileStatusTests {
  /// A status that leaves open whether the service acted.
  static func checkDoubtful(_ status: Int) async throws {
    let scenario = HostileScenario { _, _, _ in .answer(status) }

    let read = try await scenario.read()
    let idle = try await scenario.start(acts: { _ in false })
    let acting = try await scenario.start(acts: { _ in true })

    #expect(read.outcome == .status(status))
    #expect(read.requests == ["GET", "GET", "GET"])
    #expect(read.connections == 1)
    #expect(idle.outcome == .unknown(status: status))
    #expect(idle.requests == ["POST", "GET", "GET", "GET"])
    #expect(idle.connections == 1)
    #expect(acting.outcome == .confirmed)
    #expect(acting.requests == ["POST", "GET"])
  }

  @Test func `408`() async throws { try await Self.checkDoubtful(408) }
  @Test func `500`() async throws { try await Self.checkDoubtful(500) }
  @Test func `502`() async throws { try await Self.checkDoubtful(502) }
  @Test func `504`() async throws { try await Self.checkDoubtful(504) }

  @Test func `503`() async throws {
    let scenario = HostileScenario { _, _, _ in .answer(503) }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in false })

    #expect(read.outcome == .status(503))
    #expect(read.requests == ["GET", "GET", "GET"])
    #expect(start.outcome == .status(503))
    #expect(start.requests == ["POST", "POST", "POST"])
    #expect(start.connections == 1)
  }

  /// A service that wants to be left alone for a while, once.
  static func checkLimited(_ field: String) async throws {
    let scenario = HostileScenario(now: { Date(timeIntervalSince1970: 784_111_776) }) {
      request, number, _ in
      guard number > 1 else { return .answer(429, "", field) }
      return .answer(200, request.method == "POST" ? Setup.started : Setup.emptyList)
    }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { $0 > 1 })

    #expect(read.outcome == .answered)
    #expect(read.requests == ["GET", "GET"])
    #expect(read.elapsed >= .seconds(1))
    #expect(start.outcome == .answered)
    #expect(start.requests == ["POST", "POST"])
    #expect(start.connections == 1)
  }

  @Test func `429 with Retry-After in seconds`() async throws {
    try await Self.checkLimited("Retry-After: 1")
  }

  @Test func `429 with Retry-After as an HTTP date`() async throws {
    try await Self.checkLimited("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT")
  }

  @Test func `429 with a Retry-After beyond the limit`() async throws {
    let scenario = HostileScenario(timeout: .seconds(90)) { _, _, _ in
      .answer(429, "", "Retry-After: 31")
    }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in false })

    #expect(read.outcome == .status(429))
    #expect(read.requests == ["GET"])
    #expect(start.outcome == .status(429))
    #expect(start.requests == ["POST"])
  }
}

/// A status that is none, or none of an answer.
@Suite("numbers from outside trap: statuses", .timeLimit(.minutes(1))) struct ImpossibleStatusTests
{
  private static func answer(_ status: String, _ body: String) -> Reaction {
    .writeAndClose(
      Array("HTTP/1.1 \(status) X\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
  }

  @Test(arguments: ["000", "001", "042", "099", "600", "777", "999"])
  func `is a failure and not the end of the program`(_ status: String) async throws {
    let text = try #require(Int(status))
    let failures = try await Setup.against({ _, _ in Self.answer(status, "{}") }) {
      client, _ in
      (
        await Setup.failure { () async throws(ClientError) in
          try await client.send(GetRoom(room: Setup.room))
        },
        await Setup.failure { () async throws(ClientError) in
          try await client.transport.open(client.call(for: GetRoom(room: Setup.room)))
        }
      )
    }

    let expected = ClientError.malformed(path: "", reason: "the status is \(text), which is none")
    #expect(failures.0 == expected)
    #expect(failures.1 == expected)
  }

  @Test(arguments: [
    "100", "101", "102", "150", "199", "204", "304", "-12", "2", "99999999999999999999", "",
  ])
  func `or none of an answer with a body`(_ status: String) async throws {
    try await Setup.against({ _, _ in Self.answer(status, "{\"roomId\":\"r\"}") }, retries: 0) {
      client, _ in
      _ = await Setup.failure { () async throws(ClientError) in
        try await client.send(GetRoom(room: Setup.room))
      }
    }
  }
}
