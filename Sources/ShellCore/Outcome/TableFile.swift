import CommandLanguage

/// A table as the text of a file: every column, with values as programs read them.
///
/// What others wrote is masked as on a screen, and means nothing to whoever opens the file: no formula to a spreadsheet, no
/// markup to a page. Pure.
struct TableFile {
  private let columns: [Table.Column]
  /// Nothing in them is unseen, and no line ends; empty where there is no value.
  private let cells: [[String]]

  /// - Parameter redact: strikes secrets out.
  init(_ table: Table, redact: (String) -> String) {
    columns = table.columns
    cells = table.rows.map { row in
      row.map { VisibleText.masked(redact($0.value ?? "")) }
    }
  }

  // MARK: Comma-separated

  /// As RFC 4180 has it: a line of names, then one for each row; each ends with CR LF.
  var csv: String {
    ([columns.map(\.fileName)] + cells)
      .map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let harmless = withoutFormulas(text)
    let needsQuotes =
      harmless.first == " " || harmless.last == " "
      || harmless.unicodeScalars.contains { ",;\"".unicodeScalars.contains($0) }
    return needsQuotes ? "\"\(harmless.replacing("\"", with: "\"\""))\"" : harmless
  }

  /// With a `'` before what a spreadsheet would take for a formula: at the start, and behind a semicolon, at which one may
  /// part a line whatever stands in quotes.
  private static func withoutFormulas(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isAtStart = true
    for scalar in text.unicodeScalars {
      if isAtStart, formulaSigns.contains(scalar) { result.append("'") }
      result.append(scalar)
      isAtStart = scalar == ";" || isAtStart && (scalar == "\"" || scalar.properties.isWhitespace)
    }
    return String(result)
  }

  /// Those in full width begin one too where a spreadsheet speaks Japanese.
  private static let formulaSigns = Set("=+-@＝＋－＠".unicodeScalars)

  // MARK: Markdown

  /// A table of GitHub's Markdown.
  var markdown: String {
    let rule = columns.map { $0.unit == nil ? "---" : "--:" }
    let lines = [columns.map { Self.escaped($0.fileName) }, rule] + cells.map { $0.map(Self.cell) }
    return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    isAddress(text) ? "<\(text)>" : escaped(text)
  }

  /// An address that nothing in it could end, and a reader may follow.
  private static func isAddress(_ text: String) -> Bool {
    ["http://", "https://"].contains { text.hasPrefix($0) }
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>|\\`\"".utf8.contains($0) }
  }

  private static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for place in scalars.indices {
      if isMarkup(place, in: scalars) { result.append("\\") }
      result.append(scalars[place])
    }
    return String(result)
  }

  private static func isMarkup(_ place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let before = place > 0 ? scalars[place - 1] : " "
    let after = place + 1 < scalars.count ? scalars[place + 1] : " "
    return switch scalars[place] {
    // `screen_audio` stays as it is: within a word the sign means nothing.
    case "_": !(before.isPartOfWord && after.isPartOfWord)
    // Of `http://` and `www.` a link is made without any sign.
    case ":": after == "/"
    case ".": before == "w" || before == "W"
    case let scalar: markup.contains(scalar)
    }
  }

  private static let markup = Set("\\`*[]<>|~&$".unicodeScalars)
}

extension Table.Column {
  /// With what its numbers count, which a program's reader cannot see from them.
  fileprivate var fileName: String {
    switch unit {
    case .bytes: "\(name) (bytes)"
    case .seconds: "\(name) (s)"
    case .dollars: "\(name) (US$)"
    case .things, nil: name
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isPartOfWord: Bool { properties.isAlphabetic || properties.numericType != nil }
}
