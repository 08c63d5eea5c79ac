import LineEditing
import ShellCore

/// Everything that running commands needs.
struct Runtime {
  let session: Session
  let services: Services
  let interpreter: Interpreter
  let interrupts: SignalScope
  /// The network's own: requests that follow each other there cost no change of thread.
  ///
  /// Nil where scripts run beside each other, which one thread would keep from doing so.
  let executor: (any TaskExecutor)?
  /// What arrives while a person types; nil where nobody does.
  let notices: Notices?
  let printer: EventPrinter

  /// Draws an event on the console.
  var emit: @Sendable (Event) -> Void { printer.show }
}

/// Signals as interruptions of the shell's work.
struct SignalScope: InterruptScope {
  let interrupts: Interrupts
  /// Tells that the work is under way; nil where nobody sees it.
  var progressLine: ProgressLine?
  /// For a script that runs beside others: the signals that it was cancelled by; nil for one that runs alone.
  var answered: AnsweredSignals?
  /// Whether signals are caught between its phases too.
  private var isHeld = false

  init(
    interrupts: Interrupts, progressLine: ProgressLine? = nil, answered: AnsweredSignals? = nil
  ) {
    self.interrupts = interrupts
    self.progressLine = progressLine
    self.answered = answered
  }

  /// Runs the phases of one script: a signal that comes between two of them must not end the process, with what was
  /// deferred undone.
  ///
  /// - Returns: what they returned, and the exit status of the first signal that came.
  func held<Value>(
    _ phases: (SignalScope) async -> Value
  ) async -> (value: Value, ended: ExitStatus?) {
    // Beside others signals are held for all.
    guard answered == nil else { return (await phases(self), nil) }
    var scope = self
    scope.isHeld = true
    let (value, cause) = await interrupts.hold { await phases(scope) }
    return (value, cause.map { ExitStatus(code: $0.exitStatus) })
  }

  func run<Value: Sendable>(
    _ body: @escaping () async -> Value
  ) async -> (value: Value, ended: ExitStatus?) {
    await run(answering: answered ?? (isHeld ? AnsweredSignals() : nil), sparing: 0, body)
  }

  /// The same for what was deferred: where others run beside it, the first signal of all does not cut it short.
  func runDeferred<Value: Sendable>(
    _ body: @escaping () async -> Value
  ) async -> (value: Value, ended: ExitStatus?) {
    await run(answering: answered, sparing: 1, body)
  }

  private func run<Value: Sendable>(
    answering answered: AnsweredSignals?, sparing spared: Int, _ body: @escaping () async -> Value
  ) async -> (value: Value, ended: ExitStatus?) {
    progressLine?.begin()
    defer { progressLine?.end() }
    let (value, cause) = await interrupts.run(answering: answered, sparing: spared) {
      await body()
    }
    return (value, cause.map { ExitStatus(code: $0.exitStatus) })
  }
}
