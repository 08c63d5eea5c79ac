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

  @Test func `a frozen one learns nothing more`() {
    let redactor = Redactor(["hunter22"])
    let frozen = redactor.frozen()

    redactor.add(["canary-0123"])

    #expect(frozen.redact("hunter22 canary-0123") == "[redacted] canary-0123")
    #expect(redactor.redact("hunter22 canary-0123") == "[redacted] [redacted]")
  }

  @Test func `a secret inside another leaves nothing of it standing`() {
    let redactor = Redactor(["abcdef", "abcdefghij"])

    #expect(redactor.redact("abcdefghij abcdef") == "[redacted] [redacted]")
  }

  @Test func `a secret is struck out as JSON writes it`() {
    let redactor = Redactor(["pass\"word\\1"])

    #expect(redactor.redact(#"{"a":"pass\"word\\1"}"#) == #"{"a":"[redacted]"}"#)
  }

  @Test func `a secret is struck out of a message that cut it`() {
    let secret = String(repeating: "0123456789", count: 8)
    let redactor = Redactor([secret])

    #expect(redactor.redact("unknown `\(secret.prefix(59))…`") == "unknown `[redacted]…`")
  }

  @Test func `a mask is as long as the secret`() {
    let redactor = Redactor(["a-secret-of-18-let", "seven77"])

    let masked = redactor.masked("x a-secret-of-18-let y seven77 z")

    #expect(masked == "x [redacted--------] y ******* z")
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
      Case("something short without a signature", "eyJhbGci.eyJhcGlr", "eyJhbGci.eyJhcGlr"),
      Case(
        "a token that is cut", "`eyJhbGciOiJIUzI1NiJ9.eyJhcGlr…`", "`[redacted]…`"),
      Case("a first part alone", "eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9"),
      Case(
        "a longer first part alone", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"),
      Case("a short thing with dots", "eyJ.a.b", "eyJ.a.b"),
    ]
  }
}
