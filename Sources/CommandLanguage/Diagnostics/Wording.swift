/// The sentences of one mistake; the only place where facts become words.
struct Wording {
  let code: String
  let message: String
  let hints: [String]

  init(_ code: String, _ message: String, hint: String? = nil, hints: [String] = []) {
    self.code = code
    self.message = message
    self.hints = (hint.map { [$0] } ?? []) + hints
  }

  func diagnostic(in source: SourceText, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: code, message: message, location: Diagnostic.Location(source: source, span: span),
      hints: hints)
  }

  private static let longestQuote = 60

  /// A user's text in backticks: short, on one line and harmless to a terminal.
  static func quoted(_ text: String) -> String {
    let shown = text.prefix(longestQuote + 1)
    let cut = shown.count > longestQuote ? shown.prefix(longestQuote - 1) + "…" : shown
    return "`" + VisibleText.masked(String(cut)) + "`"
  }

  /// The words in backticks, with `or` before the last.
  static func list(_ words: [String]) -> String {
    let quoted = words.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  static func didYouMean(_ word: String) -> String { "did you mean `\(word)`?" }
}

extension InvalidUTF8 {
  /// The mistake in words; without a place, because there is no text to show.
  public var diagnostic: Diagnostic {
    Diagnostic(
      code: "invalid-utf8",
      message: "\(name):\(line):\(column): not UTF-8 (byte \(byteOffset + 1))",
      hints: ["save the file as UTF-8"])
  }
}
