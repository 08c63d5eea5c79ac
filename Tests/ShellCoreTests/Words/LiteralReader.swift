/// The texts of the string literals of a Swift source: those that `+` joins as one, with `X` for what is put in.
enum LiteralReader {
  static func literals(in source: String) -> [String] {
    var rest = Array(source)[...]
    var found: [String] = []
    var joins = false
    while let letter = rest.first {
      if rest.starts(with: "//") {
        rest = rest.drop { $0 != "\n" }
      } else if rest.starts(with: #"""""#) {
        rest = rest.dropFirst(3)
        while !rest.isEmpty, !rest.starts(with: #"""""#) { rest.removeFirst() }
        rest = rest.dropFirst(3)
      } else if letter == "\"" {
        rest.removeFirst()
        let text = literal(&rest)
        if joins, let last = found.popLast() {
          found.append(last + text)
        } else {
          found.append(text)
        }
        joins = false
      } else {
        if letter == "+" { joins = true } else if !letter.isWhitespace { joins = false }
        rest.removeFirst()
      }
    }
    return found
  }

  /// What stands up to the closing quote.
  private static func literal(_ rest: inout ArraySlice<Character>) -> String {
    var text = ""
    while let letter = rest.popFirst(), letter != "\"", letter != "\n" {
      guard letter == "\\" else {
        text.append(letter)
        continue
      }
      guard rest.first == "(" else {
        if let escaped = rest.popFirst() { text.append(escaped == "n" ? "\n" : escaped) }
        continue
      }
      skipInterpolation(&rest)
      text.append("X")
    }
    return text
  }

  private static func skipInterpolation(_ rest: inout ArraySlice<Character>) {
    var depth = 0
    while let letter = rest.popFirst() {
      switch letter {
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return }
      case "\"": _ = literal(&rest)
      default: break
      }
    }
  }
}
