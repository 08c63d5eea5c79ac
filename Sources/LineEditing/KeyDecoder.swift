/// Turns the bytes a terminal sends into characters and pasted blocks.
///
/// Pure. An escape sequence is passed on byte by byte, for libedit knows keys better; only the two
/// marks of a bracketed paste are taken out. A byte that could begin a mark is held back until the
/// next one decides, or until `flush` says that nothing follows. Bytes that are no UTF-8 become
/// U+FFFD, so no input vanishes in silence.
struct KeyDecoder {
  enum Key: Equatable {
    case character(UInt32)
    case paste(String)
  }

  private static let pasteStart = Array("\u{1b}[200~".utf8)
  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  private var held: [UInt8] = []
  private var pasted: [UInt8] = []
  private var scalar: [UInt8] = []
  private(set) var isInPaste = false

  /// Whether bytes are held back that may be whole keys already.
  var isUndecided: Bool { !isInPaste && !held.isEmpty }

  mutating func push(_ byte: UInt8) -> [Key] {
    isInPaste ? pushPasted(byte) : pushTyped(byte)
  }

  /// Forgets a paste whose end has not come.
  mutating func abandonPaste() {
    isInPaste = false
    pasted = []
  }

  /// Gives out what is held back, even a paste without its end: the terminal has nothing more to
  /// say for now.
  mutating func flush() -> [Key] {
    if isInPaste {
      isInPaste = false
      defer { pasted = [] }
      return [.paste(String(decoding: pasted, as: UTF8.self))]
    }
    let bytes = held
    held = []
    return bytes.flatMap { decode($0) }
  }

  private mutating func pushTyped(_ byte: UInt8) -> [Key] {
    held.append(byte)
    if held == Self.pasteStart {
      held = []
      isInPaste = true
      return []
    }
    if Self.pasteStart.starts(with: held) { return [] }
    let last = held.removeLast()
    let before = held.isEmpty ? [] : flush()
    if last == Self.pasteStart[0] {
      held = [last]
      return before
    }
    return before + decode(last)
  }

  private mutating func pushPasted(_ byte: UInt8) -> [Key] {
    pasted.append(byte)
    guard byte == Self.pasteEnd.last, pasted.suffix(Self.pasteEnd.count) == Self.pasteEnd[...]
    else {
      return []
    }
    let text = String(decoding: pasted.dropLast(Self.pasteEnd.count), as: UTF8.self)
    pasted = []
    isInPaste = false
    return [.paste(text)]
  }

  private mutating func decode(_ byte: UInt8) -> [Key] {
    if byte < 0x80 {
      let broken = scalar.isEmpty ? [] : [Key.character(0xFFFD)]
      scalar = []
      return broken + [.character(UInt32(byte))]
    }
    let continues = byte & 0xC0 == 0x80
    var keys: [Key] = []
    if !continues, !scalar.isEmpty {
      scalar = []
      keys.append(.character(0xFFFD))
    }
    scalar.append(byte)
    if scalar.count < Self.length(of: scalar[0]) { return keys }
    let decoded = String(decoding: scalar, as: UTF8.self).unicodeScalars
    scalar = []
    return keys + [.character(decoded.count == 1 ? decoded.first?.value ?? 0xFFFD : 0xFFFD)]
  }

  /// How many bytes a scalar takes that begins with this one; 1 for a byte that begins none.
  private static func length(of first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}
