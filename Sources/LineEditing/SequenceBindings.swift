/// What `~/.editrc` binds to keys that send a sequence, and to the keys of the cursor by their names.
///
/// `KeyDecoder` takes sequences off the terminal whole, so libedit gets a code of ours for each that a person has bound,
/// and that code is bound as the sequence was. Read from what libedit itself lists, before and behind the file. Pure.
struct SequenceBindings {
  /// What a key does, in libedit's notation.
  enum Deed: Equatable {
    case command(String)
    /// Typed in the place of the key.
    case text(String)
  }

  /// In the order of the list.
  private(set) var sequences: [(bytes: [UInt8], deed: Deed)] = []
  private(set) var named: [(key: NamedKey, deed: Deed)] = []

  /// Nothing is bound.
  init() {}

  /// - Parameters:
  ///   - before: what libedit lists of itself.
  ///   - behind: what it lists when it has read the file.
  init(before: String, behind: String) {
    let usual = Set(before.split(separator: "\n"))
    for line in behind.split(separator: "\n") where !usual.contains(line) {
      guard let arrow = line.firstRange(of: "->  ") else { continue }
      let key = line[..<arrow.lowerBound].reversed().drop { $0 == " " }.reversed()
      let deed = Self.deed(line[arrow.upperBound...])
      if key.first == "\"", key.last == "\"", key.count > 2 {
        let bytes = Array(String(String.UnicodeScalarView(Self.decoded(String(key.dropFirst().dropLast())))).utf8)
        if Self.isTakenWhole(bytes) { sequences.append((bytes, deed)) }
      } else if let name = NamedKey.allCases.first(where: { "\($0)" == String(key) }) {
        named.append((name, deed))
      }
    }
    sequences = Array(sequences.prefix(Self.letters.count))
  }

  /// What libedit gets for a sequence: a C1 control character, which no keyboard types, and a letter.
  func codes(for bytes: [UInt8]) -> [UInt32]? {
    sequences.firstIndex { $0.bytes == bytes }.map { [Self.lead, UInt32(Self.letters[$0])] }
  }

  /// The codes of a sequence, by its place, in libedit's notation.
  static func notation(at place: Int) -> String {
    "\\" + String(lead, radix: 8) + "\\" + String(letters[place], radix: 8)
  }

  private static let lead: UInt32 = 0x9F
  private static let letters = Array(UInt8(0x40)...0x7E)

  /// Whether it is one of those that never reach libedit as they are.
  private static func isTakenWhole(_ bytes: [UInt8]) -> Bool {
    bytes.count > 2 && bytes[0] == 0x1B && (bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O"))
  }

  private static func deed(_ text: Substring) -> Deed {
    guard text.first == "\"", text.last == "\"", text.count > 1 else { return .command(String(text)) }
    return .text(encoded(decoded(String(text.dropFirst().dropLast()))))
  }

  /// Undoes libedit's way of showing a text: `^[` for Escape, `\033` for any other that is not seen.
  private static func decoded(_ text: String) -> [Unicode.Scalar] {
    var rest = Array(text.unicodeScalars)[...]
    var result: [Unicode.Scalar] = []
    while let scalar = rest.popFirst() {
      let digits = rest.prefix(3)
      if scalar == "^", let next = rest.popFirst() {
        result.append(next == "?" ? "\u{7F}" : Unicode.Scalar(UInt8(truncatingIfNeeded: next.value & 0x1F)))
      } else if scalar == "\\", digits.count == 3,
        let code = UInt8(String(String.UnicodeScalarView(digits)), radix: 8)
      {
        rest = rest.dropFirst(3)
        result.append(Unicode.Scalar(code))
      } else {
        result.append(scalar)
      }
    }
    return result
  }

  /// As libedit reads it back, whatever stands in it.
  private static func encoded(_ scalars: [Unicode.Scalar]) -> String {
    scalars.map { scalar in
      guard scalar.isASCII, !scalar.properties.isAlphabetic else { return String(scalar) }
      let digits = String(scalar.value, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }.joined()
  }
}
