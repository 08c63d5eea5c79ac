import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import VideoSDKClient

/// What the transport does with a proxy: a real one, over loopback.
@Suite(.timeLimit(.minutes(1)))
struct ProxyConnectionTests {
  /// A host that nobody has: only a proxy can lead to it.
  static let origin = "https://api.invalid"

  static func outcome(
    _ environment: [String: String], to origin: String = origin
  ) async throws -> ClientError? {
    let options = TransportOptions(environment: environment)
    return try await AsyncHTTPTransport.withTransport(options) { (transport) async throws in
      let call = try AsyncHTTPTransportTests.call(Origin(origin))
      return await Setup.failure { () async throws(ClientError) in try await transport.send(call) }
    }
  }

  @Test(arguments: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
  func `asks the proxy for the way to a server, with user and password`(
    variable: String
  ) async throws {
    try await HostileServer.run({ _, _ in .writeAndClose(Array("HTTP/1.1 502 X\r\n\r\n".utf8)) }) {
      server, proxy in
      let error = try await Self.outcome([variable: "http://me:p%40ss@127.0.0.1:\(proxy.port)"])

      #expect(
        error == .unreachable(try Origin(Self.origin), reason: "the proxy did not connect"))
      let request = try #require(server.requests.first)
      #expect(request.line == "CONNECT api.invalid:443")
      #expect(request.headers["proxy-authorization"] == "Basic bWU6cEBzcw==")
      #expect(request.headers["authorization"] == nil)
    }
  }

  @Test func `asks it for the way to what is not encrypted too`() async throws {
    try await HostileServer.run({ _, _ in .writeAndClose(Array("HTTP/1.1 502 X\r\n\r\n".utf8)) }) {
      server, proxy in
      let origin = "http://api.invalid"

      let error = try await Self.outcome(
        ["http_proxy": "127.0.0.1:\(proxy.port)"], to: origin)

      #expect(error == .unreachable(try Origin(origin), reason: "the proxy did not connect"))
      #expect(server.requests.map(\.line) == ["CONNECT api.invalid:80"])
    }
  }

  @Test(arguments: [
    "socks5://127.0.0.1", "socks5h://me:canary@127.0.0.1", "socks4://127.0.0.1",
    "https://127.0.0.1", "http://127.0.0.1:x", "nonsense of canary@",
  ])
  func `is never silently without one: nothing is sent past`(text: String) async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      // A name that this machine would find, were it asked.
      for (variable, target) in [
        ("https_proxy", "https://0.0.0.0:\(origin.port)"),
        ("http_proxy", "http://0.0.0.0:\(origin.port)"),
      ] {
        let error = try await Self.outcome([variable: text], to: target)

        guard case .proxy(let problem) = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
        switch problem {
        case .unsupportedScheme(_, let named, _), .unreadable(let named, _):
          #expect(named == variable)
        }
        #expect(!"\(problem)".contains("canary"))
      }
      #expect(server.connections == 0)
    }
  }

  @Test func `opens no download past one either, and tries once`() async throws {
    let options = TransportOptions(environment: ["ALL_PROXY": "socks5://127.0.0.1"])
    let seen = Collected<Exchange>()
    try await AsyncHTTPTransport.withTransport(options) { (transport) async throws in
      let call = try AsyncHTTPTransportTests.call(Origin(Self.origin))
      let opened = await Setup.failure { () async throws(ClientError) in
        try await transport.open(call)
      }
      let client = Setup.client(try Origin(Self.origin), transport, observe: { seen.add($0) })
      let sent = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      let problem = ClientError.proxy(
        .unsupportedScheme("socks5", variable: "ALL_PROXY", found: "socks5://127.0.0.1"))
      #expect(opened == problem)
      #expect(sent == problem)
      #expect(problem.isRefusedBeforeSending)
      #expect(seen.values.map(\.attempt) == [1])
    }
  }

  @Test func `says that it is the proxy where nobody listens`() async throws {
    let port = try #require(RefusedPort())

    let error = try await Self.outcome(["https_proxy": "127.0.0.1:\(port.number)"])

    #expect(
      error
        == .unreachable(
          try Origin(Self.origin),
          reason: "nobody listens at the proxy http://127.0.0.1:\(port.number)"))
  }

  @Test(arguments: ["127.0.0.1", "localhost"])
  func `leaves this machine itself alone`(host: String) async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      let error = try await Self.outcome(
        ["http_proxy": "socks5://proxy.invalid", "ALL_PROXY": "http://proxy.invalid"],
        to: "http://\(host):\(origin.port)")

      #expect(error == nil)
      #expect(server.requests.map(\.line) == ["GET /v2/thing?a=b%20c"])
    }
  }

  @Test func `goes directly where NO_PROXY says so`() async throws {
    try await HostileServer.run({ _, _ in .answer(200, "[]") }) { server, origin in
      let error = try await Self.outcome(
        ["http_proxy": "socks5://proxy.invalid", "NO_PROXY": "0.0.0.0/8"],
        to: "http://0.0.0.0:\(origin.port)")

      #expect(error == nil)
      #expect(server.requests.map(\.line) == ["GET /v2/thing?a=b%20c"])
    }
  }
}
