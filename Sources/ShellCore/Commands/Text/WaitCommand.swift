import CommandLanguage

/// `wait DURATION`; `wait until …` is bound by `PollingBinder`.
struct WaitCommand: Command {
  static let grammar = Grammar(
    verb: "wait",
    summary: "pause, or `wait until QUERY PREDICATE [VALUE]` holds",
    parameters: [
      Parameter("DURATION", "how long, such as 500ms or 5s; or `until` and a condition", .duration)
    ],
    examples: ["wait 500ms", "wait 1m30s", "wait until state.audio == recording"],
    details: [
      "wait until QUERY PREDICATE [VALUE] [within=30s] [every=1s] polls until it holds.",
      "recording.KIND asks the server each time; a missing value means: not yet.",
    ])

  static let result = ResultSchema.none

  private let duration: Duration

  init(_ arguments: Arguments) throws(Mistakes) {
    duration = arguments.value("DURATION")?.duration ?? .zero
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .pause(duration)
  }
}

/// The options of `wait until`, typed by a grammar of their own.
enum PollingBinder {
  static let grammar = Grammar(
    verb: "wait", summary: "poll until a condition holds",
    options: [
      CommandOption("within", "DURATION", "how long to try", .duration),
      CommandOption("every", "DURATION", "pause between two looks", .duration),
    ], examples: [])

  static func bind(
    _ condition: Condition, _ arguments: Arguments
  ) -> Polling {
    Polling(
      condition: condition, limit: arguments.option("within")?.duration ?? .seconds(30),
      interval: arguments.option("every")?.duration ?? .seconds(1))
  }
}
