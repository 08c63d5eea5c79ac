import TestSupport
import Testing

@testable import LineEditing

@Suite struct KeyDecoderTests {
  private func keys(_ bytes: [UInt8], flushed: Bool = true) -> [KeyDecoder.Key] {
    var decoder = KeyDecoder()
    let keys = bytes.flatMap { decoder.push($0) }
    return flushed ? keys + decoder.flush() : keys
  }

  private func keys(_ text: String) -> [KeyDecoder.Key] { keys(Array(text.utf8)) }

  private func typed(_ text: String) -> [KeyDecoder.Key] {
    text.unicodeScalars.map { .character($0.value) }
  }

  @Test(arguments: ["start", "é", "日本", "🎥", "\u{3}\r\t", "e\u{301}"])
  func `characters of any length arrive whole`(_ text: String) {
    #expect(keys(text) == typed(text))
  }

  struct Sequence: Sendable, CustomTestStringConvertible {
    let text: String
    let keys: [KeyDecoder.Key]
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ keys: KeyDecoder.Key...) { (self.text, self.keys) = (text, keys) }
  }

  private static let sequences = [
    Sequence("\u{1b}[A", .named(.up)), Sequence("\u{1b}OB", .named(.down)),
    Sequence("\u{1b}[D", .named(.left)), Sequence("\u{1b}[1;5D", .named(.wordLeft)),
    Sequence("\u{1b}[1;3C", .named(.wordRight)), Sequence("\u{1b}Oc", .named(.wordRight)),
    Sequence("\u{1b}[H", .named(.home)), Sequence("\u{1b}[7~", .named(.home)),
    Sequence("\u{1b}OF", .named(.end)), Sequence("\u{1b}[4~", .named(.end)),
    Sequence("\u{1b}[3~", .named(.delete)), Sequence("\u{1b}[Z", .named(.backTab)),
    Sequence("\u{1b}b", .alt(0x62)), Sequence("\u{1b}\u{7f}", .alt(0x7F)),
    Sequence("\u{1b}é", .character(0x1B), .character(0xE9)),
    Sequence("\u{1b}\u{1b}[A", .character(0x1B), .named(.up)),
    // Keys without a use, reports, and answers to what somebody else asked.
    Sequence("\u{1b}[15~"), Sequence("\u{1b}[1;2A"), Sequence("\u{1b}[3;5~"), Sequence("\u{1b}OP"),
    Sequence("\u{1b}[[A"), Sequence("\u{1b}[201~"), Sequence("\u{1b}[I"), Sequence("\u{1b}[12;40R"),
    Sequence("\u{1b}[?62;4c"), Sequence("\u{1b}[<35;10;20M"), Sequence("\u{1b}[97;5u"),
    Sequence("\u{1b}]11;rgb:ffff/ffff/ffff\u{7}"), Sequence("\u{1b}]52;c;eA==\u{1b}\\"),
    Sequence("\u{1b}P1$r0m\u{1b}\\"), Sequence("\u{1b}_Gi=1;OK\u{1b}\\"),
    Sequence("\u{1b}[200~x\u{1b}[201~", .paste("x")),
    // A string that is not ended ends where the next sequence begins.
    Sequence("\u{1b}]11;rgb\u{1b}[A", .named(.up)),
    // Control-C ends whatever was begun.
    Sequence("\u{1b}\u{3}", .character(3)), Sequence("\u{1b}[1;\u{3}", .character(3)),
    Sequence("\u{1b}O\u{3}", .character(3)), Sequence("\u{1b}]0;x\u{3}", .character(3)),
  ]

  @Test(arguments: sequences)
  func `a sequence is a key or nothing, and never its end`(_ sequence: Sequence) {
    let bytes = Array(("a" + sequence.text + "z").utf8)
    let keys = [.character(0x61)] + sequence.keys + [KeyDecoder.Key.character(0x7A)]

    #expect(self.keys(bytes) == keys)
    #expect(self.keys(bytes, flushed: false) == keys)
  }

  @Test(
    arguments: [
      ("\u{1b}", [KeyDecoder.Key.character(0x1B)]), ("\u{1b}[", [.alt(0x5B)]),
      ("\u{1b}O", [.alt(0x4F)]),
      ("\u{1b}[200", []), ("\u{1b}[1;5", []), ("\u{1b}]11;", []), ("\u{1b}P1", []),
    ] as [(String, [KeyDecoder.Key])])
  func `what nothing follows is what a finger can have typed`(
    _ text: String, _ keys: [KeyDecoder.Key]
  ) {
    #expect(self.keys(text) == keys)
  }

  @Test func `bytes of any kind leave no more than a mark`() {
    for seed in UInt64(1)...200 {
      var random = SplitMix(seed: seed)
      var decoder = KeyDecoder()
      for _ in 0..<200 { _ = decoder.push(UInt8.random(in: 0...255, using: &random)) }
      _ = decoder.flush()
      _ = decoder.flush()
      #expect(decoder.push(0x61).last == .character(0x61), "seed \(seed)")
    }
  }

  @Test func `Escape waits for what follows`() {
    #expect(keys([0x1B], flushed: false) == [])
    #expect(keys([0x1B]) == [.character(0x1B)])
  }

  @Test func `a paste is one key between its neighbours`() {
    #expect(
      keys("a\u{1b}[200~x\r日\u{1b}[A\u{1b}[201~b")
        == [.character(0x61), .paste("x\r日\u{1b}[A"), .character(0x62)])
  }

  @Test func `Escape before a paste is a key of its own`() {
    #expect(keys("\u{1b}\u{1b}[200~x\u{1b}[201~") == [.character(0x1B), .paste("x")])
  }

  @Test func `a paste that never ends is given out when nothing follows`() {
    #expect(keys("\u{1b}[200~lost") == [.paste("lost")])
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let scalars: [UInt32]
    var testDescription: String { "\(bytes)" }
  }

  @Test(arguments: [
    Broken(bytes: [0xFF, 0x61], scalars: [0xFFFD, 0x61]),
    Broken(bytes: [0xC3, 0x61], scalars: [0xFFFD, 0x61]),
    Broken(bytes: [0xE6, 0x97, 0xC3, 0xA9], scalars: [0xFFFD, 0xE9]),
    Broken(bytes: [0xED, 0xA0, 0x80], scalars: [0xFFFD]),
  ])
  func `bytes that are no UTF-8 leave a mark`(_ broken: Broken) {
    #expect(keys(broken.bytes) == broken.scalars.map { .character($0) })
  }
}
