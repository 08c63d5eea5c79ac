import CommandLanguage

/// `lesson [LESSON|next|hint|again|solution|off]`.
struct LessonCommand: Command {
  static let grammar = Grammar(
    verb: "lesson",
    summary: "learn by doing: ten lessons, each in a sandbox of its own",
    availability: .promptOnly(because: "a person learns there"),
    parameters: [
      Parameter(
        "LESSON|next|hint|again|solution|off", "a number or a name, or what to do; alone: the list",
        .text, arity: .optional,
        words: [
          Choice("next", "go to the next lesson, done or not"),
          Choice("hint", "one hint more"),
          Choice("again", "begin this lesson anew, after a question"),
          Choice("solution", "put the next line of it into the input line"),
          Choice("off", "leave the lesson; the shell goes on as it was before"),
        ])
    ],
    examples: ["lesson", "lesson 2", "lesson hint", "lesson next", "lesson off"],
    details: [
      "Alone it lists the lessons and goes on where you were. Nothing in a lesson costs anything, and "
        + "nothing of it reaches the live service or your ledger.",
      "What is checked is what is there in the end, however you got there. Done is kept; doing a "
        + "lesson again never undoes it.",
    ])

  static let result = ResultSchema.none

  private let order: LessonOrder

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let value = arguments.value(Self.grammar.parameters[0].name) else {
      order = .list
      return
    }
    order =
      switch value.text {
      case "next": .next
      case "hint": .hint
      case "again": .again
      case "solution": .solution
      case "off": .off
      default: .begin(value.text, value.span)
      }
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .shell(.lesson(order)) }
}
