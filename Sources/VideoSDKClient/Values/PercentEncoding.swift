/// Percent-encodes one segment of a path or one part of a query.
package enum PercentEncoding {
  /// Leaves only RFC 3986's unreserved characters as they are, so `/`, `@` and space are encoded.
  package static func encode(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += encoded(byte)
      }
    }
    return result
  }

  /// One byte as a percent sign and two digits.
  static func encoded(_ byte: UInt8) -> String {
    (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
  }

  /// Encodes a path segment; `.` and `..` are encoded too, because they would change the path.
  static func segment(_ text: String) -> String {
    text == "." || text == ".." ? text.utf8.map { _ in "%2E" }.joined() : encode(text)
  }

  /// Takes the encoding off; what is not encoded properly stays as it is.
  package static func decode(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let digits = String(rest.prefix(2)), digits.utf8.count == 2,
        let value = UInt8(digits, radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
