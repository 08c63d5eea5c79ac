import CommandLanguage

/// Writes the transcript as the lines run; nothing while there is none.
struct TranscriptWriter: Sendable {
  let services: Services
  let transcriptBuffer: TranscriptBuffer
  let emit: @Sendable (Event) -> Void

  /// An item of a line that was run.
  func keep(
    _ unit: ScriptUnit, _ outcome: CommandOutcome, comment: String?, in source: SourceText,
    before: ShellLoop.State, _ state: inout ShellLoop.State
  ) {
    let answers = transcriptBuffer.take()
    guard var text = state.transcript else { return }
    let lines = text.lines(
      unit, outcome, comment: comment, in: source, before: before, answers: answers)
    state.transcript = text
    append(lines, &state)
  }

  /// A line that could not be read.
  func keep(unread source: SourceText, _ state: inout ShellLoop.State) {
    quote(String(decoding: source.utf8, as: UTF8.self), &state)
  }

  /// A line about the shell itself, with what was said of it.
  func quote(_ text: String, _ state: inout ShellLoop.State) {
    let answers = transcriptBuffer.take()
    guard state.transcript != nil else { return }
    append(TranscriptText.lines(quoting: text, answers: answers), &state)
  }

  /// A line that is a comment.
  func keep(comment: String, _ state: inout ShellLoop.State) {
    guard state.transcript != nil else { return }
    append([VisibleText.masked(comment)], &state)
  }

  /// The webhooks that have come since the last call.
  func keepWebhooks(of interpreter: Interpreter, _ state: inout ShellLoop.State) {
    guard let last = state.transcript?.lastWebhook else { return }
    let new = interpreter.listener.log.after(last)
    guard let newest = new.last else { return }
    state.transcript?.lastWebhook = newest.number
    let now = services.now()
    append(
      new.map { webhook in
        TranscriptText.line(
          webhook,
          at: ClockText.short(webhook.time, now: now, secondsFromUTC: services.secondsFromUTC))
      }, &state)
  }

  /// Adds lines; the transcript ends with a note when they cannot be written.
  private func append(_ lines: [String], _ state: inout ShellLoop.State) {
    guard let path = state.transcript?.path, !lines.isEmpty else { return }
    let text = services.redactor.redact(lines.map { $0 + "\n" }.joined())
    do throws(FileProblem) {
      try services.files.append(path, text)
    } catch {
      state.transcript = nil
      transcriptBuffer.isOpen = false
      emit(
        .warning(
          Failure(
            .transport, "transcript-ended", "the transcript `\(path)` ends here: \(error.reason)",
            hints: ["`transcript FILE` begins another; the shell goes on"]
          ).asWarning))
    }
  }
}
