/// An element of a document that was read.
struct XMLElement: Equatable {
  var name: String
  var attributes: [String: String] = [:]
  var children: [XMLElement] = []
  /// The text directly in it, that between its children included.
  var text = ""
}

/// Why a document is not well-formed.
struct XMLMistake: Error, Equatable {
  let reason: String
}

/// Reads the XML that a report needs and refuses all else: no comment, no CDATA, no doctype.
///
/// It shares nothing with the code that writes; it checks characters, entities, nesting and unique
/// attributes, and normalises attributes and line ends as XML 1.0 asks.
struct XMLReader {
  private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
  ]

  private let scalars: [Unicode.Scalar]
  private var position = 0

  static func read(_ document: String) throws(XMLMistake) -> XMLElement {
    guard document.hasPrefix(declaration) else { throw XMLMistake(reason: "no declaration") }
    var reader = XMLReader(String(document.dropFirst(declaration.count)))
    return try reader.document()
  }

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private mutating func document() throws(XMLMistake) -> XMLElement {
    for scalar in scalars {
      let value = scalar.value
      guard value >= 0x20 ? value != 0xFFFE && value != 0xFFFF : [0x9, 0xA, 0xD].contains(value)
      else { throw XMLMistake(reason: "character \(value)") }
    }
    skipBlanks()
    let root = try element()
    skipBlanks()
    guard position == scalars.count else { throw XMLMistake(reason: "text after the root") }
    return root
  }

  private mutating func element() throws(XMLMistake) -> XMLElement {
    try take("<")
    var element = XMLElement(name: try name())
    while try !isAtTagEnd() {
      let key = try name()
      try take("=")
      try take("\"")
      guard element.attributes[key] == nil else { throw XMLMistake(reason: "two of \(key)") }
      element.attributes[key] = try characters(until: "\"", inAttribute: true)
      try take("\"")
    }
    if next == "/" {
      try take("/")
      try take(">")
      return element
    }
    try take(">")
    while true {
      element.text += try characters(until: "<", inAttribute: false)
      if position + 1 < scalars.count, scalars[position + 1] == "/" { break }
      element.children.append(try self.element())
    }
    try take("<")
    try take("/")
    guard try name() == element.name else { throw XMLMistake(reason: "end of another element") }
    try take(">")
    return element
  }

  /// Skips the blanks in front of an attribute; a tag's end may do without.
  private mutating func isAtTagEnd() throws(XMLMistake) -> Bool {
    let start = position
    skipBlanks()
    if next == ">" || next == "/" { return true }
    guard position > start else { throw XMLMistake(reason: "no blank before an attribute") }
    return false
  }

  private mutating func characters(
    until end: Unicode.Scalar, inAttribute: Bool
  ) throws(XMLMistake) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = next, scalar != end {
      position += 1
      switch scalar {
      case "<": throw XMLMistake(reason: "`<` in a value")
      case "&": text.append(try reference())
      case "\r":
        if next == "\n" { position += 1 }
        text.append(inAttribute ? " " : "\n")
      case "\n", "\t": text.append(inAttribute ? " " : scalar)
      case ">" where !inAttribute && text.suffix(2).elementsEqual("]]".unicodeScalars):
        throw XMLMistake(reason: "`]]>` in text")
      default: text.append(scalar)
      }
    }
    guard next != nil else { throw XMLMistake(reason: "the end inside of something") }
    return String(text)
  }

  private mutating func reference() throws(XMLMistake) -> Unicode.Scalar {
    var word = ""
    while let scalar = next, scalar != ";", word.count < 8 {
      word.unicodeScalars.append(scalar)
      position += 1
    }
    try take(";")
    if let scalar = Self.named[word] { return scalar }
    guard word.hasPrefix("#"), let value = UInt32(word.dropFirst()),
      [0x9, 0xA, 0xD].contains(value) || value >= 0x20, let scalar = Unicode.Scalar(value)
    else { throw XMLMistake(reason: "reference \(word)") }
    return scalar
  }

  private mutating func name() throws(XMLMistake) -> String {
    var name = ""
    while let scalar = next,
      scalar == "-" || scalar.properties.isAlphabetic
        || (!name.isEmpty && scalar.properties.numericType == .decimal)
    {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard !name.isEmpty else { throw XMLMistake(reason: "no name") }
    return name
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws(XMLMistake) {
    guard next == scalar else { throw XMLMistake(reason: "no `\(scalar)`") }
    position += 1
  }

  private mutating func skipBlanks() {
    while let scalar = next, scalar == " " || scalar == "\n" { position += 1 }
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
}

extension XMLElement {
  /// It and all that is in it, in the order of the document.
  var all: [XMLElement] { [self] + children.flatMap(\.all) }

  /// Those of a name and, where one is given, of a class.
  func all(_ name: String, _ style: String? = nil) -> [XMLElement] {
    all.filter {
      $0.name == name
        && (style == nil
          || $0.attributes["class"]?.split(separator: " ").contains(style.map { $0[...] } ?? "")
            == true)
    }
  }

  /// All text in it.
  var wholeText: String { text + children.map(\.wholeText).joined() }
}
