/// Breaks text at spaces into lines for a terminal.
///
/// Pure. What stands between backticks is there to be copied and stays together, and what has ` · ` between it, such as
/// `audio · abcd · abcd-efgh-ijkl`, where a line can hold it. A word that no line can hold is left whole, for the
/// terminal to break.
public enum TextWrap {
  /// The lines, without line ends; one at least.
  ///
  /// - Parameters:
  ///   - width: columns of a line, at least 1.
  ///   - hanging: columns by which every line but the first is shorter, for a margin that the caller draws.
  public static func lines(_ text: String, width: Int, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for piece in joined(words(of: text), columns: width - hanging) {
      let pieceColumns = DisplayWidth.columns(of: piece)
      let room = lines.isEmpty ? width : width - hanging
      if columns > 0, columns + 1 + pieceColumns > room {
        lines.append(line)
        (line, columns) = ("", 0)
      }
      line += (columns > 0 ? " " : "") + piece
      columns += pieceColumns + (columns > 0 ? 1 : 0)
    }
    return lines + [line]
  }

  /// The words, those with a dot between them as one where so many columns hold it.
  private static func joined(_ words: [String], columns: Int) -> [String] {
    var pieces: [String] = []
    var rest = words[...]
    while let first = rest.popFirst() {
      var chain = [first]
      while rest.count > 1, rest.first == "·" { chain += [rest.removeFirst(), rest.removeFirst()] }
      let piece = chain.joined(separator: " ")
      pieces += DisplayWidth.columns(of: piece) <= columns ? [piece] : chain
    }
    return pieces
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "`" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
