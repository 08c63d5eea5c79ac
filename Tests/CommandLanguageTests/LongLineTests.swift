import CommandLanguage
import Testing

/// Places in texts of any shape are those that are found by counting.
@Suite struct LongLineTests {
  private static let pieces = [
    "a", "é", "日", "\u{1F600}", "\t", "\n", "\r\n", String(repeating: "x", count: 5000),
    String(repeating: "ü ", count: 3000), String(repeating: "\n", count: 70),
    String(repeating: "a b\n", count: 65),
  ]

  @Test func `places are found in lines of any length`() {
    let seed = UInt64.random(in: 0...(.max))
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let text = (0..<Int.random(in: 0...40, using: &generator))
        .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
      let source = SourceText(name: "x", text: text)
      let bytes = Array(text.utf8)
      for _ in 0..<60 {
        var offset = Int.random(in: 0...bytes.count, using: &generator)
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        let start = (bytes[..<offset].lastIndex(of: 10) ?? -1) + 1
        let end = bytes[offset...].firstIndex(of: 10) ?? bytes.count
        let isPair = end < bytes.count && end > start && bytes[end - 1] == 13
        let line = bytes[..<offset].count { $0 == 10 } + 1

        let position = source.position(at: offset)

        #expect(
          position.line == line
            && position.column == String(decoding: bytes[start..<offset], as: UTF8.self).count + 1
            && source.lineStart(line) == start
            && source.lineSpan(at: offset, within: bytes.count).span
              == SourceSpan(start, isPair ? end - 1 : end),
          "seed \(seed), round \(round), offset \(offset)")
      }
      #expect(source.lineCount == text.utf8.count { $0 == 10 } + (bytes.last ?? 10 == 10 ? 0 : 1))
    }
  }
}
