import TestSupport
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct RedirectTests {
  @Test(arguments: [301, 302, 303, 307, 308])
  func `follows the service's own redirect of a read`(status: Int) async throws {
    try await Setup.against({ request, _ in
      request.target == "/v2/moved?x=1"
        ? .answer(200, Setup.emptyList) : .answer(status, "", "Location: /v2/moved?x=1")
    }) { client, server in
      _ = try await client.send(Setup.list)

      #expect(
        server.requests.map(\.line) == [
          "GET /v2/recordings/participant/track?roomId=k2jd-91xa-p0qe", "GET /v2/moved?x=1",
        ])
    }
  }

  @Test(arguments: [307, 308])
  func `follows a redirect of a start that keeps the method`(status: Int) async throws {
    try await Setup.against({ request, _ in
      request.target == "/v2/moved"
        ? .answer(200, Setup.started) : .answer(status, "", "Location: /v2/moved")
    }) { client, server in
      _ = try await client.send(Setup.start)

      #expect(server.requests.map(\.method) == ["POST", "POST"])
      #expect(server.requests[0].body == server.requests[1].body)
    }
  }

  @Test(arguments: [301, 302, 303])
  func `does not turn a start into a read`(status: Int) async throws {
    try await Setup.against(
      { request, _ in
        request.method == "POST"
          ? .answer(status, "", "Location: /v2/moved") : Setup.listing()
      }, clock: InstantClock()
    ) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      guard case .outcomeUnknown(client.origin, .http(status, _))? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.count { $0.method == "POST" } == 1)
    }
  }

  @Test func `follows an absolute address of the same origin`() async throws {
    try await Setup.against({ request, number in
      let host = request.headers["host"] ?? ""
      return number == 1
        ? .answer(307, "", "Location: http://\(host)/v2/moved#top")
        : .answer(200, Setup.emptyList)
    }) { client, server in
      _ = try await client.send(Setup.list)

      #expect(server.requests.last?.line == "GET /v2/moved")
    }
  }

  @Test func `leaves the fragment out of what it asks for`() async throws {
    let exchanges = Collected<Exchange>()

    try await HostileServer.run({ _, number in
      number == 1 ? .answer(307, "", "Location: /v2/moved#top") : .answer(200, Setup.emptyList)
    }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(origin, transport, observe: { exchanges.add($0) })
        _ = try await client.send(Setup.list)
      }

      #expect(exchanges.values.last?.url == "\(origin)/v2/moved")
    }
  }

  /// Sends to a server that takes this long to redirect to a place where nobody answers.
  static func redirected(
    after delay: Duration, timeout: Duration
  ) async throws -> (error: ClientError?, timeouts: [Duration]) {
    let clock = InstantClock()
    let timeouts = Collected<Duration>()

    return try await HostileServer.run({ _, number in
      guard number == 1 else { return .close }
      clock.advance(by: delay)
      return .answer(307, "", "Location: /v2/moved")
    }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let watched = WatchedTransport(inner: transport, timeouts: timeouts)
        let client = Setup.client(origin, watched, retries: 0, timeout: timeout, clock: clock)
        let error = await Setup.failure { () async throws(ClientError) in
          try await client.send(Setup.list)
        }
        return (error, timeouts.values)
      }
    }
  }

  @Test func `has only the time that is left after a redirect`() async throws {
    let (_, timeouts) = try await Self.redirected(after: .seconds(12), timeout: .seconds(30))

    #expect(timeouts == [.seconds(30), .seconds(18)])
  }

  @Test func `ends when a redirect comes too late`() async throws {
    let (error, timeouts) = try await Self.redirected(after: .seconds(30), timeout: .seconds(30))

    #expect(error == .timedOut(after: .seconds(30), requestWasSent: true))
    #expect(timeouts == [.seconds(30)])
  }

  @Test func `names the whole timeout when nobody answers after a redirect`() async throws {
    try await Setup.against(
      { request, number in
        number == 1 ? .answer(307, "", "Location: /v2/moved") : .silence
      }, retries: 0, timeout: .seconds(2)
    ) { client, _ in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(error == .timedOut(after: .seconds(2), requestWasSent: true))
    }
  }

  @Test(arguments: [
    "https://evil.example/v2/x", "//evil.example/x", "http://evil.example@127.0.0.1/",
    "ftp://127.0.0.1/", "relative", "/\\evil.example",
  ])
  func `sends nothing to another origin`(location: String) async throws {
    try await Setup.against({ _, _ in .answer(302, "", "Location: \(location)") }) {
      client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(error == .redirected(from: client.origin, to: location))
      #expect(server.requests.count == 1)
    }
  }

  @Test func `gives up after five redirects`() async throws {
    try await Setup.against({ _, _ in .answer(302, "", "Location: /v2/again") }) {
      client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      guard case .http(302, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.count == 6)
    }
  }
}

/// The real transport, with a note of the time that each call is given.
private struct WatchedTransport: Transport {
  let inner: AsyncHTTPTransport
  let timeouts: Collected<Duration>

  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    timeouts.add(call.timeout)
    return try await inner.send(call)
  }
}
