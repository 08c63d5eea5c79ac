import LineEditing
import ShellCore

/// Everything that running commands needs.
struct Runtime {
  let session: Session
  let services: Services
  let interpreter: Interpreter
  let interrupts: SignalScope
  /// The network's own: requests that follow each other there cost no change of thread.
  let executor: any TaskExecutor
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

  func run<Value: Sendable>(
    _ body: @escaping () async -> Value
  ) async -> (value: Value, ended: ExitStatus?) {
    progressLine?.begin()
    defer { progressLine?.end() }
    let (value, cause) = await interrupts.run { await body() }
    return (value, cause.map { ExitStatus(code: $0.exitStatus) })
  }
}
