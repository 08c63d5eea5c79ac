import FoundationEssentials
import NIOCore
import TestSupport
import Testing

@testable import VideoSDKClient

/// Answers that no service should give, to a read and to a start.
@Suite(.timeLimit(.minutes(1)))
struct HostileAnswerTests {
  static let timeout: Duration = .seconds(1)
  /// What a busy machine may need beyond the timeout.
  static let slack: Duration = .seconds(20)

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reaction: Reaction
    /// What a read ends with.
    let error: @Sendable (Origin) -> ClientError

    init(
      _ name: String, _ reaction: Reaction,
      _ error: @escaping @Sendable (Origin) -> ClientError
    ) {
      testDescription = name
      self.reaction = reaction
      self.error = error
    }

    /// Only what never comes in time is given little of it.
    var patience: Duration {
      guard case .timedOut = error(.videoSDK) else { return HostileAnswerTests.slack }
      return HostileAnswerTests.timeout
    }

    static func head(_ fields: String...) -> String {
      "HTTP/1.1 200 OK\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    static func answer(_ body: [UInt8], _ fields: String...) -> Reaction {
      let head =
        "HTTP/1.1 200 OK\r\ncontent-length: \(body.count)\r\n"
        + fields.map { $0 + "\r\n" }.joined() + "\r\n"
      return .writeBytes(Array(head.utf8) + body)
    }

    static let lost: @Sendable (Origin) -> ClientError = {
      .connectionLost($0, requestWasSent: true)
    }
    static let late: @Sendable (Origin) -> ClientError = { _ in
      .timedOut(after: timeout, requestWasSent: true)
    }
    static let notHTTP: @Sendable (Origin) -> ClientError = { _ in
      .malformed(path: "", reason: "the answer is not HTTP")
    }

    static let broken = [
      Row("closes after reading", .close, lost),
      Row("closes in the head", .writeAndClose(Array("HTTP/1.1 200 OK\r\nx:".utf8)), lost),
      Row("closes before the body", .writeAndClose(Array(head("content-length: 9").utf8)), lost),
      Row(
        "closes in a chunk",
        .writeAndClose(Array((head("transfer-encoding: chunked") + "9\r\nab").utf8)), lost),
      Row(
        "answers after the timeout", .writeLate(head("content-length: 0"), after: .seconds(9)), late
      ),
      Row("never ends its head", .write("HTTP/1.1 200 OK\r\n"), late),
      Row("sends less than it says", .write(head("content-length: 9") + "{}"), late),
      Row(
        "sends a byte at a time, for ever", .drip(Array(head().utf8), every: .milliseconds(50)),
        late),
      Row(
        "sends chunks that are none",
        .write(head("transfer-encoding: chunked") + "zz\r\n{}\r\n0\r\n\r\n"), notHTTP),
      Row("sends a length below zero", .write(head("content-length: -1") + "{}"), notHTTP),
      Row("sends a length that is no number", .write(head("content-length: ten") + "{}"), notHTTP),
      Row(
        "sends a head without end",
        .write("HTTP/1.1 200 OK\r\nx: " + String(repeating: "a", count: 1 << 20)), notHTTP),
    ]

    static func complete() throws -> [Row] {
      let zeros = try Fixture.bytes("twenty-megabytes-of-zeros.gz")
      return [
        Row("sends a gzip bomb", answer(zeros, "content-encoding: gzip")) { _ in
          .malformed(path: "", reason: "not JSON: expected a value at byte 0")
        },
        Row("sends invalid UTF-8", answer([0x22, 0xC3, 0x28, 0x22])) { _ in
          .malformed(path: "", reason: "not JSON: a string is not valid UTF-8 at byte 1")
        },
        Row("sends HTML", answer(Array("<html>login</html>".utf8))) { _ in
          .malformed(path: "", reason: "not JSON: expected a value at byte 0")
        },
        Row(
          "sends deep JSON", answer(Array(repeating: UInt8(ascii: "["), count: 1 << 20))
        ) { _ in
          .malformed(path: "", reason: "not JSON: more than 128 levels of nesting at byte 128")
        },
        Row(
          "sends ten megabytes of nothing", answer(Array(repeating: 0, count: 10_000_000))
        ) { _ in
          .malformed(path: "", reason: "not JSON: expected a value at byte 0")
        },
      ]
    }
  }

  @Test(arguments: try Row.broken + Row.complete())
  func `fails a read in time when the service`(row: Row) async throws {
    try await Setup.against({ _, _ in row.reaction }, retries: 0, timeout: row.patience) {
      client, server in
      let stopwatch = Stopwatch(ContinuousClock())
      for _ in 0..<2 {
        let error = await Setup.failure { () async throws(ClientError) in
          try await client.send(Setup.list)
        }
        #expect(error == row.error(client.origin))
      }

      #expect(stopwatch.elapsed < row.patience * 2 + Self.slack)
      #expect(server.requests.count == 2)
      await server.allClosed(but: 1)
    }
  }

  @Test(arguments: Row.broken)
  func `closes the connection when the service`(row: Row) async throws {
    try await Setup.against({ _, _ in row.reaction }, retries: 0, timeout: .milliseconds(300)) {
      client, server in
      _ = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      await server.allClosed()
    }
  }

  @Test(arguments: try Row.broken + Row.complete())
  func `sends no second start when the service acts and`(row: Row) async throws {
    let service = TrackService()

    try await Setup.against(
      { request, _ in
        guard request.method == "POST" else { return service.listing() }
        service.start()
        return row.reaction
      }, timeout: .milliseconds(1_500), clock: InstantClock()
    ) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing || !answer.value.isReadable)
      #expect(
        server.requests.map(\.method)
          == (answer.isConfirmedByListing ? ["POST", "GET"] : ["POST"]))
      await server.allClosed(but: 1)
    }
  }

  @Test func `reads a listing of ten megabytes`() async throws {
    let records = (0..<60_000).map { number in
      #"{"id":"\#(number)","participantId":"but3ihic","kind":"audio","end":null,"#
        + #""region":"in002","files":[],"padding":"\#(String(repeating: "x", count: 64))"}"#
    }
    let body = #"{"data":["# + records.joined(separator: ",") + "]}"

    try await Setup.against({ _, _ in .answer(200, body) }, timeout: .seconds(50)) { client, _ in
      let answer = try await client.send(Setup.list)

      #expect(answer.body.count > 8_000_000)
      #expect(answer.value.elements.count == 60_000)
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `shows the token to no other origin with`(status: Int) async throws {
    try await HostileServer.run({ _, _ in .answer(200, Setup.emptyList) }) { other, elsewhere in
      try await Setup.against(
        { _, _ in .answer(status, "", "Location: \(elsewhere)/v2/x") }, clock: InstantClock()
      ) { client, server in
        for _ in 0..<2 {
          _ = await Setup.failure { () async throws(ClientError) in
            try await client.send(Setup.start)
          }
          let error = await Setup.failure { () async throws(ClientError) in
            try await client.send(Setup.list)
          }
          #expect(error == .redirected(from: client.origin, to: "\(elsewhere)/v2/x"))
        }

        #expect(server.requests.count { $0.method == "POST" } == 2)
        #expect(other.connections == 0)
      }
    }
  }

  @Test func `waits until the time that the service names`() async throws {
    let clock = InstantClock()
    let field = "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"

    try await HostileServer.run({ _, number in
      number == 1 ? .answer(429, "", field) : .answer(200, Setup.emptyList)
    }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: .token(Setup.token()), transport: transport, clock: clock,
          now: { Date(timeIntervalSince1970: 784_111_772) })
        _ = try await client.send(Setup.list)
      }

      #expect(server.requests.count == 2)
    }
    #expect(clock.sleeps == [.seconds(5)])
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504])
  func `opens no second connection for repeats after`(status: Int) async throws {
    try await Setup.against({ _, _ in .answer(status) }, retries: 4) { client, server in
      _ = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(server.requests.count == 5)
      #expect(server.connections == 1)
    }
  }
}
