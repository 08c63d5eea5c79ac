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
  /// Whether keys are bound that begin with Escape and reach libedit as they are.
  private(set) var bindsBehindEscape = false

  /// Nothing is bound.
  init() {}

  /// - Parameters:
  ///   - before: what libedit lists of itself.
  ///   - behind: what it lists when it has read the file.
  init(before: String, behind: String) {
    let usual = Set(before.split(separator: "\n"))
    for line in behind.split(separator: "\n") where !usual.contains(line) {
      guard let arrow = line.firstRange(of: "->  ") else { continue }
      let key = line[..<arrow.lowerBound].split(separator: " ").joined(separator: " ")
      let deed = Self.deed(String(line[arrow.upperBound...]))
      if let quoted = Self.quoted(key) {
        let bytes = quoted.flatMap { Array(String($0).utf8) }
        if Self.isTakenWhole(bytes) {
          sequences.append((bytes, deed))
        } else if bytes.count > 1, bytes[0] == 0x1B {
          bindsBehindEscape = true
        }
      } else if let name = NamedKey.allCases.first(where: { "\($0)" == key }) {
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
    bytes.count > 2 && bytes[0] == 0x1B && "[O".utf8.contains(bytes[1])
  }

  private static func deed(_ text: String) -> Deed {
    quoted(text).map { .text(encoded($0)) } ?? .command(text)
  }

  /// What stands between two quotes; nil for what has none.
  private static func quoted(_ text: String) -> [Unicode.Scalar]? {
    guard text.count > 1, text.first == "\"", text.last == "\"" else { return nil }
    return decoded(text.dropFirst().dropLast())
  }

  /// Undoes libedit's way of showing a text: `^[` for Escape, `\033` for any other that is not seen.
  private static func decoded(_ text: Substring) -> [Unicode.Scalar] {
    var rest = Array(text.unicodeScalars)[...]
    var result: [Unicode.Scalar] = []
    while let scalar = rest.popFirst() {
      let digits = rest.prefix(3)
      if scalar == "^", let next = rest.popFirst() {
        result.append(next == "?" ? "\u{7F}" : Unicode.Scalar(UInt8(next.value & 0x1F)))
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
