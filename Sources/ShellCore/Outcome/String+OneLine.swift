extension String {
  /// The text on one line: a line end with the blanks around it becomes a space, any other control
  /// character `·`.
  var onOneLine: String {
    unicodeScalars.split { $0 == "\n" || $0 == "\r" }
      .map(Self.shown)
      .filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private static func shown(_ line: Substring.UnicodeScalarView) -> String {
    let start = line.drop(while: isBlank)
    guard let end = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    let scalars = start[...end].map {
      $0.properties.generalCategory == .control ? "\u{B7}" : $0
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
