import TestSupport
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct AsyncHTTPTransportTests {
  static func call(
    _ origin: Origin, _ method: HTTPMethod = .get, body: [UInt8]? = nil,
    timeout: Duration = .seconds(20)
  ) -> HTTPCall {
    HTTPCall(
      method: method, origin: origin, target: "/v2/thing?a=b%20c",
      headers: [("Authorization", "secret"), ("Content-Type", "application/json")], body: body,
      timeout: timeout)
  }

  /// Sends one call to a server that follows the script.
  static func outcome(
    _ method: HTTPMethod = .get, body: [UInt8]? = nil, timeout: Duration = .seconds(20),
    welcome: Welcome = .http, options: TransportOptions = TransportOptions(),
    _ script: @escaping HostileServer.Script
  ) async throws -> (result: Result<HTTPAnswer, ClientError>, origin: Origin) {
    try await HostileServer.run(welcome: welcome, script) { _, origin in
      try await AsyncHTTPTransport.withTransport(options) { (transport) async throws in
        let call = call(origin, method, body: body, timeout: timeout)
        do {
          return (.success(try await transport.send(call)), origin)
        } catch let error as ClientError {
          return (.failure(error), origin)
        }
      }
    }
  }

  @Test func `sends method, target, header fields and body`() async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        _ = try await transport.send(Self.call(origin, .post, body: Array("{}".utf8)))
      }

      let request = try #require(server.requests.first)
      #expect(request.line == "POST /v2/thing?a=b%20c")
      #expect(request.body == "{}")
      #expect(request.headers["authorization"] == "secret")
      #expect(request.headers["content-length"] == "2")
    }
  }

  @Test func `sends head and body in one piece`() async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        for _ in 0..<50 {
          _ = try await transport.send(Self.call(origin, .post, body: Array("{}".utf8)))
        }
      }

      #expect(server.requests.map(\.body) == Array(repeating: "{}", count: 50))
      #expect(server.reads == 50)
    }
  }

  @Test func `sends a body behind a head that fills every buffer`() async throws {
    let field = String(repeating: "x", count: 70_000)
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      let answer = try await AsyncHTTPTransport.withTransport { (transport) async throws in
        try await transport.send(
          HTTPCall(
            method: .post, origin: origin, target: "/v2/thing", headers: [("X-Long", field)],
            body: Array("{}".utf8), timeout: .seconds(20)))
      }

      #expect(answer.status == 200)
      #expect(server.requests.first?.headers["x-long"] == field)
      #expect(server.requests.first?.body == "{}")
    }
  }

  @Test func `returns status, header fields and body`() async throws {
    let (result, _) = try await Self.outcome { _, _ in .answer(418, "tea", "X-Kind: pot") }

    let answer = try result.get()
    #expect(answer.status == 418)
    #expect(answer.header("x-kind") == "pot")
    #expect(answer.body == Array("tea".utf8))
  }

  @Test func `keeps the connection for the next request`() async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        for _ in 0..<5 { _ = try await transport.send(Self.call(origin)) }
      }

      #expect(server.connections == 1)
    }
  }

  @Test func `reports a refused port without waiting for the deadline`() async throws {
    let port = try #require(RefusedPort())
    defer { withExtendedLifetime(port) {} }
    let origin = try Origin("http://127.0.0.1:\(port.number)")
    let stopwatch = Stopwatch(ContinuousClock())

    let error = try await AsyncHTTPTransport.withTransport { (transport) async throws in
      await Setup.failure { () async throws(ClientError) in
        try await transport.send(Self.call(origin, timeout: .seconds(600)))
      }
    }

    #expect(error == .refused(origin))
    #expect(stopwatch.elapsed < .seconds(60))
  }

  @Test func `reports a port that nobody answers on after the time for connecting`() async throws {
    let port = try #require(FullPort())
    let origin = try Origin("http://127.0.0.1:\(port.number)")
    let options = TransportOptions(connectTimeout: .milliseconds(200))

    let error = try await AsyncHTTPTransport.withTransport(options) { (transport) async throws in
      await Setup.failure { () async throws(ClientError) in
        try await transport.send(Self.call(origin, timeout: .seconds(600)))
      }
    }

    #expect(error == .timedOut(after: .milliseconds(200), requestWasSent: false))
    #expect(port.knocking == 0)
  }

  @Test func `reports a host without an address`() async throws {
    let origin = try Origin("http://no-such-host.invalid")

    let error = try await AsyncHTTPTransport.withTransport { (transport) async throws in
      await Setup.failure { () async throws(ClientError) in
        try await transport.send(Self.call(origin))
      }
    }

    #expect(error == .unresolved(host: "no-such-host.invalid"))
  }

  @Test func `reports a server that does not speak TLS`() async throws {
    try await HostileServer.run({ _, _ in .answer(200) }) { server, plain in
      let origin = try Origin("https://127.0.0.1:\(plain.port)")

      let error = try await AsyncHTTPTransport.withTransport { (transport) async throws in
        await Setup.failure { () async throws(ClientError) in
          try await transport.send(Self.call(origin))
        }
      }

      #expect(error == .tls(origin, reason: "the handshake failed"))
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `reports a server that accepts and closes`() async throws {
    let (result, origin) = try await Self.outcome(.post, body: [1], welcome: .close) {
      _, _ in .silence
    }

    // Whether the close overtakes the body is up to the kernel.
    let possible: [ClientError] = [
      .connectionLost(origin, requestWasSent: true),
      .connectionLost(origin, requestWasSent: false),
    ]
    #expect(result.error.map { possible.contains($0) } == true)
  }

  @Test func `knows that the request was sent when the server closes after reading it`()
    async throws
  {
    let (result, origin) = try await Self.outcome(.post, body: [1]) { _, _ in .close }

    #expect(result.error == .connectionLost(origin, requestWasSent: true))
  }

  @Test func `reports a connection that ends in the middle of the answer`() async throws {
    let (result, origin) = try await Self.outcome { _, _ in
      .writeAndClose(Array("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"da".utf8))
    }

    #expect(result.error == .connectionLost(origin, requestWasSent: true))
  }

  @Test func `keeps an error status whose body breaks off`() async throws {
    let (result, _) = try await Self.outcome { _, _ in
      .writeAndClose(Array("HTTP/1.1 409 X\r\ncontent-length: 100\r\n\r\nhalf".utf8))
    }

    let answer = try result.get()
    #expect(answer.status == 409)
    #expect(answer.body == Array("half".utf8))
  }

  @Test func `reports an answer that is not HTTP`() async throws {
    let (result, _) = try await Self.outcome { _, _ in .writeAndClose(Array("hello\r\n\r\n".utf8)) }

    #expect(result.error == .malformed(path: "", reason: "the answer is not HTTP"))
  }

  @Test func `ends when the answer does not come in time`() async throws {
    let (result, _) = try await Self.outcome(.post, body: [1], timeout: .milliseconds(80)) {
      _, _ in .silence
    }

    #expect(
      result.error == .timedOut(after: .milliseconds(80), requestWasSent: true))
  }

  @Test func `ends when the body does not come in time`() async throws {
    let (result, _) = try await Self.outcome(timeout: .milliseconds(80)) { _, _ in
      .write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"da")
    }

    #expect(
      result.error == .timedOut(after: .milliseconds(80), requestWasSent: true))
  }

  @Test func `does not follow redirects`() async throws {
    let (result, _) = try await Self.outcome { _, _ in .answer(302, "", "Location: /v2/other") }

    #expect(try result.get().status == 302)
  }

  @Test func `refuses a body beyond the limit`() async throws {
    let (result, _) = try await Self.outcome(options: TransportOptions(bodyLimit: 8)) { _, _ in
      .answer(200, "123456789")
    }

    #expect(
      result.error == .malformed(path: "", reason: "the body is longer than 8 bytes"))
  }

  @Test func `takes a body of exactly the limit`() async throws {
    let (result, _) = try await Self.outcome(options: TransportOptions(bodyLimit: 8)) { _, _ in
      .answer(200, "12345678")
    }

    #expect(try result.get().body == Array("12345678".utf8))
  }

  @Test func `keeps the start of a long error body`() async throws {
    let (result, _) = try await Self.outcome(options: TransportOptions(errorBodyLimit: 4)) {
      _, _ in .answer(500, "123456789")
    }

    #expect(try result.get().body == Array("1234".utf8))
  }

  @Test func `returns at once when the task is cancelled while the server is silent`()
    async throws
  {
    try await HostileServer.run({ _, _ in .silence }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let error = await withTaskGroup(of: ClientError?.self) { group in
          group.addTask {
            await Setup.failure { () async throws(ClientError) in
              try await transport.send(Self.call(origin, .post, body: [1]))
            }
          }
          _ = await server.nextRequest()
          group.cancelAll()
          return await group.next() ?? nil
        }

        #expect(error == .cancelled(requestWasSent: true))
      }
    }
  }

  @Test func `sends nothing for a task that is already cancelled`() async throws {
    try await HostileServer.run({ _, _ in .silence }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let error = await withTaskGroup(of: ClientError?.self) { group in
          group.cancelAll()
          group.addTask {
            await Setup.failure { () async throws(ClientError) in
              try await transport.send(Self.call(origin))
            }
          }
          return await group.next() ?? nil
        }

        #expect(error == .cancelled(requestWasSent: false))
        #expect(server.connections == 0)
      }
    }
  }

  @Test func `works on its own executor`() async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        try await withTaskExecutorPreference(transport.executor) {
          for _ in 0..<3 { _ = try await transport.send(Self.call(origin)) }
        }
      }

      #expect(server.requests.count == 3)
    }
  }

  @Test func `its executor moves to the network's thread with the first request`() async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { _, origin in
      let places = try await AsyncHTTPTransport.withTransport { (transport) async throws in
        try await withTaskExecutorPreference(transport.executor) {
          let before = transport.afterwards {}
          _ = try await transport.send(Self.call(origin))
          return [before, transport.afterwards {}]
        }
      }

      #expect(places == [false, true])
    }
  }
}

extension Result {
  /// The failure, if it is one.
  var error: Failure? {
    guard case .failure(let error) = self else { return nil }
    return error
  }
}
