/// What a column may hold, whatever its table says of it.
package enum Value: Equatable, Sendable {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number; what is not one is kept as null.
  case real(Double)
  /// A text; bytes that are no UTF-8 are read as U+FFFD.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  /// A whole number, and nothing else.
  package var integer: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// A number of either kind.
  package var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }

  /// A text, and nothing else.
  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}
