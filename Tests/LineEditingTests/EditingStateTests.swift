import CEditLine
@testable import ShellCore
import Testing

@testable import LineEditing

@Suite struct UndoStackTests {
  private func line(_ text: String) -> EditorBridge.Line { .init(before: text, after: "") }

  private func stack(typing text: String) -> UndoStack {
    var stack = UndoStack()
    for scalar in text.unicodeScalars { stack.note(typed: scalar) }
    return stack
  }

  @Test func `typing is taken back word by word`() {
    var undo = stack(typing: "ab e\u{301}d")

    #expect(undo.current == line("ab e\u{301}d"))
    #expect(undo.undo() == line("ab "))
    #expect(undo.undo() == line(""))
    #expect(undo.undo() == nil)
  }

  @Test func `what is typed elsewhere is taken back alone`() {
    var undo = stack(typing: "ab")
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

@Suite struct PlaceTests {
  private static func place(
    _ cursor: Int32, of length: Int32, _ previous: Unicode.Scalar, _ next: Unicode.Scalar
  ) -> EditorBridge.Place {
    EditorBridge.Place(
      cel_place(length: length, cursor: cursor, previous: previous.value, next: next.value))
  }

  /// Behind `a|b`.
  @Test(arguments: [
    (place(2, of: 3, "c", "b"), true), (place(1, of: 2, "a", "b"), false),
    (place(2, of: 3, "d", "b"), false), (place(2, of: 2, "c", "b"), false),
    (place(3, of: 4, "c", "b"), false), (place(2, of: 4, "c", "b"), false),
    (place(2, of: 3, "c", "x"), false),
  ])
  func `only a letter that came before the cursor was typed`(
    _ place: EditorBridge.Place, _ isTyped: Bool
  ) {
    #expect(place.follows(Self.place(1, of: 2, "a", "b"), typing: "c") == isTyped)
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
