/// A pasted block in the line it was pasted into: whole lines to run, and what stays to be edited.
///
/// Pure. Line ends of all three kinds become line feeds, tabs stay, other control characters are
/// left out: a paste can never press a key.
struct PastedText: Equatable {
  /// Whole lines, in order.
  let lines: [String]
  /// What follows the last line end: text before the cursor, then text after it.
  let rest: String
  /// How many characters of `rest` stand after the cursor.
  let charactersAfterCursor: Int

  /// How many lines the person will have given with it.
  var lineCount: Int { lines.count + (rest.isEmpty ? 0 : 1) }

  init(_ pasted: String, before: String, after: String) {
    var lines = (before + Self.cleaned(pasted))
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    rest = (lines.popLast() ?? "") + after
    self.lines = lines
    charactersAfterCursor = after.unicodeScalars.count
  }

  static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0D: result.append("\n")
      case 0x0A where wasReturn: break
      case 0x0A, 0x09: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0: break
      default: result.append(scalar)
      }
      wasReturn = scalar.value == 0x0D
    }
    return String(result)
  }
}
