import Patterns
import VideoSDKClient

/// The entries that a shell remembers: those of the file when it started, then its own, numbered from 1.
///
/// A number is never given twice in one shell, so that `save FILE A-B` means what `history` showed.
struct HistoryList: Sendable {
  private(set) var entries: [Entry]
  private var index = TextIndex()
  /// Whether new entries go to the disk.
  var isWritten = true
  private var nextNumber: Int

  struct Entry: Sendable, Equatable {
    let number: Int
    /// Physical lines joined by line feeds.
    let text: String
    /// Whether it may be suggested: it holds no secret and did not fail in this shell; of what earlier shells ran nobody
    /// knows.
    var isSuggested = true
  }

  init(_ stored: [String]) {
    entries = zip(1..., stored).map { Entry(number: $0, text: $1) }
    nextNumber = stored.count + 1
    for text in stored { index.append(text) }
  }

  /// Adds an entry and answers its number.
  mutating func add(_ text: String, isSuggested: Bool = true) -> Int {
    defer { nextNumber += 1 }
    entries.append(Entry(number: nextNumber, text: text, isSuggested: isSuggested))
    index.append(text)
    return nextNumber
  }

  /// Notes that an entry has failed.
  mutating func noteFailure(of number: Int) {
    guard let place = entries.lastIndex(where: { $0.number == number }) else { return }
    entries[place].isSuggested = false
  }

  /// The rest of the newest entry that begins so, did not fail, and holds no mistake; nil when there is none.
  ///
  /// - Parameter isGood: asked of few entries: whether one can be run at all.
  func suggestion(behind line: String, isGood: (String) -> Bool) -> String? {
    var asked = 0
    let found = index.last(before: entries.count, beginningWith: line) { place in
      let entry = entries[place]
      guard entry.isSuggested, entry.text.utf8.count > line.utf8.count else { return false }
      asked += 1
      return asked > Self.mostAsked || isGood(entry.text)
    }
    guard let found, asked <= Self.mostAsked else { return nil }
    return String(decoding: entries[found].text.utf8.dropFirst(line.utf8.count), as: UTF8.self)
  }

  /// More would take longer than a key may.
  private static let mostAsked = 8

  /// Forgets every entry; numbers go on.
  mutating func clear() {
    entries = []
    index.removeAll()
  }

  /// The entries that are asked for, oldest first.
  ///
  /// - Throws: `MatchProblem` when looking for a pattern costs too much in all.
  func part(_ part: HistoryPart) throws(MatchProblem) -> [Entry] {
    switch part {
    case .all: return entries
    case .newest(let count): return Array(entries.suffix(count))
    case .numbers(let range): return entries.filter { range.contains($0.number) }
    case .matching(let pattern):
      let compiled: Pattern
      do throws(PatternMistake) { compiled = try Pattern(pattern) } catch {
        throw .impossible(error.reason)
      }
      var budget = MatchBudget()
      var found: [Entry] = []
      for entry in entries where try compiled.matches(entry.text, within: &budget) {
        found.append(entry)
      }
      return found
    }
  }
}

/// The answer of `history`.
enum HistoryReport {
  static func list(_ entries: [HistoryList.Entry]) -> Report {
    let width = entries.last.map { String($0.number).count } ?? 1
    return Report(
      json: .array(
        entries.map {
          .object(["number": .number(Double($0.number)), "entry": .string($0.text)])
        }),
      body: entries.isEmpty ? [.line("no such lines")] : entries.flatMap { lines($0, width) })
  }

  static func line(_ text: String, _ json: JSONValue) -> Report {
    Report(json: json, body: [.line(StyledText(text))])
  }

  /// An entry of several lines stands below its number.
  private static func lines(_ entry: HistoryList.Entry, _ width: Int) -> [Report.Block] {
    let number = String(entry.number)
    let margin = String(repeating: " ", count: width + 2)
    return entry.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { place, line in
        let head =
          place == 0
          ? String(repeating: " ", count: max(0, width - number.count)) + number + "  " : margin
        return .verbatim(StyledText([.init(head, .muted), .init(String(line))]))
      }
  }
}
