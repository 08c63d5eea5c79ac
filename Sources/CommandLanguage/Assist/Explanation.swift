/// What the `?` key shows: everything that may come next.
public enum Explanation {
  /// Lines about the end of a text; empty where nothing can be told.
  ///
  /// When the text ends inside a word, only what begins so is listed.
  ///
  /// - Parameter width: columns of the terminal; no line is wider than that, and than 80 columns.
  public static func lines(
    for text: String, table: GrammarTable, width: Int = HelpPage.usualWidth,
    liveIdentifiers: Completion.LiveIdentifiers = { _ in [] }
  ) -> [String] {
    let command = PartialCommand(text, cursor: text.utf8.count)
    let context = CursorContext(command, table: table)
    let prefix = String(
      decoding: command.prefix.utf8.dropFirst(context.skippedBytes), as: UTF8.self)
    let allRows = context.slots.flatMap { slot in
      rows(for: slot, prefix: prefix, table, liveIdentifiers)
    }
    return AlignedRows.render(allRows, width: max(20, min(width, HelpPage.usualWidth)))
  }

  private typealias Row = (term: String, text: String)

  private static func rows(
    for slot: Slot, prefix: String, _ table: GrammarTable,
    _ liveIdentifiers: Completion.LiveIdentifiers
  ) -> [Row] {
    let candidates = Completion.candidates(
      for: slot, prefix: prefix, table, liveIdentifiers
    ).filter { $0.text.hasPrefix(prefix) }
    let listed: [Row] = candidates.map {
      ($0.text, $0.age.isEmpty ? $0.summary : "\($0.summary) · \($0.age)")
    }
    let indented: [Row] = listed.map { ("  " + $0.term, $0.text) }
    switch slot {
    case .verb, .query, .predicate, .word: return listed
    case .verbName(let parameter): return [(parameter.usage, parameter.summary)] + indented
    case .positional(let parameter, _):
      return [(parameter.usage, withForm(parameter.summary, parameter.type))] + indented
    case .key(let option):
      guard option.key.hasPrefix(prefix) else { return [] }
      return [(option.usage, withForm(option.summary, option.type))]
    case .optionValue(let option, _):
      return [(option.placeholder, withForm(option.summary, option.type))] + indented
    case .operand(.matches, _): return [("/…/", "a regex")]
    case .operand: return [("VALUE", "what to compare with; in quotes it is text")] + indented
    case .end: return prefix.isEmpty ? [("Enter", "run the command")] : []
    }
  }

  /// A summary with how a value of the type is written, where that is not plain.
  private static func withForm(_ summary: String, _ type: ArgumentType) -> String {
    switch type {
    case .duration: summary + " (such as 500ms, 5s, 1m30s)"
    case .url: summary + " (http:// or https://)"
    case .integer(let range) where range.upperBound == .max:
      summary + " (at least \(range.lowerBound))"
    case .integer(let range): summary + " (\(range.lowerBound) to \(range.upperBound))"
    case .choices: summary + " (a comma between two)"
    case .text, .identifier, .file, .choice: summary
    }
  }
}
