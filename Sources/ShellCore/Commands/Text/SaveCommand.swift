import CommandLanguage
import VideoSDKClient

/// `save FILE [A-B]`.
struct SaveCommand: Command {
  static let grammar = Grammar(
    verb: "save",
    summary: "write what succeeded in this shell as a script",
    availability: .promptOnly(because: "it writes what a person did there"),
    parameters: [
      Parameter("FILE", "the script to write", .file),
      Parameter("A-B", "only these lines of the history", .text, arity: .optional),
    ],
    examples: ["save lesson.vsdk", "save lesson.vsdk 12-20"],
    details: [
      "Ids become parameters, secrets stay where they are kept, and each answer is expected again.",
      "The script is checked before it is written, and shown. A file that is there is replaced "
        + "after a question, or with --yes or `set confirm off` without one.",
    ])

  static let result = ResultSchema.closed(["path": .string, "commands": .count])

  private let order: SaveOrder

  init(_ arguments: Arguments) throws(Mistakes) {
    var entries: ClosedRange<Int>?
    if let value = arguments.value("A-B") {
      guard let range = HistoryPart.range(value.text) else {
        throw Mistakes(.badHistoryPart(value.text, value.span))
      }
      entries = range
    }
    let file = arguments.value("FILE")
    order = SaveOrder(
      path: file?.text ?? "", span: file?.span ?? arguments.span, entries: entries)
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .shell(.save(order)) }
}

extension Failure {
  static func nothingToSave(_ order: SaveOrder) -> Failure {
    Failure(
      .usage, "nothing-to-save",
      order.entries == nil
        ? "no command has succeeded in this shell yet"
        : "none of these lines was a command of this shell that succeeded",
      hints: ["`history` shows the numbers"])
  }

  static func fileExists(_ path: String, _ span: SourceSpan?) -> Failure {
    Failure(
      .usage, "file-exists", "`\(path)` is there already", span: span,
      hints: ["nothing was written; another name, or y to the question, writes it"])
  }

  static func unsavable(_ problems: [Failure], _ order: SaveOrder) -> Failure {
    Failure(
      .script, "unsavable", "the script would not check; nothing was written", span: order.span,
      notes: problems.filter(\.isFatal).map(\.diagnostic.message),
      hints: ["`save FILE A-B` takes a part of the history"])
  }
}
