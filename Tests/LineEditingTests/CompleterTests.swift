@testable import ShellCore
import Testing

@testable import LineEditing

@Suite struct CompleterTests {
  private func step(
    _ texts: [String], wordStart: Int, before: String, after: String = "", endsWord: Bool = true
  ) -> Completer.Step {
    let items = texts.map { Candidates.Item(text: $0, summary: "", endsWord: endsWord) }
    return Completer.step(
      for: Candidates(wordStart: wordStart, items: items), before: before, after: after)
  }

  @Test func `nothing to offer`() {
    #expect(step([], wordStart: 0, before: "x") == .none)
  }

  @Test func `the only candidate is completed with a space`() {
    #expect(
      step(["audio"], wordStart: 6, before: "start au") == .replace(scalars: 2, text: "audio "))
  }

  @Test func `no space after a key, or before one that is there`() {
    #expect(
      step(["room="], wordStart: 0, before: "ro", endsWord: false)
        == .replace(scalars: 2, text: "room="))
    #expect(
      step(["start"], wordStart: 0, before: "st", after: " audio")
        == .replace(scalars: 2, text: "start"))
  }

  @Test func `a quote that is closed behind the cursor is not closed twice`() {
    #expect(
      step(["'a b'"], wordStart: 4, before: "run 'a", after: "'")
        == .replace(scalars: 2, text: "'a b"))
  }

  @Test func `what candidates have in common is inserted first`() {
    #expect(
      step(["status", "start"], wordStart: 0, before: "s") == .replace(scalars: 1, text: "sta"))
  }

  @Test func `without anything in common they are listed`() {
    #expect(step(["status", "start"], wordStart: 0, before: "sta") == .list)
    #expect(step(["audio", "video"], wordStart: 6, before: "start ") == .list)
  }

  @Test func `candidates that do not begin with the word do not eat it`() {
    #expect(step(["Status", "Start"], wordStart: 0, before: "sta") == .list)
  }

  @Test func `the word is counted in characters, its start in bytes`() {
    #expect(step(["日本語"], wordStart: 3, before: "é 日本") == .replace(scalars: 2, text: "日本語 "))
  }
}
