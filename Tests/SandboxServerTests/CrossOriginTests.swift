import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct CrossOriginTests {
  private static let page = "http://localhost:3000"

  private func configuration(_ origins: [String]) -> SandboxConfiguration {
    SandboxConfiguration(
      isDeterministic: true, allowedOrigins: origins.compactMap(WebOrigin.init))
  }

  private func preflight(
    _ client: SandboxHarness, _ path: String, from origin: String
  ) async throws -> SandboxHarness.Reply {
    try await client.send(
      "OPTIONS", path, token: .some(nil),
      headers: [
        ("origin", origin), ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type"),
      ])
  }

  /// The fields of an answer that browsers obey.
  private func fields(_ reply: SandboxHarness.Reply) -> [String: String] {
    reply.headers.filter { $0.key.hasPrefix("access-control") || $0.key == "vary" }
  }

  @Test func `a page of an allowed origin is told that it may call`() async throws {
    try await withSandbox(configuration(["https://a.example", Self.page])) {
      (client) async throws in
      let asked = try await preflight(client, SandboxHarness.start, from: Self.page)
      #expect(asked == .init(status: 204, body: ""))
      #expect(
        fields(asked) == [
          "access-control-allow-origin": Self.page, "vary": "Origin",
          "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
          "access-control-allow-headers": "authorization,content-type",
          "access-control-expose-headers": "Allow, Date, Retry-After, X-Request-Id",
        ])

      for path in ["/v2/rooms", "/v2/nothing", "/v2/rooms/none"] {
        let reply = try await client.send("GET", path, headers: [("origin", Self.page)])
        #expect(
          fields(reply) == [
            "access-control-allow-origin": Self.page, "vary": "Origin",
            "access-control-expose-headers": "Allow, Date, Retry-After, X-Request-Id",
          ])
      }
    }
  }

  @Test(arguments: [
    "http://localhost:3001", "https://localhost:3000", "http://localhost", "null",
    "http://localhost:3000.evil.example", "http://localhost:30000", "",
  ])
  func `a page of another origin is told nothing`(_ origin: String) async throws {
    try await withSandbox(configuration([Self.page])) { (client) async throws in
      let asked = try await preflight(client, SandboxHarness.start, from: origin)
      #expect(asked.status == 405)
      #expect(fields(asked) == ["vary": "Origin"])
      let reply = try await client.send("GET", "/v2/rooms", headers: [("origin", origin)])
      #expect(reply.status == 200)
      #expect(fields(reply) == ["vary": "Origin"])
    }
  }

  @Test(arguments: ["http://localhost:3000", "https://evil.example", "null"])
  func `every page may call when all may`(_ origin: String) async throws {
    try await withSandbox(configuration(["*"])) { (client) async throws in
      #expect(try await preflight(client, "/v2/rooms", from: origin).status == 204)
      let reply = try await client.send("GET", "/v2/rooms", headers: [("origin", origin)])
      #expect(reply.headers["access-control-allow-origin"] == "*")
      #expect(reply.headers["vary"] == nil)
    }
  }

  @Test func `no page is told anything when none may call`() async throws {
    try await withSandbox { (client) async throws in
      #expect(try await preflight(client, "/v2/rooms", from: Self.page).status == 405)
      let reply = try await client.send("GET", "/v2/rooms", headers: [("origin", Self.page)])
      #expect(fields(reply) == [:])
    }
  }

  @Test func `a page of the internet may reach into a private network when it may call`()
    async throws
  {
    try await withSandbox(configuration(["*"])) { (client) async throws in
      let reply = try await client.send(
        "OPTIONS", "/v2/rooms",
        headers: [
          ("origin", "https://a.example"), ("access-control-request-method", "GET"),
          ("access-control-request-private-network", "true"),
        ])
      #expect(reply.headers["access-control-allow-private-network"] == "true")
    }
  }

  struct Control: CustomTestStringConvertible {
    let method: String
    let path: String
    let body: String?
    var testDescription: String { "\(method) \(path)\(body == nil ? "" : " with a body")" }

    init(_ method: String, _ path: String, _ body: String? = nil) {
      (self.method, self.path, self.body) = (method, path, body)
    }
  }

  private static let control = [
    Control("GET", "/sandbox/state"), Control("HEAD", "/sandbox/state"),
    Control("GET", "/sandbox/requests"), Control("GET", "/sandbox/webhooks"),
    Control("POST", "/sandbox/reset"), Control("POST", "/sandbox/reset", "{}"),
    Control("POST", "/sandbox/clock", #"{"advance":"1h"}"#),
    Control("POST", "/sandbox/faults", #"{"fault":{"status":500}}"#),
    Control("DELETE", "/sandbox/faults"),
    Control("POST", SandboxHarness.people, #"{"participantId":"x"}"#),
    Control("DELETE", SandboxHarness.people + "/abcd"),
  ]

  @Test(
    arguments: control,
    ["https://evil.example", "null", "http://localhost:3000", "http://127.0.0.1", ""])
  func `the control plane answers no page, whatever is allowed`(
    _ control: Control, _ origin: String
  ) async throws {
    try await withSandbox(configuration(["*", "http://localhost:3000"])) { (client) async throws in
      let before = try await client.get("/sandbox/state")

      let reply = try await client.send(
        control.method, control.path, body: control.body,
        headers: [("origin", origin), ("content-type", "text/plain")])

      #expect(reply.status == 403)
      #expect(fields(reply) == [:])
      #expect(try await client.get("/sandbox/state") == before)
      #expect(try await preflight(client, control.path, from: origin).status == 405)
    }
  }

  @Test func `a page of the sandbox itself may use the control plane`() async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.send(
        "POST", "/sandbox/reset", headers: [("origin", client.sandbox.endpoint)])
      #expect(reply.status == 200)
    }
  }

  @Test(arguments: ["sandbox", "sandbox:9797", "0.0.0.0", "host.docker.internal", "192.0.2.7:1"])
  func `the control plane is served under names of this machine only`(_ host: String) async throws {
    let configuration = SandboxConfiguration(
      host: "0.0.0.0", isDeterministic: true,
      allowedHosts: ["sandbox", "host.docker.internal", "192.0.2.7"].compactMap(HostName.init))
    try await withSandbox(configuration) { (client) async throws in
      #expect(try await client.send("GET", "/v2/rooms", headers: [("host", host)]).status == 200)
      #expect(
        try await client.send("POST", "/sandbox/reset", headers: [("host", host)])
          == .error(403, "The control plane answers this machine only"))
    }
  }

  @Test(arguments: [
    ("*", "*"), ("null", "null"), ("http://localhost:3000", "http://localhost:3000"),
    ("HTTPS://App.Example", "https://app.example"), ("http://a:80", "http://a"),
    ("https://a:443", "https://a"), ("https://a:80", "https://a:80"),
    ("http://[0:0:0:0:0:0:0:1]:5173", "http://[::1]:5173"),
    ("capacitor://localhost", "capacitor://localhost"),
    ("http://my_app:1", "http://my_app:1"),
  ])
  func `an origin is written as browsers write it`(_ text: String, _ origin: String) {
    #expect(WebOrigin(text)?.text == origin)
  }

  @Test(arguments: [
    "", "localhost", "localhost:3000", "http://", "http://a/", "http://a/b", "http://a?b",
    "http://a b",
    "http://a:0", "http://a:65536", "http://a:", "http://a:b", "http://me@a", "http://*.a", "**",
    "http://::1", "http://[a]", "http://a..b", "://a", "1http://a", "NULL", "http://mün",
    "http://a,http://b",
  ])
  func `what no browser says is no origin`(_ text: String) {
    #expect(WebOrigin(text) == nil)
  }
}
