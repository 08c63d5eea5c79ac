import CommandLanguage

/// One place of the terminal's grid.
///
/// A wide character takes two: the second has an empty text.
struct ScreenCell: Equatable {
  /// A character as a person sees it; empty in the right half of a wide one.
  let text: String
  /// The parameters of an SGR sequence (ECMA-48, section 8.3.117); empty for none.
  let style: String
  /// 1 or 2; 0 in a right half.
  let columns: Int
  /// How many columns a terminal may take for it that knows scalars only, where that can be doubted; else 0.
  let doubtfulColumns: Int

  static let blank = ScreenCell(text: " ", style: "", columns: 1, doubtfulColumns: 0)

  var isRightHalf: Bool { columns == 0 }

  /// Whether it cannot be told from a place that was never written to.
  var isBlank: Bool { self == .blank }

  /// The cells of a character that is seen: one or two.
  static func cells(of character: Character, _ style: String) -> [ScreenCell] {
    let columns = max(1, DisplayWidth.columns(of: character))
    let cell = ScreenCell(
      text: String(character), style: style, columns: columns,
      doubtfulColumns: doubtfulColumns(of: character, columns))
    guard columns > 1 else { return [cell] }
    return [cell, ScreenCell(text: "", style: style, columns: 0, doubtfulColumns: 0)]
  }

  private static func doubtfulColumns(of character: Character, _ columns: Int) -> Int {
    guard character.utf8.count > 1, character.unicodeScalars.count > 1 else { return 0 }
    let single = character.unicodeScalars.reduce(0) {
      $0 + DisplayWidth.columns(of: Character($1))
    }
    let hasForm = character.unicodeScalars.contains { (0xFE0E...0xFE0F).contains($0.value) }
    let isCertain =
      single == columns && !hasForm
      && !character.unicodeScalars.contains(where: DisplayWidth.isSpacingMark)
    return isCertain ? 0 : max(single, 2)
  }
}

/// A stretch of text with one style.
struct StyledRun: Equatable {
  let text: String
  /// As in `ScreenCell`.
  let style: String

  init(_ text: String, _ style: String = "") {
    self.text = text
    self.style = style
  }

  /// The stretches of a text with SGR sequences (`ESC [ … m`) in it and no others.
  static func runs(of styled: String) -> [StyledRun] {
    var runs: [StyledRun] = []
    var style: [Substring] = []
    var rest = styled[...]
    while let escape = rest.firstIndex(of: "\u{1b}") {
      if escape > rest.startIndex {
        runs.append(StyledRun(String(rest[..<escape]), style.joined(separator: ";")))
      }
      let sequence = rest[escape...].dropFirst(2)
      guard let end = sequence.firstIndex(of: "m") else { return runs }
      for part in sequence[..<end].split(separator: ";", omittingEmptySubsequences: false) {
        style = part.isEmpty || part == "0" ? [] : style + [part]
      }
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty ? runs : runs + [StyledRun(String(rest), style.joined(separator: ";"))]
  }
}
