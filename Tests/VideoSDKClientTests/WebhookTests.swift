import Testing

@testable import VideoSDKClient

/// The signatures were made by another program, with a key that nobody kept.
@Suite
struct WebhookTests {
  static func body() throws -> [UInt8] { try Fixture.bytes("track-recording-stopped-event.json") }
  static func signature() throws -> String {
    try Fixture.text("track-recording-stopped-event.signature")
  }
  static func key(_ name: String = "webhook-key-pkcs1") throws -> WebhookPublicKey {
    try WebhookPublicKey(pem: Fixture.text(name + ".pem"))
  }

  static func refusal(
    body: [UInt8]? = nil, signature: String?, key name: String = "webhook-key-pkcs1"
  ) throws -> WebhookError? {
    let body = try body ?? Self.body()
    let key = try key(name)
    do {
      try Webhook.verify(rawBody: body, signature: signature, key: key)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["webhook-key-pkcs1", "webhook-key-spki"])
  func `is believed with`(key: String) throws {
    #expect(try Self.refusal(signature: Self.signature(), key: key) == nil)
  }

  @Test func `is believed when the header field has white space around it`() throws {
    #expect(try Self.refusal(signature: " \(Self.signature())\r\n") == nil)
  }

  @Test func `is refused when any byte is changed`() throws {
    let body = try Self.body()
    for index in stride(from: 0, to: body.count, by: 31) {
      var changed = body
      changed[index] ^= 1

      #expect(
        try Self.refusal(body: changed, signature: Self.signature()) == .wrongSignature,
        "byte \(index)")
    }
  }

  @Test func `is refused when a byte is added`() throws {
    #expect(
      try Self.refusal(body: Self.body() + [0x0A], signature: Self.signature())
        == .wrongSignature)
  }

  @Test func `is refused when the body was parsed and written again with its members sorted`()
    throws
  {
    guard case .object(let members) = try JSONValue(parsing: Self.body()) else {
      throw WebhookError.emptyBody
    }
    let rewritten = JSONValue.object(members.sorted { $0.name < $1.name }).encoded()

    #expect(rewritten != (try Self.body()))
    #expect(
      try Self.refusal(body: rewritten, signature: Self.signature()) == .wrongSignature)
  }

  @Test func `is refused with another key`() throws {
    #expect(
      try Self.refusal(signature: Self.signature(), key: "other-key-pkcs1") == .wrongSignature)
  }

  @Test func `is refused with the signature of another body`() throws {
    #expect(
      try Self.refusal(signature: Fixture.text("not-an-event.signature")) == .wrongSignature)
  }

  @Test(arguments: [nil, "", "  "])
  func `is refused without a signature`(signature: String?) throws {
    #expect(try Self.refusal(signature: signature) == .missingSignature)
  }

  @Test(arguments: ["not base64!", "abc"])
  func `is refused when the signature is not Base64`(signature: String) throws {
    #expect(try Self.refusal(signature: signature) == .malformedSignature)
  }

  @Test func `is refused when the signature is too short`() throws {
    #expect(try Self.refusal(signature: "AAAA") == .wrongSignature)
  }

  @Test func `is refused without a body`() throws {
    #expect(try Self.refusal(body: [], signature: Self.signature()) == .emptyBody)
  }
}
