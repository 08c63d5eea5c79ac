import CommandLanguage
import FoundationEssentials
import LineEditing
import ShellCore

/// The edge of the program: its streams, its environment, its files.
///
/// Read once and handed down.
struct Console: Sendable {
  let environment: [String: String]
  let terminal: TerminalInfo
  let redactor: Redactor
  let queue: OutputQueue
  /// Nil where standard error is no terminal that can be drawn over.
  let progressLine: ProgressLine?
  private let writer: OutputWriter
  /// What takes all that is written; nil where it goes to the streams.
  private let block: OutputBlock?

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
    let writer = OutputWriter()
    self.writer = writer
    let terminal = TerminalInfo(environment: environment)
    self.terminal = terminal
    progressLine =
      terminal.canRedraw(.standardError)
      ? ProgressLine(
        clock: ContinuousClock(), isUTF8: terminal.isUTF8,
        columns: { TerminalInfo.columns(of: 2) }, write: { writer.write($0, to: .standardError) })
      : nil
    redactor = Redactor()
    queue = OutputQueue()
    block = nil
  }

  private init(_ console: Console, into block: OutputBlock) {
    environment = console.environment
    terminal = console.terminal
    redactor = console.redactor
    writer = console.writer
    // Who draws beside others has no line, and what waits is its own.
    progressLine = nil
    queue = OutputQueue()
    self.block = block
  }

  /// The same for one of several that run beside each other: all that it writes goes into a block.
  func collecting(into block: OutputBlock) -> Console { Console(self, into: block) }

  /// Writes what was collected, with nothing of others in between.
  func write(_ block: OutputBlock) {
    queue.drain()
    for part in block.take() { write(past: part.text, to: part.stream) }
  }

  /// Writes lines of our own, behind all that waits: secrets are struck out, and what else stands in them does nothing.
  func write(_ text: String, to stream: OutputStream) {
    queue.drain()
    put(VisibleText.maskedLines(text), to: stream, redactor)
  }

  /// Writes lines that may quote others: a line end in one of them begins no other line.
  func write(lines: [String], to stream: OutputStream) {
    write(lines.map { VisibleText.masked($0) + "\n" }.joined(), to: stream)
  }

  /// Writes a text that a person asked for as it is, such as a formatted script; a terminal shows it and does not obey it.
  func write(data text: String) {
    guard !terminal.isTerminal(.standardOutput) else { return write(text, to: .standardOutput) }
    queue.drain()
    put(text, to: .standardOutput, redactor)
  }

  /// Writes something the person asked for by name and that is secret, such as a minted token.
  func writeSecret(_ text: String) {
    queue.drain()
    write(past: text, to: .standardOutput)
  }

  /// Writes what a renderer makes, once whoever runs now has to wait; see `OutputQueue`.
  func write(
    later: (@escaping OutputQueue.Work) -> Bool,
    _ outputs: @escaping @Sendable (Redactor) -> [Output]
  ) {
    let redactor = redactor.frozen()
    queue.put({ put(outputs(redactor), redactor) }, later: later)
  }

  /// Writes what a renderer made, behind all that waits.
  func write(_ outputs: [Output]) {
    queue.drain()
    put(outputs, redactor)
  }

  private func put(_ text: String, to stream: OutputStream, _ redactor: Redactor) {
    write(past: redactor.redact(text), to: stream)
  }

  private func write(past text: String, to stream: OutputStream) {
    if let block { return block.append(text, to: stream) }
    guard let progressLine else { return _ = writer.write(text, to: stream) }
    progressLine.aside { writer.write(text, to: stream) }
  }

  /// What follows each other on a stream goes out at once.
  private func put(_ outputs: [Output], _ redactor: Redactor) {
    var rest = outputs[...]
    while let first = rest.first {
      let together = rest.prefix { $0.stream == first.stream }
      rest = rest[together.endIndex...]
      let text = together.count == 1 ? first.text : together.map(\.text).joined()
      switch first.stream {
      case .standardOutput: put(text, to: .standardOutput, redactor)
      case .standardError: put(text, to: .standardError, redactor)
      }
    }
  }

  /// Writes what a renderer makes, an answer that a screen of so many rows cannot hold through a pager.
  func write(_ outputs: (Redactor) -> [Output], longerThan rows: Int, through pager: Pager) {
    queue.drain()
    let outputs = outputs(redactor)
    guard let progressLine else { return page(outputs, longerThan: rows, through: pager) }
    progressLine.pause { page(outputs, longerThan: rows, through: pager) }
  }

  private func page(_ outputs: [Output], longerThan rows: Int, through pager: Pager) {
    let answer = outputs.filter { $0.stream == .standardOutput }.map(\.text).joined()
    // The prompt has the last row.
    guard answer.count(where: { $0 == "\n" }) >= rows, pager.show(redactor.redact(answer)) else {
      return put(outputs, redactor)
    }
    put(outputs.filter { $0.stream == .standardError }, redactor)
  }

  /// A mistake in how the program was called.
  func complain(_ message: String, hints: [String] = []) -> ExitStatus {
    complain(ExitStatus(.usage), message, hints: hints)
  }

  /// A mistake with a status of its own.
  func complain(_ status: ExitStatus, _ message: String, hints: [String] = []) -> ExitStatus {
    write(lines: ["error: \(message)"] + hints.map { "  hint: \($0)" }, to: .standardError)
    return status
  }

  /// The status after all was written: output that did not arrive is a failure, a reader that left is not.
  func statusAfterWriting(_ status: ExitStatus) -> ExitStatus {
    queue.drain()
    switch writer.failure(of: .standardOutput) {
    case nil, .closedPipe: return status
    case .failed(let code):
      guard status == .success else { return status }
      let reason = OutputFailure.failed(code: code).reason.lowercased()
      return complain(ExitStatus(.transport), "cannot write to standard output: \(reason)")
    }
  }

  /// The editor of the interactive shell.
  func editor(history: String, notices: Notices?) -> LineEditor {
    LineEditor(
      writer: writer, terminal: terminal, history: HistoryFile(path: history), notices: notices,
      externalEditor: ExternalEditor(environment: environment))
  }
}
