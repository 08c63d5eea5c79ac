import CommandLanguage

extension String {
  /// The text on one line: a line end with the blanks around it becomes a space, what else is not seen is masked.
  var onOneLine: String {
    unicodeScalars.split { $0 == "\n" || $0 == "\r" }
      .map(Self.shown)
      .filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private static func shown(_ line: Substring.UnicodeScalarView) -> String {
    let start = line.drop(while: isBlank)
    guard let end = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return VisibleText.masked(String(start[...end]))
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
