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

  /// A paste of what this shell has shown: its prompt is taken from each line, and its answers become comments.
  ///
  /// A text in which no line begins with such a prompt stays as it is.
  ///
  /// - Parameters:
  ///   - text: cleaned.
  ///   - prompt: the present one, whose target the pasted ones must have.
  static func withoutPrompts(_ text: String, prompt: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let target = prompt.split(separator: " ").first,
      lines.contains(where: { command(in: $0, target) != nil })
    else { return text }
    var goesOn = false
    return lines.map { line in
      if let command = command(in: line, target) ?? (goesOn ? continuation(in: line) : nil) {
        goesOn = true
        return String(command)
      }
      goesOn = false
      return line.isEmpty ? "" : "# \(line)"
    }.joined(separator: "\n")
  }

  /// What stands behind `TARGET ROOM/PARTICIPANT ●2 ▸ `.
  private static func command(in line: Substring, _ target: Substring) -> Substring? {
    var rest = line.drop { $0 == " " }
    guard rest.hasPrefix(target + " ") else { return nil }
    rest = rest.dropFirst(target.count + 1)
    let place = rest.prefix { $0 != " " }
    guard place.contains("/") else { return nil }
    rest = rest.dropFirst(place.count)
    let count = rest.dropFirst().prefix { $0 != " " }
    if let sign = count.first, "●*".contains(sign), Int(count.dropFirst()) != nil {
      rest = rest.dropFirst(count.count + 1)
    }
    guard let mark = [" ▸", " >"].first(where: rest.hasPrefix) else { return nil }
    rest = rest.dropFirst(mark.count)
    return rest.isEmpty || rest.hasPrefix(" ") ? rest.dropFirst() : nil
  }

  private static func continuation(in line: Substring) -> Substring? {
    ["  … ", "  ... "].first(where: line.hasPrefix).map { line.dropFirst($0.count) }
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
