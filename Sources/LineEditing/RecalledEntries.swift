import ShellCore

/// The entries that can be recalled, newest last, and the ways to find one within a key, of a hundred thousand.
///
/// Pure.
struct RecalledEntries {
  private(set) var entries: [String] = []
  private var index = TextIndex()
  private var smallLetters = TextIndex()

  mutating func add(_ entry: String) {
    guard entries.last != entry else { return }
    entries.append(entry)
    index.append(entry)
    smallLetters.append(entry.lowercased())
  }

  mutating func clear() {
    entries = []
    index.removeAll()
    smallLetters.removeAll()
  }

  /// The place of the newest entry before a place that begins so and is another text; nil when there is none.
  func place(before place: Int, beginningWith prefix: String, unlike text: String) -> Int? {
    index.last(before: place, beginningWith: prefix) { entries[$0] != text }
  }

  /// The place of the oldest entry behind a place that begins so and is another text; nil when there is none.
  func place(behind place: Int, beginningWith prefix: String, unlike text: String) -> Int? {
    index.first(behind: place, beginningWith: prefix) { entries[$0] != text }
  }

  /// The place of the newest entry before a place that holds a text somewhere; capitals count only where the text has
  /// some.
  func place(before place: Int, holding text: String) -> Int? {
    let index = text == text.lowercased() ? smallLetters : index
    return index.last(before: place, holding: text)
  }

  /// The last word of an entry that many entries back; 1 is the newest.
  func lastWord(back: Int) -> String? {
    guard (1...max(1, entries.count)).contains(back), !entries.isEmpty else { return nil }
    let entry = entries[entries.count - back]
    return entry.split(whereSeparator: \.isWhitespace).last.map(String.init)
  }
}

/// A walk through the entries that begin as the line did when the walk began.
struct HistoryWalk {
  let prefix: String
  let original: EditorBridge.Line
  /// Behind the last entry: the line as it was.
  var place: Int
  /// What the walk has put in the line; another text ends the walk.
  var shown: String
}

/// A search in the history, as Control-R begins one.
struct HistorySearch {
  var text = ""
  let original: EditorBridge.Line
  /// The entry that is shown; nil while none was found.
  var place: Int?
  /// Whether nothing older holds the text.
  var isExhausted = false
}
