import Testing

@testable import SandboxServer

@Suite(.timeLimit(.minutes(1))) struct AllowedHostTests {
  private func configuration(_ hosts: String...) -> SandboxConfiguration {
    SandboxConfiguration(isDeterministic: true, allowedHosts: hosts.compactMap(HostName.init))
  }

  @Test(arguments: ["sandbox", "SANDBOX:9797", "host.docker.internal:1", "[2001:db8::1]:80"])
  func `a host that is allowed is served`(_ host: String) async throws {
    let configuration = configuration("Sandbox", "host.docker.internal", "2001:DB8:0::1")
    try await withSandbox(configuration) { (client) async throws in
      #expect(try await client.send("GET", "/v2/rooms", headers: [("host", host)]).status == 200)
    }
  }

  @Test(arguments: ["sandbo", "sandbox.evil.example", "evil.example", "asandbox", "[2001:db8::2]"])
  func `another host is refused as ever`(_ host: String) async throws {
    try await withSandbox(configuration("sandbox", "2001:db8::1")) { (client) async throws in
      #expect(
        try await client.send("GET", "/v2/rooms", headers: [("host", host)])
          == .error(403, "The sandbox does not serve the host `\(host)`"))
    }
  }

  @Test func `a file is named under the host that was asked for`() async throws {
    try await withSandbox(configuration("sandbox")) { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()
      try await client.advance("1m")
      let reply = try await client.send(
        "GET", SandboxHarness.firstTrack, headers: [("host", "sandbox:9797")])
      let record = try reply.decoded(as: RecordedFile.Record.self)
      #expect(record.files.first?.fileUrl?.hasPrefix("http://sandbox:9797/files/") == true)
    }
  }

  @Test func `a webhook goes to a host that is allowed`() async throws {
    try await HookServer.run { server in
      // Another name of this machine, which is not one of its loopback addresses.
      let url = "http://0.0.0.0:\(server.port)/hook"
      try await withSandbox(configuration("0.0.0.0")) { (client) async throws in
        _ = try await client.start(telling: url)
        #expect(try await client.deliveries(2).map(\.reason) == [nil, nil])
      }
      try await withSandbox { (client) async throws in
        _ = try await client.start(telling: url)
        #expect(
          try await client.deliveries(2).map(\.reason)
            == Array(repeating: WebhookReceiver.Obstacle.notLoopback.reason, count: 2))
      }
    }
  }

  @Test func `a receiver that is allowed is connected to by its name`() throws {
    let allowed = Set(["sandbox", "192.0.2.1"].compactMap(HostName.init))

    let named = try WebhookReceiver("http://SandBox:8080/a?b", allowing: allowed)
    #expect(named.addresses == ["sandbox"])
    #expect(named.port == 8080)
    #expect(named.authority == "SandBox:8080")
    #expect(named.target == "/a?b")
    #expect(try WebhookReceiver("http://192.0.2.1", allowing: allowed).addresses == ["192.0.2.1"])
    #expect(throws: WebhookReceiver.Obstacle.notLoopback) {
      try WebhookReceiver("http://192.0.2.2", allowing: allowed)
    }
    #expect(throws: WebhookReceiver.Obstacle.notHTTP) {
      try WebhookReceiver("https://sandbox", allowing: allowed)
    }
  }

  @Test(arguments: [
    ("sandbox", "sandbox"), ("Host.Docker.Internal", "host.docker.internal"),
    ("my_service-1", "my_service-1"), ("10.0.0.1", "10.0.0.1"), ("[::1]", "::1"),
    ("2001:DB8::1", "2001:db8::1"),
  ])
  func `a name or an address is one`(_ text: String, _ host: String) {
    #expect(HostName(text)?.text == host)
  }

  @Test(arguments: [
    "", "*", "*.example", "a:80", "http://a", "a/b", "a b", "-a", "a-", ".a", "a.", "a..b", "[a]",
    "[10.0.0.1]",
    "mün", "::g", "a@b", String(repeating: "a", count: 64),
  ])
  func `everything else is none`(_ text: String) {
    #expect(HostName(text) == nil)
  }
}
