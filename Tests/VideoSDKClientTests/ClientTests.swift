import TestSupport
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct ClientTests {
  @Test func `sends the documented start and reads its sentence`() async throws {
    try await Setup.against({ _, _ in .answer(200, Setup.started) }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.value.text == "track recording started successfully.")
      #expect(answer.status == 200)
      #expect(answer.attempts.count == 1)
      #expect(answer.isConfirmedByListing == false)
      let request = try #require(server.requests.first)
      #expect(request.line == "POST /v2/recordings/participant/track/start")
      #expect(
        request.body
          == #"{"roomId":"k2jd-91xa-p0qe","participantId":"but3ihic","kind":"audio"}"#)
      #expect(request.headers["authorization"] == Setup.token().reveal())
      #expect(request.headers["content-type"] == "application/json")
    }
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504])
  func `repeats a read after`(status: Int) async throws {
    try await Setup.against({ _, number in
      number < 3 ? .answer(status) : .answer(200, Setup.emptyList)
    }) { client, server in
      let answer = try await client.send(Setup.list)

      #expect(answer.attempts.count == 3)
      #expect(answer.value.elements.isEmpty)
      #expect(server.requests.count == 3)
    }
  }

  @Test(arguments: [400, 401, 402, 403, 404, 406, 409, 422, 501, 505])
  func `does not repeat a read after`(status: Int) async throws {
    try await Setup.against({ _, _ in .answer(status, #"{"error":"no"}"#) }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      guard case .http(status, let problem)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problem.message == "no")
      #expect(server.requests.count == 1)
    }
  }

  @Test func `does not wait beyond the timeout`() async throws {
    let clock = InstantClock()
    try await Setup.against(
      { _, _ in .answer(503, "", "Retry-After: 5") }, timeout: .seconds(5), clock: clock
    ) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      guard case .http(503, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.count == 1)
      #expect(!clock.sleeps.contains(.seconds(5)))
    }
  }

  @Test func `repeats a read after a lost connection`() async throws {
    try await Setup.against({ _, number in
      number == 1 ? .close : .answer(200, Setup.emptyList)
    }) { client, _ in
      let answer = try await client.send(Setup.list)

      #expect(answer.attempts.count == 2)
    }
  }

  @Test func `repeats a read after an answer that did not come in time`() async throws {
    try await Setup.against(
      { _, number in number == 1 ? .silence : .answer(200, Setup.emptyList) },
      timeout: .milliseconds(1_500), clock: InstantClock()
    ) { client, _ in
      let answer = try await client.send(Setup.list)

      #expect(answer.attempts.count > 1)
    }
  }

  @Test func `names the whole timeout when every attempt ran out of time`() async throws {
    try await Setup.against({ _, _ in .silence }, timeout: .seconds(1)) { client, _ in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(error == .timedOut(after: .seconds(1), requestWasSent: true))
    }
  }

  @Test func `keeps time for another attempt however long the delay before it may be`()
    async throws
  {
    let clock = InstantClock()
    let timeout: Duration = .milliseconds(1_200)

    try await HostileServer.run({ _, _ in .silence }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(
          origin, transport, timeout: timeout, base: .seconds(60), clock: clock)
        let error = await Setup.failure { () async throws(ClientError) in
          try await client.send(Setup.list)
        }

        #expect(error == .timedOut(after: timeout, requestWasSent: true))
        #expect(clock.sleeps == [timeout / 2, timeout / 4])
      }
    }
  }

  @Test func `gives up on a refused port after its retries`() async throws {
    let port = try #require(RefusedPort())
    defer { withExtendedLifetime(port) {} }
    let origin = try Origin("http://127.0.0.1:\(port.number)")
    let exchanges = Collected<Exchange>()

    let error = try await AsyncHTTPTransport.withTransport { (transport) async throws in
      let client = Setup.client(origin, transport, observe: { exchanges.add($0) })
      return await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }
    }

    #expect(error == .refused(origin))
    #expect(exchanges.values.map(\.attempt) == [1, 2, 3])
    #expect(exchanges.values.map(\.error) == Array(repeating: .refused(origin), count: 3))
  }

  @Test func `has no unknown outcome of a read whose service is gone afterwards`() async throws {
    try await Setup.against({ _, _ in .closeForGood }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(error == .refused(client.origin))
      #expect(server.requests.count == 1)
    }
  }

  @Test func `waits as long as the service asks`() async throws {
    let clock = InstantClock()

    try await HostileServer.run({ _, number in
      number == 1 ? .answer(429, "", "Retry-After: 7") : .answer(200, Setup.emptyList)
    }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(origin, transport, clock: clock)
        _ = try await client.send(Setup.list)
      }
    }

    #expect(clock.sleeps == [.seconds(7)])
  }

  @Test func `does not wait longer than its limit`() async throws {
    try await Setup.against({ _, _ in .answer(429, "", "Retry-After: 31") }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      guard case .http(429, let problem)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problem.category == .rateLimited(retryAfter: .seconds(31)))
      #expect(server.requests.count == 1)
    }
  }

  struct BadAnswer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let error: ClientError

    init(_ name: String, _ body: [UInt8], _ reason: String, path: String = "") {
      testDescription = name
      bytes = Array("HTTP/1.1 200 OK\r\ncontent-length: \(body.count)\r\n\r\n".utf8) + body
      error = .malformed(path: path, reason: reason)
    }

    static let all = [
      BadAnswer("empty", [], "the body is empty"),
      BadAnswer("HTML", Array("<html>".utf8), "not JSON: expected a value at byte 0"),
      BadAnswer("truncated", Array("{\"a\":".utf8), "not JSON: unexpected end at byte 5"),
      BadAnswer(
        "invalid UTF-8", [0x22, 0xFF, 0x22], "not JSON: a string is not valid UTF-8 at byte 1"),
      BadAnswer(
        "invalid UTF-8 behind what is valid", Array(#"{"a":"é","b":""#.utf8) + [0xFF, 0x22, 0x7D],
        "not JSON: a string is not valid UTF-8 at byte 15"),
      BadAnswer("another shape", Array("[]".utf8), "expected an object, found an array"),
      BadAnswer("no data", Array("{}".utf8), "missing", path: "data"),
      BadAnswer(
        "a record of the wrong type", Array(#"{"data":[{"id":"1","files":7}]}"#.utf8),
        "expected an array, found 7", path: "data[0].files"),
      BadAnswer(
        "too deep", Array(repeating: UInt8(ascii: "["), count: 100_000),
        "not JSON: more than 128 levels of nesting at byte 128"),
    ]
  }

  @Test(arguments: BadAnswer.all)
  func `says what is wrong with`(answer: BadAnswer) async throws {
    try await Setup.against({ _, _ in .writeAndClose(answer.bytes) }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(error == answer.error)
      #expect(server.requests.count == 1)
    }
  }

  @Test func `says what is wrong when the length is shorter than the body`() async throws {
    try await Setup.against({ _, _ in
      .writeAndClose(Array("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{\"data\":[]}".utf8))
    }) { client, _ in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(
        error == .malformed(path: "", reason: "not JSON: unexpected end of a string at byte 3"))
    }
  }

  @Test func `fetches pages until the last one`() async throws {
    try await Setup.against({ request, _ in
      request.target.hasSuffix("page=1")
        ? .answer(200, Setup.page(Setup.record(), number: 1, last: 2))
        : .answer(200, Setup.page(Setup.record(kind: "video"), number: 2, last: 2))
    }) { client, server in
      var kinds: [TrackKind?] = []
      for try await page in client.pages(of: Setup.list) { kinds += page.elements.map(\.kind) }

      #expect(kinds == [.audio, .video])
      #expect(server.requests.count == 2)
    }
  }

  @Test func `throws cancelled when the task is cancelled during an attempt`() async throws {
    try await Setup.against({ _, _ in .silence }) { client, server in
      let error = await withTaskGroup(of: ClientError?.self) { group in
        group.addTask {
          await Setup.failure { () async throws(ClientError) in
            try await client.send(Setup.start)
          }
        }
        _ = await server.nextRequest()
        group.cancelAll()
        return await group.next() ?? nil
      }

      #expect(error == .cancelled(requestWasSent: true))
      #expect(server.requests.count == 1)
    }
  }
}
