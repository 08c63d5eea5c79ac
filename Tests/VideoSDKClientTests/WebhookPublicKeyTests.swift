import Testing

@testable import VideoSDKClient

@Suite
struct WebhookPublicKeyTests {
  struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (String) -> String

    static let all = [
      Form(testDescription: "as it is") { $0 },
      Form(testDescription: "newlines around") { "\n\n" + $0 + "\n\n" },
      Form(testDescription: "carriage returns") { $0.replacing("\n", with: "\r\n") },
      Form(testDescription: "no newlines") { $0.replacing("\n", with: "") },
      Form(testDescription: "written newlines") { $0.replacing("\n", with: "\\n") },
      Form(testDescription: "empty lines inside") { $0.replacing("\n", with: "\n\n") },
      Form(testDescription: "words before and after") { "# key\n" + $0 + "# end\n" },
    ]
  }

  @Test(arguments: Form.all, ["webhook-key-pkcs1.pem", "webhook-key-spki.pem"])
  func `is read`(form: Form, file: String) throws {
    let key = try WebhookPublicKey(pem: form.change(Fixture.text(file)))

    #expect(try key == WebhookTests.key())
  }

  @Test func `differs from another key`() throws {
    #expect(try WebhookTests.key("other-key-pkcs1") != WebhookTests.key())
  }

  @Test(arguments: [
    "", "key", "-----BEGIN RSA PUBLIC KEY-----", "-----END PUBLIC KEY-----",
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    "-----BEGIN PUBLIC KEY-----\n*\n-----END PUBLIC KEY-----",
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
  ])
  func `is not read from`(text: String) {
    #expect(throws: WebhookError.malformedKey) { try WebhookPublicKey(pem: text) }
  }

  @Test func `is refused when it is short`() throws {
    let pem = try Fixture.text("small-key-spki.pem")

    #expect(throws: WebhookError.malformedKey) { try WebhookPublicKey(pem: pem) }
  }
}
