import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct EventMaskingTests {
  private static let token =
    "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJzYW5kYm94In0.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU"

  private func drawn(_ line: String, marking word: String, columns: Int?) throws -> [String] {
    let source = SourceText(name: "a.vsdk", text: "echo one\n\(line)\necho two")
    let start = try #require(source.utf8.firstRange(of: Array(word.utf8))).lowerBound
    let diagnostic = Diagnostic(
      code: "x", message: "wrong",
      location: .init(source: source, span: SourceSpan(start, start + word.utf8.count)))
    let event = Event.failure(Failure(diagnostic, .script)).masked(by: Redactor(), columns: columns)
    guard case .failure(let masked) = event else { return [] }
    return DiagnosticText.render(masked.diagnostic, maxWidth: columns)
  }

  @Test func `leaves nothing of a token where its line is cut`() throws {
    let lines = try drawn("set room \(Self.token) extra", marking: "extra", columns: 60)

    #expect(
      lines == [
        "a.vsdk:2:99: wrong", "    2 | …-------------------------------] extra",
        "      |                                   ^^^^^",
      ])
  }

  @Test func `leaves a line that is not cut to the redactor`() throws {
    let lines = try drawn("set room \(Self.token) extra", marking: "extra", columns: 200)

    #expect(lines[1] == "    2 | set room \(Self.token) extra")
  }

  @Test func `leaves a long line without secrets as it is`() throws {
    let line = "echo " + String(repeating: "word ", count: 30) + "extra"

    #expect(try drawn(line, marking: "extra", columns: 60)[1].hasSuffix("word word extra"))
  }

  @Test func `leaves nothing of a secret in what is said with a failure`() {
    let redactor = Redactor(["two words of it"])
    let diagnostic = Diagnostic(
      code: "x", message: "wrong", notes: ["two words of it"], hints: ["not two words of it"])

    let event = Event.failure(Failure(diagnostic, .script)).masked(by: redactor, columns: 20)

    guard case .failure(let masked) = event else {
      return #expect(Bool(false), "\(event)")
    }
    #expect(masked.notes == ["[redacted]"])
    #expect(masked.hints == ["not [redacted]"])
  }

  @Test func `leaves nothing of a secret where what is said is broken into lines`() {
    let redactor = Redactor()
    redactor.add(["two words of it"])
    let note = Event.note("it is two words of it, they say")
    let facts = RenderingFacts(talkWidth: 20)

    let drawn = EventRenderer(facts, Presentation(Settings()))
      .render(note.masked(by: redactor, columns: 20)).map(\.text).joined()

    #expect(drawn == "note: it is\n      [redacted],\n      they say\n")
  }
}
