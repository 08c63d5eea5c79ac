/// A number of JSON as exactly as it came.
///
/// An integer of 64 bits is kept as one; any other number keeps its text, such as `1e300`, `0.10`, or
/// digits beyond what an integer holds. Numbers are compared by what they are worth and not by how
/// they are written, digit by digit, so that nothing is lost: `9007199254740993` is not
/// `9007199254740992`, and `1.0` is `1`.
public struct JSONNumber: Sendable, CustomStringConvertible {
  private enum Storage: Sendable {
    case integer(Int64)
    case text(String)
  }

  private let storage: Storage

  /// A whole number.
  public init(_ value: Int) { storage = .integer(Int64(value)) }

  /// The number with the fewest digits that reads back as the same double; nil for what is no number.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self.init(scanned: JSONWriter.text(of: value))
  }

  /// Reads digits, with a sign, a fraction and an exponent where there are some; nil for any other text.
  ///
  /// Zeros in front, which JSON does not allow, are left out.
  public init?(_ text: String) {
    var rest = text.utf8[...]
    let sign = rest.first == UInt8(ascii: "-") ? "-" : ""
    rest = rest.dropFirst(sign.utf8.count)
    let start = rest
    guard Self.takeDigits(&rest) else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard Self.takeDigits(&rest) else { return nil }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let next = rest.first, next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard Self.takeDigits(&rest) else { return nil }
    }
    guard rest.isEmpty else { return nil }
    var digits = Substring(start)
    while digits.utf8.first == UInt8(ascii: "0"),
      let next = digits.utf8.dropFirst().first, Self.isDigit(next)
    {
      digits.removeFirst()
    }
    self.init(scanned: sign + digits)
  }

  /// Takes a text that is known to be a number of JSON.
  init(scanned text: String) {
    if let integer = Int64(text) { storage = .integer(integer) } else { storage = .text(text) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Bool {
    let count = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(count)
    return count > 0
  }

  /// As it came.
  public var description: String {
    switch storage {
    case .integer(let value): String(value)
    case .text(let text): text
    }
  }

  /// The whole number that this is, however it is written; nil where there is a fraction, and beyond 64 bits.
  public var integer: Int? {
    switch storage {
    case .integer(let value): Int(exactly: value)
    case .text(let text): Decimal(text).integer
    }
  }

  /// The nearest double; nil beyond the largest.
  public var double: Double? {
    switch storage {
    case .integer(let value): return Double(value)
    case .text(let text):
      guard let value = Double(text), value.isFinite else { return nil }
      return value
    }
  }

  private var decimal: Decimal { Decimal(description) }
}

extension JSONNumber: Comparable {
  /// Whether both are worth the same.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    if case .integer(let one) = left.storage, case .integer(let other) = right.storage {
      return one == other
    }
    return left.decimal == right.decimal
  }

  /// Whether the left one is worth less.
  public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    if case .integer(let one) = left.storage, case .integer(let other) = right.storage {
      return one < other
    }
    return left.decimal < right.decimal
  }
}

extension JSONNumber: Hashable {
  /// Hashes what the number is worth.
  public func hash(into hasher: inout Hasher) { hasher.combine(decimal) }
}

/// A number as a sign, digits without zeros at either end, and the place of the point before the first of them.
private struct Decimal: Comparable, Hashable {
  /// More than any text has digits, and far from where places could overflow.
  private static let farthest = 1 << 60

  let isNegative: Bool
  /// Empty for zero.
  let digits: [UInt8]
  /// The power of ten by which `0.DIGITS` is to be multiplied; beyond the farthest all are alike.
  let exponent: Int

  init(_ text: String) {
    let bytes = text.utf8
    let mark = bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
    let mantissa = bytes[..<(mark ?? bytes.endIndex)]
    let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
    let isSigned = mantissa.first == UInt8(ascii: "-")
    let whole = mantissa[..<point].dropFirst(isSigned ? 1 : 0)
    let all = Array(whole) + mantissa[point...].dropFirst()
    let zeros = all.prefix { $0 == UInt8(ascii: "0") }.count
    let last = all.lastIndex { $0 != UInt8(ascii: "0") }
    digits = last.map { Array(all[zeros...$0]) } ?? []
    isNegative = isSigned && !digits.isEmpty
    let power = mark.map { Self.power(bytes[bytes.index(after: $0)...]) } ?? 0
    exponent = digits.isEmpty ? 0 : whole.count - zeros + power
  }

  private static func power(_ text: Substring.UTF8View) -> Int {
    guard let value = Int(Substring(text)) else {
      return text.first == UInt8(ascii: "-") ? -farthest : farthest
    }
    return min(max(value, -farthest), farthest)
  }

  var integer: Int? {
    guard digits.count <= exponent, exponent <= 19 else { return digits.isEmpty ? 0 : nil }
    var value = 0
    for place in 0..<exponent {
      let digit = place < digits.count ? Int(digits[place]) - 0x30 : 0
      let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
      let (next, overflowsToo) = tens.subtractingReportingOverflow(digit)
      guard !overflows, !overflowsToo else { return nil }
      value = next
    }
    return isNegative ? value : value == .min ? nil : -value
  }

  static func < (left: Decimal, right: Decimal) -> Bool {
    guard left.isNegative == right.isNegative else { return left.isNegative }
    return left.isNegative ? right.isNearer(than: left) : left.isNearer(than: right)
  }

  /// Whether it is nearer to zero.
  private func isNearer(than other: Decimal) -> Bool {
    guard !digits.isEmpty, !other.digits.isEmpty else {
      return digits.isEmpty && !other.digits.isEmpty
    }
    guard exponent == other.exponent else { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
