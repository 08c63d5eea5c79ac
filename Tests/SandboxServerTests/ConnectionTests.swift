import NIOCore
import NIOPosix
import Testing

@testable import SandboxServer

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
  private func impatient() -> SandboxConfiguration {
    var configuration = SandboxConfiguration(isDeterministic: true, processing: .zero)
    configuration.requestTimeout = .milliseconds(200)
    return configuration
  }

  private typealias Wire = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  private func connect(_ client: SandboxHarness) async throws -> Wire {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: client.sandbox.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try Wire(wrappingChannelSynchronously: channel)
        }
      }
  }

  @Test(arguments: ["GET /v2/rooms HTT", "GET /v2/rooms HTTP/1.1\r\nHost: 127.0.0.1\r\n", "\r\n"])
  func `a head that does not end is given up`(_ text: String) async throws {
    try await withSandbox(impatient()) { (client) async throws in
      #expect(try await client.exchange(text) == "")
    }
  }

  @Test(arguments: ["Content-Length: 10\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"])
  func `a body that does not end is given up`(_ rest: String) async throws {
    try await withSandbox(impatient()) { (client) async throws in
      let head = "POST \(SandboxHarness.start) HTTP/1.1\r\nHost: 127.0.0.1\r\n"

      #expect(try await client.exchange(head + rest) == "")
      #expect(try await client.get("/sandbox/requests").body == #"{"requests":[]}"#)
    }
  }

  @Test(arguments: ["/v2/rooms/none", "/sandbox/state", "/files/none", "/elsewhere"])
  func `the Date of an answer that tells of no record is this machine's`(_ path: String)
    async throws
  {
    try await withSandbox(SandboxConfiguration(isDeterministic: false)) { (client) async throws in
      let before = Timestamp.wall.milliseconds / 1000
      let reply = try await client.get(path)
      let after = Timestamp.wall.milliseconds / 1000

      let possible = (before...after).map { Timestamp(milliseconds: $0 * 1000).httpText }
      #expect(possible.contains(reply.headers["date"] ?? "none"))
    }
  }

  @Test func `an idle connection is kept`() async throws {
    try await withSandbox(impatient()) { (client) async throws in
      let request = "GET /sandbox/requests HTTP/1.1\r\nHost: 127.0.0.1\r\n"
      try await connect(client).executeThenClose { inbound, outbound in
        var parts = inbound.makeAsyncIterator()
        for end in ["\r\n", "Connection: close\r\n\r\n"] {
          // Another connection that is given up shows that the time has passed.
          #expect(try await client.exchange("GET") == "")
          try await outbound.write(ByteBuffer(string: request + end))
          let answer = try await parts.next().map { String(buffer: $0) }
          #expect(answer?.prefix(15) == "HTTP/1.1 200 OK")
        }
      }
    }
  }

  @Test func `time in which the sandbox does not read is nobody's fault`() async throws {
    // Longer than a busy machine takes to send what is read in advance.
    var configuration = impatient()
    configuration.requestTimeout = .seconds(8)
    try await withSandbox(configuration) { (client) async throws in
      try await client.fault(#"{"fault":{"delay":"9s"}}"#)
      let key = "GET /v2/public/rsa-public-key HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
      // Larger than what is read in advance, so that its end is not seen before the first answer.
      let body = String(repeating: "a", count: 1_000_000)
      let post =
        "POST /v2/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        + "Content-Length: \(body.count)\r\n\r\n\(body)"

      let answers = try await client.exchange(key + post)

      #expect(answers.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["200", "404"])
    }
  }

  @Test(arguments: [
    "HTTP/1.0\r\nHost: 127.0.0.1\r\n",
    "HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close, keep-alive\r\n",
    "HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Close\r\n",
    "HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: x, close\r\n",
  ])
  func `a connection that ends with its answer is closed`(_ rest: String) async throws {
    try await withSandbox { (client) async throws in
      // It returns when the other end has closed.
      let answer = try await client.exchange("GET /v2/nothing \(rest)\r\n")

      #expect(RawAnswer(answer).status == 404)
      #expect(answer.contains("\r\nConnection: close\r\n"))
    }
  }

  @Test func `an answer may take longer than a request`() async throws {
    try await withSandbox(impatient()) { (client) async throws in
      try await client.fault(#"{"fault":{"delay":"500ms"}}"#)

      #expect(try await client.start().status == 200)
    }
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.255.1.2", true), ("::1", true), ("::ffff:127.1.2.3", true),
    ("128.0.0.1", false), ("10.0.0.127", false), ("::", false), ("::2", false), ("1::1", false),
    ("::7f00:1", false), ("::ffff:10.0.0.1", false), ("fe80::1", false),
  ])
  func `an address of this machine is known`(_ address: String, isLoopback: Bool) throws {
    #expect(try SocketAddress(ipAddress: address, port: 80).isLoopback == isLoopback)
  }

  struct Host: CustomTestStringConvertible {
    let host: String
    let bound: String
    let local: Bool
    let remote: Bool
    var testDescription: String { "\(host) at \(bound)" }

    init(_ host: String, at bound: String, local: Bool, remote: Bool) {
      (self.host, self.bound, self.local, self.remote) = (host, bound, local, remote)
    }
  }

  @Test(arguments: [
    Host("localhost:80", at: "0.0.0.0", local: true, remote: false),
    Host("127.3.2.1:80", at: "0.0.0.0", local: true, remote: true),
    Host("[::1]", at: "0.0.0.0", local: true, remote: true),
    Host("192.0.2.1:80", at: "0.0.0.0", local: false, remote: true),
    Host("[2001:db8::1]:80", at: "::", local: false, remote: true),
    Host("sandbox.lan", at: "sandbox.lan", local: true, remote: true),
    Host("Sandbox.LAN:80", at: "sandbox.lan", local: true, remote: true),
    Host("evil.example", at: "0.0.0.0", local: false, remote: false),
    Host("127.0.0.1.evil.example", at: "0.0.0.0", local: false, remote: false),
    Host("", at: "0.0.0.0", local: false, remote: false),
  ])
  func `a host is served that no name server decides about`(_ host: Host) {
    let hosts = HostGuard(boundHost: host.bound)

    #expect(hosts.admits(host.host, isFromThisMachine: true) == host.local)
    #expect(hosts.admits(host.host, isFromThisMachine: false) == host.remote)
  }
}
