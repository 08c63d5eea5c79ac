/// Turns the bytes a terminal sends into keys and pasted blocks.
///
/// Pure, and the one parser of what terminals send: characters, CSI and SS3 sequences of keys, the marks of a bracketed
/// paste, and the strings (OSC, DCS, APC, PM, SOS) and reports in which a terminal answers questions that somebody else
/// asked. Bytes may come in any pieces; what cannot be told yet is held until more comes or `flush` says that nothing
/// does. A sequence that is no key of ours is dropped whole, so that it never types its end. Control-C ends whatever was
/// begun and is a key everywhere but in a paste. Bytes that are no UTF-8 become U+FFFD: no input vanishes in silence.
struct KeyDecoder {
  enum Key: Equatable {
    case character(UInt32)
    /// A character behind Escape: what Alt sends.
    case alt(UInt32)
    case named(NamedKey)
    /// A sequence that the person has bound.
    case sequence([UInt8])
    case paste(String)
  }

  private enum State: Equatable {
    case ground
    case escape
    /// Behind `ESC [`, without the final byte.
    case control([UInt8])
    /// Behind `ESC O`.
    case singleShift([UInt8])
    /// In a string that ends with ST, or BEL; whether the last byte was Escape.
    case string(length: Int, endsNext: Bool)
    case paste
  }

  private static let pasteEnd = Array("\u{1b}[201~".utf8)
  private static let escape: UInt8 = 0x1B
  private static let interrupt: UInt8 = 0x03
  /// The longest sequence that is waited for.
  private static let longestSequence = 64
  private static let longestString = 1 << 16

  /// Sequences that are keys whatever they are here.
  var bound: Set<[UInt8]> = []
  private var state = State.ground
  private var pasted: [UInt8] = []
  private var scalar: [UInt8] = []

  var isInPaste: Bool { state == .paste }

  /// Whether bytes are held back that may be whole keys already.
  var isUndecided: Bool { state != .ground && state != .paste }

  /// Whether no finger typed what is held back, so that the rest may take its time on a slow line.
  var isInSequence: Bool {
    switch state {
    case .ground, .escape, .paste: false
    case .control(let bytes), .singleShift(let bytes): !bytes.isEmpty
    case .string(let length, _): length > 0
    }
  }

  mutating func push(_ byte: UInt8) -> [Key] {
    if state == .paste { return pushPasted(byte) }
    if byte == Self.interrupt {
      defer { state = .ground }
      return decode(byte)
    }
    switch state {
    case .ground:
      guard byte == Self.escape else { return decode(byte) }
      state = .escape
    case .escape: return pushEscaped(byte)
    case .control(let bytes): return pushControl(bytes, byte)
    case .singleShift(let bytes):
      guard byte >= 0x40 || byte == Self.escape else {
        state = bytes.count < 8 ? .singleShift(bytes + [byte]) : .ground
        return []
      }
      state = byte == Self.escape ? .escape : .ground
      return key(UInt8(ascii: "O"), bytes, byte)
    case .string(let length, let endsNext):
      // Behind its Escape stands `\`; with anything else a new sequence begins.
      if endsNext, byte != UInt8(ascii: "\\") {
        state = .escape
        return push(byte)
      }
      let isEnd = endsNext || byte == 0x07 || byte == 0x18 || length > Self.longestString
      state = isEnd ? .ground : .string(length: length + 1, endsNext: byte == Self.escape)
    case .paste: break
    }
    return []
  }

  /// Forgets a paste whose end has not come.
  mutating func abandonPaste() {
    guard isInPaste else { return }
    state = .ground
    pasted = []
  }

  /// Gives out what is held back, even a paste without its end: the terminal has nothing more to
  /// say for now.
  mutating func flush() -> [Key] {
    defer { state = .ground }
    switch state {
    case .ground: return []
    case .escape: return decode(Self.escape)
    case .control(let bytes): return bytes.isEmpty ? [.alt(0x5B)] : []
    case .singleShift(let bytes): return bytes.isEmpty ? [.alt(0x4F)] : []
    case .string: return []
    case .paste:
      defer { pasted = [] }
      return [.paste(String(decoding: pasted, as: UTF8.self))]
    }
  }

  private mutating func pushEscaped(_ byte: UInt8) -> [Key] {
    state = .ground
    switch byte {
    case Self.escape:
      state = .escape
      return decode(byte)
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .singleShift([])
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      state = .string(length: 0, endsNext: false)
    case ..<0x80: return [.alt(UInt32(byte))]
    default: return decode(Self.escape) + decode(byte)
    }
    return []
  }

  private mutating func pushControl(_ bytes: [UInt8], _ byte: UInt8) -> [Key] {
    switch byte {
    case Self.escape: state = .escape
    case 0x20..<0x40:
      state = bytes.count < Self.longestSequence ? .control(bytes + [byte]) : .ground
    // The Linux console's function keys: `ESC [ [ A`.
    case UInt8(ascii: "[") where bytes.isEmpty: state = .control([byte])
    case 0x40...0x7E:
      state = .ground
      if bytes == Array("200".utf8), byte == UInt8(ascii: "~") {
        state = .paste
        return []
      }
      return key(UInt8(ascii: "["), bytes, byte)
    default: state = .ground
    }
    return []
  }

  private func key(_ kind: UInt8, _ parameters: [UInt8], _ final: UInt8) -> [Key] {
    let sequence = [Self.escape, kind] + parameters + [final]
    if bound.contains(sequence) { return [.sequence(sequence)] }
    return NamedKey(final: final, parameters: parameters).map { [.named($0)] } ?? []
  }

  private mutating func pushPasted(_ byte: UInt8) -> [Key] {
    pasted.append(byte)
    guard byte == Self.pasteEnd.last, pasted.suffix(Self.pasteEnd.count) == Self.pasteEnd[...]
    else {
      return []
    }
    let text = String(decoding: pasted.dropLast(Self.pasteEnd.count), as: UTF8.self)
    pasted = []
    state = .ground
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
