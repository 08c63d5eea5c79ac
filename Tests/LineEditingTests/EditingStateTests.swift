@testable import ShellCore
import Testing

@testable import LineEditing

@Suite struct UndoStackTests {
  private func line(_ text: String) -> EditorBridge.Line { .init(before: text, after: "") }

  private func stack(_ texts: String...) -> UndoStack {
    var stack = UndoStack()
    for text in texts { stack.note(line(text)) }
    return stack
  }

  @Test func `typing is taken back word by word`() {
    var undo = stack("a", "ab", "ab ", "ab c", "ab cd")

    #expect(undo.undo() == line("ab "))
    #expect(undo.undo() == line(""))
    #expect(undo.undo() == nil)
  }

  @Test(arguments: ["ab cd", "a  b", " ", "e\u{301} x\u{301}", "a \u{301}b", "👩\u{200d}👧 日本 "])
  func `letter by letter is as line by line`(_ text: String) {
    var (typed, noted) = (UndoStack(), UndoStack())
    var before = ""
    for scalar in text.unicodeScalars {
      before.unicodeScalars.append(scalar)
      typed.note(typed: scalar)
      noted.note(.init(before: before, after: ""))
    }

    while let line = noted.undo() { #expect(typed.undo() == line) }
    #expect(typed.undo() == nil)
  }

  @Test func `what is typed elsewhere is taken back alone`() {
    var undo = stack("a", "ab")
    undo.note(.init(before: "a", after: "b"))
    undo.note(typed: "c")

    #expect(undo.undo() == .init(before: "a", after: "b"))
    #expect(undo.undo() == line(""))
  }

  @Test func `what was deleted comes back with the cursor where it was`() {
    var undo = UndoStack()
    undo.note(.init(before: "one two", after: ""))
    undo.note(.init(before: "one", after: " two"))
    undo.note(.init(before: "", after: " two"))

    #expect(undo.undo() == .init(before: "one", after: " two"))
  }
}

@Suite struct RecalledEntriesTests {
  private var entries: RecalledEntries {
    var entries = RecalledEntries()
    for entry in ["echo one", "set room a", "echo two", "echo two", "Echo é [x]", "set"] {
      entries.add(entry)
    }
    return entries
  }

  @Test func `walks by what the line began with`() {
    #expect(entries.place(before: 5, beginningWith: "echo", unlike: "echo") == 2)
    #expect(entries.place(before: 2, beginningWith: "echo", unlike: "echo two") == 0)
    #expect(entries.place(before: 0, beginningWith: "", unlike: "") == nil)
    #expect(entries.place(behind: 0, beginningWith: "echo", unlike: "echo one") == 2)
    #expect(entries.place(behind: 4, beginningWith: "echo", unlike: "") == nil)
  }

  @Test(
    arguments: [("ROOM", nil), ("room", 1), ("é", 3), ("[x]", 3), ("o t", 2), ("none", nil)]
      as [(String, Int?)])
  func `searches anywhere, without regard to capitals unless some are typed`(
    _ text: String, _ place: Int?
  ) {
    #expect(entries.place(before: 5, holding: text) == place)
  }

  @Test func `the last word of the lines before`() {
    #expect(entries.lastWord(back: 1) == "set")
    #expect(entries.lastWord(back: 2) == "[x]")
    #expect(entries.lastWord(back: 9) == nil)
    #expect(RecalledEntries().lastWord(back: 1) == nil)
  }
}

@Suite struct CompletionMenuTests {
  private var menu: CompletionMenu {
    CompletionMenu(
      Candidates(
        wordStart: 6,
        items: [
          .init(text: "audio", summary: "sound", endsWord: true),
          .init(text: "room=", summary: "", endsWord: false),
          .init(text: "日本", summary: "", age: "2m ago", endsWord: true),
        ]), original: .init(before: "start a", after: " x"))
  }

  @Test func `walks round and gives the line back`() {
    var menu = menu
    #expect(menu.line() == menu.original)
    menu.move(by: 1)
    #expect(menu.line() == .init(before: "start audio", after: " x"))
    menu.move(by: -1)
    #expect(menu.line(ends: true) == .init(before: "start 日本", after: " x"))
    menu.move(by: 2)
    #expect(menu.line(ends: true) == .init(before: "start room=", after: " x"))
  }

  @Test func `shows the rows around the chosen one`() {
    var menu = menu
    let listing = CandidateListing(columns: 40, rows: 24, ellipsis: "…")
    menu.move(by: -1)

    #expect(
      menu.rows(listing, height: 3, isColored: true)
        == [
          [StyledRun("audio  sound")], [StyledRun("room=")],
          [StyledRun("日本          2m ago", LineTheme.selected)],
        ])
    #expect(
      menu.rows(listing, height: 2, isColored: false)
        == [[StyledRun("> 日本          2m ago")], [StyledRun("… 3 in all", LineTheme.description)]])
  }
}

@Suite struct GraphemeStepTests {
  @Test(arguments: [
    ("e", "\u{301}x", 1, -1), ("👩\u{200d}👩", "\u{200d}👧x", 2, -3), ("🇩", "🇪x", 1, -1),
    ("a", "bc", 0, 0),
    ("", "e\u{301}", 0, 0), ("a日", "本", 0, 0),
  ])
  func `the cursor does not stay inside a character`(
    _ before: String, _ after: String, _ right: Int, _ left: Int
  ) {
    let line = EditorBridge.Line(before: before, after: after)

    #expect(GraphemeStep.missing(line, movedLeft: false) == right)
    #expect(GraphemeStep.missing(line, movedLeft: true) == left)
  }

  @Test(arguments: [("one two", "one"), (" two-three", " two"), ("…", "…"), ("", "")])
  func `a word with what stands before it`(_ text: String, _ word: String) {
    #expect(GraphemeStep.word(text) == word)
  }
}
