/// Numbers in hexadecimal, with zeros in front.
enum HexDigits {
  /// Fills a piece of a text with the last digits of a number.
  static func write(_ number: UInt64, to digits: Slice<UnsafeMutableBufferPointer<UInt8>>) {
    var rest = number
    for index in digits.indices.reversed() {
      let digit = UInt8(rest & 0xF)
      digits.base[index] = digit < 10 ? 0x30 + digit : 0x57 + digit
      rest >>= 4
    }
  }

  /// The sixteen digits of a number.
  static func text(_ number: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { digits in
      write(number, to: digits[...])
      return 16
    }
  }
}
