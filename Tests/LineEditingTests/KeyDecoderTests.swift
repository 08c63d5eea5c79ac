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

  @Test(arguments: [
    "\u{1b}[A", "\u{1b}OA", "\u{1b}[3~", "\u{1b}[200", "\u{1b}", "\u{1b}b", "\u{1b}\u{1b}[A",
  ])
  func `other escape sequences pass through`(_ text: String) {
    #expect(keys(text) == typed(text))
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
