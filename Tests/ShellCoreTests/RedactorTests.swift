import Testing

@testable import ShellCore

@Suite struct RedactorTests {
  private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJrIn0.c2lnbmF0dXJl"

  @Test(arguments: Case.all)
  func `strikes out secrets and leaves the rest`(_ one: Case) {
    let redactor = Redactor(["hunter22", "short"])

    #expect(redactor.redact(one.text) == one.expected)
    #expect(redactor.finds(in: one.text) == (one.text != one.expected))
  }

  @Test func `a secret that is added later is struck out from then on`() {
    let redactor = Redactor()
    #expect(redactor.redact("value canary-0123") == "value canary-0123")

    redactor.add(["canary-0123"])

    #expect(redactor.redact("value canary-0123") == "value [redacted]")
  }

  @Test func `a secret inside another leaves nothing of it standing`() {
    let redactor = Redactor(["abcdef", "abcdefghij"])

    #expect(redactor.redact("abcdefghij abcdef") == "[redacted] [redacted]")
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let expected: String

    init(_ description: String, _ text: String, _ expected: String) {
      testDescription = description
      self.text = text
      self.expected = expected
    }

    static let all = [
      Case("nothing to strike", "start audio", "start audio"),
      Case("empty", "", ""),
      Case("a known secret", "secret=hunter22.", "secret=[redacted]."),
      Case("twice", "hunter22 hunter22", "[redacted] [redacted]"),
      Case("a word too short to be one", "a short word", "a short word"),
      Case("a token", "Authorization: \(token)", "Authorization: [redacted]"),
      Case("two tokens", "\(token) \(token)!", "[redacted] [redacted]!"),
      Case("a token in quotes", "\"\(token)\"", "\"[redacted]\""),
      Case("what only begins like a token", "eyJ is no token", "eyJ is no token"),
      Case("a token without its signature", "eyJhbGci.eyJhcGlr", "eyJhbGci.eyJhcGlr"),
      Case("a short thing with dots", "eyJ.a.b", "eyJ.a.b"),
    ]
  }
}
