import CEditLine
import Testing

@testable import LineEditing

@Suite struct SequenceBindingsTests {
  private static let usual = """
    Standard key bindings
    "^A"           ->  ed-move-to-beg
    Multi-character bindings
    "^[b"          ->  ed-prev-word
    "^[[A"         ->  ed-prev-history
    "^[[C"         ->  ed-next-char
    Arrow key bindings
    down           ->  ed-next-history
    up             ->  ed-prev-history

    """

  private func bindings(_ changes: (String, String)...) -> SequenceBindings {
    let behind = changes.reduce(Self.usual) { $0.replacing($1.0, with: $1.1) }
    #expect(behind != Self.usual)
    return SequenceBindings(before: Self.usual, behind: behind)
  }

  private func first(_ new: String) -> (bytes: [UInt8], deed: SequenceBindings.Deed)? {
    bindings((#""^[[C"         ->  ed-next-char"#, new)).sequences.first
  }

  @Test func `what libedit binds itself is not the person's`() {
    let none = SequenceBindings(before: Self.usual, behind: Self.usual)

    #expect(none.sequences.isEmpty)
    #expect(none.named.isEmpty)
    #expect(none.codes(for: Array("\u{1b}[A".utf8)) == nil)
  }

  @Test(
    arguments: [
      (#""^[[15~"       ->  ed-move-to-beg"#, "\u{1b}[15~", .command("ed-move-to-beg")),
      (#""^[OP"         ->  em-kill-line"#, "\u{1b}OP", .command("em-kill-line")),
      (#""^[[1;5C"      ->  vi-next-word"#, "\u{1b}[1;5C", .command("vi-next-word")),
      (
        #""^[[17~"       ->  "stop all^J""#, "\u{1b}[17~",
        .text(#"stop\040all\012"#)
      ),
      (#""^[[17~"       ->  "a -> \177^?é""#, "\u{1b}[17~", .text(#"a\040\055\076\040\177\177é"#)),
    ] as [(String, String, SequenceBindings.Deed)])
  func `reads a binding as libedit lists it`(
    _ line: String, _ sequence: String, _ deed: SequenceBindings.Deed
  ) {
    let found = first(line)

    #expect(found?.bytes == Array(sequence.utf8))
    #expect(found?.deed == deed)
  }

  @Test(arguments: [
    #""^[q"          ->  ed-move-to-end"#, #""^X^E"         ->  ed-clear-screen"#, "?",
  ])
  func `leaves alone what reaches libedit key by key`(_ line: String) {
    #expect(first(line) == nil)
  }

  @Test func `reads keys that are bound by their names`() {
    let found = bindings(
      ("up             ->  ed-prev-history", "up             ->  ed-search-prev-history"),
      ("down           ->  ed-next-history", #"down           ->  "x""#))

    #expect(found.named.map(\.key) == [.down, .up])
    #expect(found.named.map(\.deed) == [.text("x"), .command("ed-search-prev-history")])
  }

  @Test func `each has codes of its own, and there is an end to them`() {
    let lines = (0..<100).map { "\"^[[\($0)~\"  ->  ed-move-to-beg" }.joined(separator: "\n")
    let found = SequenceBindings(before: Self.usual, behind: Self.usual + lines)

    #expect(found.sequences.count == 63)
    let codes = found.sequences.map { found.codes(for: $0.bytes) ?? [] }
    #expect(Set(codes).count == 63)
    #expect(codes.allSatisfy { $0.first == 0x9F && $0.count == 2 })
    #expect(codes[0][1] == 0x40 && SequenceBindings.notation(at: 0) == #"\237\100"#)
  }

  @Test func `libedit lists as it is read here`() throws {
    let text = try #require(cel_list_bindings(0))
    defer { free(text) }
    let list = String(cString: text)

    #expect(list.contains("\nMulti-character bindings\n"))
    #expect(list.contains("\nup             ->  ed-prev-history\n"))
    #expect(SequenceBindings(before: list, behind: list).sequences.isEmpty)
    #expect(SequenceBindings(before: "", behind: list).named.count >= 6)
  }
}
