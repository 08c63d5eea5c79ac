import CommandLanguage
import VideoSDKClient

/// What a person did at the prompt and what came of it, so that it can become a script.
///
/// Holds what came through, wholly or in part, and what the service refused; what failed otherwise is left out.
struct CommandLog: Sendable {
  private(set) var steps = SharedList<LoggedCommand>()
  /// Where the value of each `secret` is kept.
  private(set) var secrets: [String: SecretSource] = [:]
  private var takesExpectations = false

  /// Notes an item of a line.
  ///
  /// - Parameter before: the state in which it ran.
  mutating func note(
    _ unit: ScriptUnit, _ outcome: CommandOutcome, entry: LineEntry, comment: String?,
    before: ShellLoop.State, after session: Session
  ) {
    let held = outcome.failure == nil ? unit.expectations : []
    guard let statement = unit.statement else { return expect(held) }
    var step = LoggedCommand(
      entry: entry.number, body: .comment, comment: comment, settings: before.session.settings,
      scope: before.scope, isListening: before.session.hooks.isListening)
    switch statement.body {
    case .version, .expectation: return
    case .secret(let name, let source):
      if outcome.failure == nil { secrets[name.text] = source }
      return
    case .parameter(let name, let value?) where outcome.failure == nil:
      step.body = .parameter(name.text, value)
    case .parameter: return
    case .command(let syntax):
      step.body = .command(syntax)
      takesExpectations = outcome.end != .failed
      guard takesExpectations else { return }
      step.expectations = held
      step.answer = LoggedAnswer(outcome, session)
      step.mayFail = outcome.end == .refused
    }
    steps.append(step)
  }

  /// Notes a line that holds a comment alone.
  mutating func note(comment: String, entry: LineEntry, in state: ShellLoop.State) {
    steps.append(
      LoggedCommand(
        entry: entry.number, body: .comment, comment: comment, settings: state.session.settings,
        scope: state.scope, isListening: state.session.hooks.isListening))
  }

  private mutating func expect(_ expectations: [Statement]) {
    guard !expectations.isEmpty, takesExpectations else { return }
    steps.changeLast(where: { if case .command = $0.body { true } else { false } }) {
      $0.expectations += expectations
    }
  }
}

/// One thing that was done.
struct LoggedCommand: Sendable {
  /// The number of its line in the history; nil when nobody typed it.
  let entry: Int?
  var body: Body
  var expectations: [Statement] = []
  /// Whether it was refused, wholly or in part.
  var mayFail = false
  /// With its `#`.
  let comment: String?
  /// Nil for what is no command.
  var answer: LoggedAnswer?
  /// As they were before it.
  let settings: Settings
  let scope: Scope
  let isListening: Bool

  enum Body: Sendable {
    case command(CommandSyntax)
    case parameter(String, Word)
    case comment
  }
}

/// What a command's answer said that a replay can be held to.
struct LoggedAnswer: Sendable {
  /// Nil when no answer came.
  let http: Int?
  let isRefusal: Bool
  /// Where each id stands in the answer, as a query.
  let ids: [String: String]
  /// What the recordings of the chosen room and participant then did, by their names behind `state.`.
  let states: [String: RecordingState]
  /// How many recordings of the shell then ran.
  let running: Int

  init(_ outcome: CommandOutcome, _ session: Session) {
    http = outcome.http
    isRefusal = outcome.isRefusal
    running = session.running.count
    ids = outcome.didSend ? session.last.json.map(AnswerIDs.queries) ?? [:] : [:]
    states = RecordedSubject.stateNames.reduce(into: [:]) { states, name in
      states[name] = session.recorded(named: name).flatMap { session.belief($0)?.state }
    }
  }
}

extension LoggedCommand {
  /// Whether a script of these lines holds it; nil means all lines.
  func isMeant(_ entries: ClosedRange<Int>?) -> Bool {
    if let entries {
      guard let entry, entries.contains(entry) else { return false }
    }
    guard case .command(let syntax) = body else { return true }
    let left = [HelpCommand.grammar.verb, QuitCommand.grammar.verb]
    return StatementBinder.reasonForPrompt(syntax, in: scope) == nil
      && !left.contains(syntax.verb.text)
  }

  /// Whether a replay must be allowed a refusal that nothing in the script expects.
  var needsTry: Bool {
    guard mayFail, case .command(let syntax) = body, syntax.modifier == nil else { return false }
    return !expectations.expectRefusal
  }

  /// All of it that a script would show.
  var written: String {
    let command =
      switch body {
      case .command(let syntax): Printer.print(syntax)
      case .parameter(_, let word): Printer.print(word)
      case .comment: ""
      }
    return ([command, comment ?? ""] + expectations.map { Printer.print($0) })
      .joined(separator: "\n")
  }
}
