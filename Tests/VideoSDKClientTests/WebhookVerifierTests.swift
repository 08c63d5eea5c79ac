import TestSupport
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct WebhookVerifierTests {
  static func published(_ name: String) throws -> String {
    let pem = try Fixture.text(name + ".pem")
    let body = JSONValue.object(["publicKey": .string("\n" + pem + "\n")])
    return String(decoding: body.encoded(), as: UTF8.self)
  }

  static func refusal<Value>(
    _ body: () async throws(WebhookError) -> Value
  ) async -> WebhookError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }

  @Test func `fetches the key once, without the token`() async throws {
    let body = try WebhookTests.body()
    let signature = try WebhookTests.signature()
    let published = try Fixture.text("webhook-public-key.json")

    try await Setup.against({ _, _ in .answer(200, published) }) { client, server in
      let verifier = WebhookVerifier(client: client)
      for _ in 0..<3 { try await verifier.verify(rawBody: body, signature: signature) }

      #expect(server.requests.map(\.line) == ["GET /v2/public/rsa-public-key"])
      #expect(server.requests.first?.headers["authorization"] == nil)
    }
  }

  @Test func `needs no credentials`() async throws {
    let body = try WebhookTests.body()
    let signature = try WebhookTests.signature()
    let published = try Fixture.text("webhook-public-key.json")

    try await HostileServer.run({ _, _ in .answer(200, published) }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(origin, transport, credentials: nil)
        let event = try await WebhookVerifier(client: client).event(
          rawBody: body, signature: signature)

        #expect(event.name == "participant-track-recording-stopped")
      }
    }
  }

  @Test func `asks nobody when the key is pinned`() async throws {
    let body = try WebhookTests.body()
    let signature = try WebhookTests.signature()

    try await WebhookVerifier(pinned: WebhookTests.key()).verify(
      rawBody: body, signature: signature)
    let other = WebhookVerifier(pinned: try WebhookTests.key("other-key-pkcs1"))
    let error = await Self.refusal { () async throws(WebhookError) in
      try await other.verify(rawBody: body, signature: signature)
    }

    #expect(error == .wrongSignature)
  }

  @Test func `fetches the key again only when it is old and does not fit`() async throws {
    let body = try WebhookTests.body()
    let signature = try WebhookTests.signature()
    let old = try Self.published("other-key-pkcs1")
    let new = try Self.published("webhook-key-spki")
    let clock = InstantClock()

    try await Setup.against({ _, number in .answer(200, number == 1 ? old : new) }, clock: clock) {
      client, server in
      let verifier = WebhookVerifier(client: client, refetchInterval: .seconds(60))
      for _ in 0..<3 {
        let error = await Self.refusal { () async throws(WebhookError) in
          try await verifier.verify(rawBody: body, signature: signature)
        }
        #expect(error == .wrongSignature)
      }
      #expect(server.requests.count == 1)

      try await clock.sleep(for: .seconds(60))
      let garbled = await Self.refusal { () async throws(WebhookError) in
        try await verifier.verify(rawBody: body, signature: "not base64!")
      }
      #expect(garbled == .malformedSignature)
      #expect(server.requests.count == 1)

      try await verifier.verify(rawBody: body, signature: signature)
      try await verifier.verify(rawBody: body, signature: signature)
      #expect(server.requests.count == 2)
    }
  }

  @Test func `believes nothing that the key which was fetched again does not fit either`()
    async throws
  {
    let body = try WebhookTests.body()
    let signature = try WebhookTests.signature()
    let published = try Self.published("other-key-pkcs1")
    let clock = InstantClock()

    try await Setup.against({ _, _ in .answer(200, published) }, clock: clock) { client, server in
      let verifier = WebhookVerifier(client: client, refetchInterval: .seconds(60))
      for count in 1...2 {
        let error = await Self.refusal { () async throws(WebhookError) in
          try await verifier.verify(rawBody: body, signature: signature)
        }
        #expect(error == .wrongSignature)
        #expect(server.requests.count == count)
        try await clock.sleep(for: .seconds(60))
      }
    }
  }

  @Test func `makes no request for what no key can fit`() async throws {
    let body = try WebhookTests.body()

    try await Setup.against({ _, _ in .answer(500) }) { client, server in
      let verifier = WebhookVerifier(client: client)
      let unsigned = await Self.refusal { () async throws(WebhookError) in
        try await verifier.verify(rawBody: body, signature: nil)
      }
      let blank = await Self.refusal { () async throws(WebhookError) in
        try await verifier.verify(rawBody: body, signature: "")
      }
      let empty = await Self.refusal { () async throws(WebhookError) in
        try await verifier.verify(rawBody: [], signature: "AAAA")
      }

      #expect(unsigned == .missingSignature)
      #expect(blank == .missingSignature)
      #expect(empty == .emptyBody)
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `believes nothing while there is no key`() async throws {
    let body = try WebhookTests.body()
    let signature = try WebhookTests.signature()

    try await Setup.against({ _, _ in .answer(200, #"{"publicKey":"none"}"#) }) { client, _ in
      let error = await Self.refusal { () async throws(WebhookError) in
        try await WebhookVerifier(client: client).verify(rawBody: body, signature: signature)
      }

      #expect(
        error
          == .keyUnavailable(
            .malformed(path: "publicKey", reason: "not an RSA public key in PEM")))
    }
  }

  @Test func `takes no key over an open line from another machine`() async throws {
    let origin = try Origin("http://keys.example")
    let body = try WebhookTests.body()

    try await AsyncHTTPTransport.withTransport { (transport) async throws in
      let verifier = WebhookVerifier(client: Setup.client(origin, transport))
      let error = await Self.refusal { () async throws(WebhookError) in
        try await verifier.verify(rawBody: body, signature: "AAAA")
      }

      #expect(error == .keyUnavailable(.credentials(.insecureOrigin(origin))))
    }
  }

  @Test func `says when a signed body is no event`() async throws {
    let signature = try Fixture.text("not-an-event.signature")
    let verifier = WebhookVerifier(pinned: try WebhookTests.key())

    let error = await Self.refusal { () async throws(WebhookError) in
      try await verifier.event(rawBody: Array("not an event".utf8), signature: signature)
    }

    #expect(
      error
        == .malformedEvent(path: "", reason: "not JSON: expected a value at byte 0"))
  }
}
