/// The ASCII bytes that mean something to the lexer, and the classes they fall into.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let doubleQuote = UInt8(ascii: "\"")
  static let singleQuote = UInt8(ascii: "'")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let equals = UInt8(ascii: "=")
  static let comma = UInt8(ascii: ",")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let backslash = UInt8(ascii: "\\")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  /// What may follow the first letter of an option's key or a variable's name.
  @inline(__always)
  static func isNameTail(_ byte: UInt8) -> Bool {
    isLower(byte) || isDigit(byte) || byte == dash || byte == UInt8(ascii: "_")
  }

  /// ASCII that a bare word holds anywhere; `#` is missing because it may not stand first.
  @inline(__always)
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
    case UInt8(ascii: "_"), dot, slash, colon, UInt8(ascii: "@"), UInt8(ascii: "%"),
      UInt8(ascii: "+"), equals, UInt8(ascii: ","), dash, UInt8(ascii: "?"), UInt8(ascii: "&"),
      UInt8(ascii: "~"), openBracket, closeBracket:
      true
    default: false
    }
  }

  /// Signs that are kept free so that nobody takes this language for a system shell.
  static func isReserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "`"),
      UInt8(ascii: "!"), UInt8(ascii: "*"), openBrace, closeBrace, UInt8(ascii: "("),
      UInt8(ascii: ")"):
      true
    default: false
    }
  }

  /// Whether a text is `[a-z][a-z0-9_-]*`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLower(first) else { return false }
    return text.utf8.dropFirst().allSatisfy(isNameTail)
  }
}

extension Unicode.Scalar {
  /// Whether a bare word may hold this scalar outside ASCII: a letter, a digit or a mark.
  var isBareBeyondASCII: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// Whether the scalar would do something to a terminal, or to the order of a line, unseen.
  var isControl: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `U+001B`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
