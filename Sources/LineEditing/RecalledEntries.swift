/// The entries that can be recalled, newest last, and the ways to find one.
///
/// Pure.
struct RecalledEntries {
  private(set) var entries: [String] = []

  mutating func add(_ entry: String) {
    if entries.last != entry { entries.append(entry) }
  }

  mutating func clear() { entries = [] }

  /// The place of the newest entry before a place that begins so and is another text; nil when there is none.
  func place(before place: Int, beginningWith prefix: String, unlike text: String) -> Int? {
    entries[..<min(place, entries.count)].lastIndex {
      $0.utf8.starts(with: prefix.utf8) && $0 != text
    }
  }

  /// The place of the oldest entry behind a place that begins so and is another text; nil when there is none.
  func place(behind place: Int, beginningWith prefix: String, unlike text: String) -> Int? {
    guard place + 1 < entries.count else { return nil }
    return entries[(place + 1)...].firstIndex {
      $0.utf8.starts(with: prefix.utf8) && $0 != text
    }
  }

  /// The place of the newest entry before a place that holds a text somewhere; capitals count only where the text has
  /// some.
  func place(before place: Int, holding text: String) -> Int? {
    let folds = text == text.lowercased()
    let wanted = Array(text.utf8)
    return entries[..<min(place, entries.count)].lastIndex {
      Self.holds(folds ? $0.lowercased() : $0, wanted)
    }
  }

  private static func holds(_ entry: String, _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    return entry.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.count >= wanted.count else { return false }
      return (0...(bytes.count - wanted.count)).contains { start in
        bytes[start] == first
          && UnsafeBufferPointer(rebasing: bytes[start..<(start + wanted.count)])
            .elementsEqual(wanted)
      }
    } ?? false
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
