import CommandLanguage
import Patterns
import VideoSDKClient

/// `history [N|A-B|/re/|off|on|clear]`.
struct HistoryCommand: Command {
  static let grammar = Grammar(
    verb: "history",
    summary: "list what was typed, or say what becomes of it",
    availability: .promptOnly(because: "it is about the lines that a person typed"),
    parameters: [
      Parameter(
        "N|A-B|/RE/|off|on|clear", "the newest N, numbers A to B, what matches; or a switch",
        .text, arity: .optional,
        words: [
          Choice("off", "nothing more goes to the file"),
          Choice("on", "lines go to the file again"),
          Choice("clear", "forget all, in the file too"),
        ])
    ],
    examples: ["history", "history 20", "history 5-9", "history /start .*audio/", "history off"],
    details: [
      "off: nothing more goes to the file, from this line on. clear: forgets all, in the file too.",
      "A line that begins with a space, or holds a secret, never goes to the file.",
    ])

  static let result = ResultSchema.anyOf(
    .list(of: .defined("historyEntry", .closed(["number": .count, "entry": .string]))),
    .closed(["written": .boolean]), .closed(["forgotten": .count]))

  private let order: HistoryOrder

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let value = arguments.value(Self.grammar.parameters[0].name) else {
      order = .show(.all)
      return
    }
    guard let order = HistoryOrder(value.text) else {
      throw Mistakes(.badHistoryPart(value.text, value.span))
    }
    if case .show(.matching(let pattern)) = order {
      // Between quotes, the parser takes it for any text.
      do throws(PatternMistake) { _ = try Pattern(pattern) } catch {
        throw Mistakes(.badPattern(error, value.span))
      }
    }
    self.order = order
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .shell(.history(order)) }

  /// Whether a line switches the history off; such a line goes to the file no more.
  static func switchesOff(_ line: ParsedLine) -> Bool {
    line.statements.contains { statement in
      guard case .command(let syntax) = statement.body, syntax.verb.text == grammar.verb,
        case .word(let word)? = syntax.arguments.first
      else { return false }
      return word.pieces == [.text("off")]
    }
  }
}

extension HistoryOrder {
  /// Reads the word behind `history`; nil when it is none of them.
  init?(_ text: String) {
    switch text {
    case "off": self = .write(false)
    case "on": self = .write(true)
    case "clear": self = .clear
    case _ where text.hasPrefix("/") && text.hasSuffix("/") && text.utf8.count > 2:
      self = .show(.matching(String(text.dropFirst().dropLast())))
    default:
      guard let part = HistoryPart(numbers: text) else { return nil }
      self = .show(part)
    }
  }
}

extension HistoryPart {
  /// Reads `20` or `5-9`.
  init?(numbers text: String) {
    if let count = Int(text), count > 0, text.first?.isNumber == true {
      self = .newest(count)
    } else if let range = Self.range(text) {
      self = .numbers(range)
    } else {
      return nil
    }
  }

  /// Reads `5-9`; nil for anything else.
  static func range(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first > 0, first <= last
    else { return nil }
    return first...last
  }
}

extension Failure {
  /// Neither a number, numbers, a regular expression nor a switch.
  static func badHistoryPart(_ text: String, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "bad-history-part", "`\(text)` is no part of the history", span: span,
      hints: ["write `20` for the newest, `5-9` for numbers, `/REGEX/` for what matches"])
  }
}
