/// What a terminal's output says, without the sequences that move the cursor and set colours.
///
/// Takes the output in parts of any size; an unfinished sequence or character waits for the next
/// one. It is no screen: what is drawn over stays in the text. Carriage returns and bells are
/// dropped.
struct TerminalText: Sendable {
  private(set) var plain: [UInt8] = []
  private var waiting: [UInt8] = []

  mutating func add(_ part: [UInt8]) {
    let bytes = waiting + part
    var index = 0
    while index < bytes.count, let next = Self.end(ofUnitAt: index, in: bytes) {
      let first = bytes[index]
      if first != 0x1B, first != 0x0D, first != 0x07 { plain += bytes[index..<next] }
      index = next
    }
    waiting = Array(bytes[index...])
  }

  /// Where the sequence or character ends that begins here; nil when it is unfinished.
  private static func end(ofUnitAt index: Int, in bytes: [UInt8]) -> Int? {
    let first = bytes[index]
    if first == 0x1B { return end(ofSequenceAt: index, in: bytes) }
    let length =
      switch first {
      case 0xC0...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF7: 4
      default: 1
      }
    return index + length <= bytes.count ? index + length : nil
  }

  private static func end(ofSequenceAt index: Int, in bytes: [UInt8]) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "["):
      return bytes[(index + 2)...].firstIndex { 0x40...0x7E ~= $0 }.map { $0 + 1 }
    case UInt8(ascii: "]"):
      return bytes[(index + 2)...].firstIndex { $0 == 0x07 || $0 == 0x5C }.map { $0 + 1 }
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      return index + 2 < bytes.count ? index + 3 : nil
    default:
      return index + 2
    }
  }
}
