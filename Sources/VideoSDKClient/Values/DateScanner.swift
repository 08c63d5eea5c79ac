/// Takes the text of a moment apart from its start, byte by byte: every answer has some, and to look for characters costs
/// ten times as much.
struct DateScanner {
  // Lent by `scan`, which alone makes one.
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// What `read` makes of a text; the scanner is good no longer than it runs.
  static func scan<Result>(_ text: String, _ read: (inout DateScanner) -> Result?) -> Result? {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = DateScanner(bytes)
      return read(&scanner)
    }
  }

  var isAtEnd: Bool { place == bytes.count }

  private var next: UInt8? { isAtEnd ? nil : bytes[place] }

  /// One of these signs.
  mutating func take(_ choices: StaticString) -> Bool {
    guard let next, choices.withUTF8Buffer({ $0.contains(next) }) else { return false }
    place += 1
    return true
  }

  /// A number of exactly so many digits.
  mutating func digits(_ count: Int) -> Int? {
    guard bytes.count - place >= count else { return nil }
    var number = 0
    for digit in bytes[place..<(place + count)] {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    place += count
    return number
  }

  /// The fraction of a second, 0 when there is none, nil when a point has no digit after it.
  mutating func fraction() -> Double? {
    guard take(".") else { return 0 }
    let digits = bytes[place...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    place = digits.endIndex
    return Double("0." + String(decoding: digits, as: UTF8.self))
  }

  /// Seconds east of UTC, nil when there is no zone.
  mutating func offset() -> Int? {
    if take("Zz") { return 0 }
    let isWest = next == UInt8(ascii: "-")
    guard take("+-"), let hours = digits(2) else { return nil }
    _ = take(":")
    guard let minutes = digits(2) else { return nil }
    return (hours * 60 + minutes) * 60 * (isWest ? -1 : 1)
  }

  /// A name of three letters: its place among those that stand behind each other in `names`.
  mutating func name(in names: StaticString) -> Int? {
    guard bytes.count - place >= 3 else { return nil }
    let name = bytes[place..<(place + 3)]
    place += 3
    return names.withUTF8Buffer { names in
      (0..<names.count / 3).first { name.elementsEqual(names[($0 * 3)..<($0 * 3 + 3)]) }
    }
  }
}
