/// A pasted block in the line it was pasted into: whole lines to run, and what stays to be edited.
///
/// Pure. Line ends of all three kinds become line feeds, tabs stay, other control characters are
/// left out: a paste can never press a key. A terminal that swaps the two characters of a line end,
/// as libedit has it do while a line is typed, makes CR LF of a file LF CR: that is one line end too.
struct PastedText: Equatable {
  /// Whole lines, in order.
  let lines: [String]
  /// What follows the last line end: text before the cursor, then text after it.
  let rest: String
  /// How many characters of `rest` stand after the cursor.
  let charactersAfterCursor: Int

  /// How many lines with something in them the person will have given with it.
  var lineCount: Int { (lines + [rest]).count { $0.contains { $0 != " " && $0 != "\t" } } }

  init(_ pasted: String, before: String, after: String) {
    var lines = (before + Self.cleaned(pasted))
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    rest = (lines.popLast() ?? "") + after
    self.lines = lines
    charactersAfterCursor = after.unicodeScalars.count
  }

  static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    // The half of a line end that was counted already.
    var half: UInt32?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0D, 0x0A:
        if let first = half, first != scalar.value {
          half = nil
          continue
        }
        half = scalar.value
        result.append("\n")
        continue
      case 0x09: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0: break
      default: result.append(scalar)
      }
      half = nil
    }
    return String(result)
  }
}
