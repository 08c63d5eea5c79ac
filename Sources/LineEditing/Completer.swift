import ShellCore

/// Decides what Tab does with the candidates.
///
/// Pure.
enum Completer {
  enum Step: Equatable {
    /// There is nothing to offer.
    case none
    /// Delete that many characters before the cursor and insert the text.
    case replace(scalars: Int, text: String)
    case list
  }

  static func step(for candidates: Candidates, before: String, after: String) -> Step {
    guard let first = candidates.items.first, candidates.wordStart <= before.utf8.count else {
      return .none
    }
    let word = String(decoding: before.utf8.dropFirst(candidates.wordStart), as: UTF8.self)
    if candidates.items.count == 1 {
      // A quote that was begun between two has its end already.
      let isClosed = after.first.map { "'\"".contains($0) && first.text.last == $0 } ?? false
      let space = first.endsWord && !isClosed && after.first != " " ? " " : ""
      let text = (isClosed ? String(first.text.dropLast()) : first.text) + space
      return text == word ? .none : .replace(scalars: word.unicodeScalars.count, text: text)
    }
    let common = commonPrefix(of: candidates.items.map { $0.text })
    guard common != word, common.unicodeScalars.starts(with: word.unicodeScalars) else {
      return .list
    }
    return .replace(scalars: word.unicodeScalars.count, text: common)
  }

  static func commonPrefix(of texts: [String]) -> String {
    guard var common = texts.first else { return "" }
    for text in texts.dropFirst() {
      common = String(zip(common, text).prefix { $0 == $1 }.map { $0.0 })
    }
    return common
  }
}
