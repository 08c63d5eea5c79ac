import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct RedactorTests {
  private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJrIn0.c2lnbmF0dXJl"

  @Test(arguments: [["hunter22", "hunter22-tail"], ["hunter22-tail", "hunter22"]])
  func `of secrets that begin alike the longest is struck out`(_ secrets: [String]) {
    #expect(Redactor(secrets).redact("a hunter22-tail b") == "a [redacted] b")
  }

  @Test func `a secret is struck out of an address that it was written into`() {
    #expect(Redactor(["a b/c+d=é"]).redact("?key=a%20b%2Fc%2Bd%3D%C3%A9&x") == "?key=[redacted]&x")
  }

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

  @Test(arguments: ["\u{301}", "\u{FE0F}", "\u{200D}x", "\u{20E3}"])
  func `redaction by grapheme`(_ mark: String) {
    let redactor = Redactor(["hunter22"])

    #expect(redactor.redact("a hunter22\(mark) b") == "a [redacted]\(mark) b")
    #expect(redactor.finds(in: "hunter22\(mark)"))
    #expect(redactor.redact("\(Self.token)\u{301}") == "[redacted]\u{301}")
  }

  @Test func `secrets that overlap leave nothing of either`() {
    let redactor = Redactor(["abcdefgh", "efghijkl", "ijklmnop"])

    #expect(redactor.redact("1 abcdefghijklmnop 2 efghijkl") == "1 [redacted] 2 [redacted]")
    #expect(redactor.redact("abcdefghabcdefgh") == "[redacted][redacted]")
  }

  @Test func `a secret is found behind colours`() {
    let redactor = Redactor(["hunter22"])

    #expect(
      redactor.redact("\u{1B}[31mhun\u{1B}[0m\u{1B}[2mter22 is\u{1B}[0m it")
        == "\u{1B}[31m[redacted]\u{1B}[0m\u{1B}[2m is\u{1B}[0m it")
  }

  @Test(arguments: [
    "pass\u{1B}word", "pass\u{202E}word\u{9B}", "pass\nword22\nline33", "p'a\"s$s\\w",
  ])
  func `a secret is struck out in every form it is written in`(_ secret: String) throws {
    let redactor = Redactor([secret])
    let json = JSONValue.object([.init(name: "a", value: .string(secret))])
    let texts = [
      secret, VisibleText.masked(secret), JSONText.line(json),
      String(decoding: json.encoded(), as: UTF8.self), Printer.print(Word.literal(secret)),
      StyledText([.init(secret, .id)]).rendered(colored: true),
    ]

    for text in texts {
      let redacted = redactor.redact(text)
      #expect(redacted.contains("[redacted]"), "\(text)")
      #expect(!redacted.contains("pass") && !redacted.contains("word"), "\(redacted)")
    }
  }

  @Test func `bytes at random are struck out wherever they stand`() {
    let seed = UInt64.random(in: 0...(.max))
    var generator = SeededBytes(seed: seed)
    for _ in 0..<2_000 {
      let letters = Array("abcxyz\u{301}é日")
      func text(_ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &generator)).map { _ in
          String(letters.randomElement(using: &generator) ?? "a")
        }.joined()
      }
      let secrets = (0..<3).map { _ in text(6...9) }
      let output = Redactor(secrets).redact(text(0...5) + secrets[0] + text(0...5) + secrets[1])
      for secret in secrets {
        #expect(
          Array(output.utf8).firstRange(of: Array(secret.utf8)) == nil, "seed \(seed): \(secrets)")
      }
    }
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
