/// Says where and why a text is not JSON.
public struct JSONParseError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The offset of the first byte that does not fit.
  public let offset: Int
  /// What was expected there.
  public let reason: String

  /// The reason and the place in one line.
  public var description: String { "\(reason) at byte \(offset)" }
}

/// A strict recursive-descent parser of RFC 8259.
///
/// It is written here because answers come from a network: nesting is bounded, so no input can
/// exhaust the stack, numbers lose no digit, and the members of objects come out as they came.
struct JSONParser {
  static let depthLimit = 128

  private let bytes: [UInt8]
  /// Whether all of it is UTF-8; to ask for each string takes six times as long as to read it.
  private let isUTF8: Bool
  private var position: Int
  /// Values that are read before it is asked whether anybody waits for the rest.
  private var valuesLeft = valuesPerQuestion
  private static let valuesPerQuestion = 4096

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    self.position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func parseDocument() throws(JSONParseError) -> JSONValue {
    let value = try parseValue(depth: 0)
    skipWhiteSpace()
    guard position == bytes.count else { throw failure("unexpected text after the value") }
    return value
  }

  private mutating func parseValue(depth: Int) throws(JSONParseError) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw failure("more than \(Self.depthLimit) levels of nesting")
    }
    valuesLeft -= 1
    if valuesLeft == 0 {
      valuesLeft = Self.valuesPerQuestion
      guard !Task.isCancelled else { throw failure("nobody waits for the rest") }
    }
    skipWhiteSpace()
    switch peek() {
    case UInt8(ascii: "{"): return try parseObject(depth: depth)
    case UInt8(ascii: "["): return try parseArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", as: .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", as: .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", as: .null)
    default: return try parseNumber()
    }
  }

  private mutating func parseObject(depth: Int) throws(JSONParseError) -> JSONValue {
    position += 1
    var members = MemberList()
    skipWhiteSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipWhiteSpace()
        guard peek() == UInt8(ascii: "\"") else { throw failure("expected a member name") }
        let name = try parseString()
        skipWhiteSpace()
        guard take(UInt8(ascii: ":")) else { throw failure("expected a colon") }
        members.put(name, try parseValue(depth: depth + 1))
        skipWhiteSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw failure("expected a comma or a closing brace") }
    }
    return .object(members.list)
  }

  private mutating func parseArray(depth: Int) throws(JSONParseError) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipWhiteSpace()
    if !take(UInt8(ascii: "]")) {
      repeat {
        values.append(try parseValue(depth: depth + 1))
        skipWhiteSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw failure("expected a comma or a closing bracket") }
    }
    return .array(values)
  }

  private mutating func parseWord(
    _ word: StaticString, as value: JSONValue
  ) throws(JSONParseError) -> JSONValue {
    let text = Array(word.description.utf8)
    guard bytes[position...].starts(with: text) else { throw failure("expected a value") }
    position += text.count
    return value
  }

  private mutating func parseNumber() throws(JSONParseError) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let integer = position
    guard skipDigits() else {
      throw failure(position == bytes.count ? "unexpected end" : "expected a value")
    }
    if bytes[integer] == UInt8(ascii: "0"), position > integer + 1 {
      throw failure("a number must not start with 0")
    }
    if take(UInt8(ascii: ".")), !skipDigits() { throw failure("expected a digit") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      guard skipDigits() else { throw failure("expected a digit") }
    }
    return .number(JSONNumber(scanned: String(decoding: bytes[start..<position], as: UTF8.self)))
  }

  private mutating func parseString() throws(JSONParseError) -> String {
    position += 1
    var text = ""
    var start = position
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        text += try decode(start..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text += try decode(start..<position)
        text.unicodeScalars.append(try parseEscape())
        start = position
      case 0..<0x20:
        throw failure("a control character must be escaped")
      default:
        position += 1
      }
    }
    throw failure("unexpected end of a string")
  }

  private func decode(_ range: Range<Int>) throws(JSONParseError) -> String {
    guard isUTF8 || String(validating: bytes[range], as: UTF8.self) != nil else {
      throw JSONParseError(offset: range.lowerBound, reason: "a string is not valid UTF-8")
    }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func parseEscape() throws(JSONParseError) -> Unicode.Scalar {
    position += 1
    guard let byte = peek() else { throw failure("unexpected end of a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default:
      position -= 1
      throw failure("unknown escape")
    }
  }

  /// A lone surrogate becomes U+FFFD: Swift's strings cannot hold one.
  private mutating func parseUnicodeEscape() throws(JSONParseError) -> Unicode.Scalar {
    let first = try parseHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let afterFirst = position
    if first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      let second = try parseHexDigits()
      if (0xDC00..<0xE000).contains(second) {
        let value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
      }
    }
    position = afterFirst
    return "\u{FFFD}"
  }

  private mutating func parseHexDigits() throws(JSONParseError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("expected a hexadecimal digit")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
    }
    return position > start
  }

  private mutating func skipWhiteSpace() {
    while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private func failure(_ reason: String) -> JSONParseError {
    JSONParseError(offset: position, reason: reason)
  }
}

/// The members of an object while it is read: each name once, in the order of their first.
private struct MemberList {
  /// Up to so many are looked through one by one, which is faster than a table.
  private static let fewest = 16

  private(set) var list: [JSONValue.Member] = []
  private var places: [String: Int] = [:]

  mutating func put(_ name: String, _ value: JSONValue) {
    let member = JSONValue.Member(name: name, value: value)
    if let place = place(of: name) {
      list[place] = member
      return
    }
    list.append(member)
    if list.count > Self.fewest {
      if places.isEmpty {
        for (place, known) in list.enumerated() { places[known.name] = place }
      } else {
        places[name] = list.count - 1
      }
    }
  }

  private func place(of name: String) -> Int? {
    places.isEmpty ? list.firstIndex { $0.name == name } : places[name]
  }
}
