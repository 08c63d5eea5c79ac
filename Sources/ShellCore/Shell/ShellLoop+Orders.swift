import CommandLanguage
import Patterns
import VideoSDKClient

/// What the shell itself does for a line: its history, its files, its screen, its questions.
extension ShellLoop {
  /// What a line left for the shell to do, with the item to go on with.
  struct Pending: Sendable {
    let next: Next
    let site: Diagnostic.Location
    let nextItem: Int
  }

  /// Carries it out, and tells what came of it.
  ///
  /// - Returns: the signal that ended it.
  mutating func perform(_ pending: Pending) async -> ExitStatus? {
    let outcome: CommandOutcome
    var ended: ExitStatus?
    switch pending.next {
    case .shell(.history(.show(let part))):
      (outcome, ended) = await interrupts.run { [entries] in Self.show(part, of: entries) }
    case .shell(.history(.write(let isOn))): outcome = writeHistory(isOn)
    case .shell(.history(.clear)): outcome = clearHistory()
    case .shell(.save(let order)):
      let file = PersonsFile(
        path: order.path, span: order.span, interpreter.services.files)
      state.session.isConfirmed = file.question(in: state.session).map { agrees(to: $0) } ?? false
      (outcome, ended) = await interrupts.run { [shell = self] in shell.save(order, file) }
      state.session.isConfirmed = false
      if outcome.failures.isEmpty { state.session.noteWritten(order.path) }
    case .shell(.transcript(let order)): outcome = transcript(order)
    case .shell(.clearScreen): outcome = clearScreen()
    case .shell(.lesson(let order)): (outcome, ended) = await perform(order)
    case .decide(let found):
      let choice = decide(on: found)
      let work = await interrupts.run { [interpreter, state] in
        var session = state.session
        let outcome = await interpreter.carryOut(choice, in: &session)
        return (outcome: outcome, session: session)
      }
      outcome = work.value.outcome
      state.session = work.value.session
      ended = work.ended
    case .confirm(let question):
      if agrees(to: question) {
        state.session.isConfirmed = true
        return nil
      }
      switch question {
      case .replace(let path, let span):
        outcome = CommandOutcome(failures: [.fileExists(path, span)])
      case .goOn:
        emit(.note("nothing was started"))
        state.didFail = true
        return nil
      }
    case .proceed, .step, .fetch, .align, .draw, .write, .quit, .include, .follow, .stop: return nil
    }
    runner.complete(
      WrittenCommand(pending.site), outcome, at: pending.site, state.session
    )
    transcriptWriter.quote(pending.site.source.text(in: pending.site.span), &state)
    state.didFail = !outcome.failures.isEmpty
    return ended
  }

  private func clearScreen() -> CommandOutcome {
    lines.clearScreen()
    return CommandOutcome()
  }

  // MARK: History

  private static func show(_ part: HistoryPart, of entries: HistoryList) -> CommandOutcome {
    do throws(MatchProblem) {
      return CommandOutcome(reports: [HistoryReport.list(try entries.part(part))])
    } catch {
      return CommandOutcome(failures: [.unmatched(error, nil)])
    }
  }

  private mutating func writeHistory(_ isOn: Bool) -> CommandOutcome {
    entries.isWritten = isOn
    let text = isOn ? "lines go to the history file again" : "no line goes to the history file"
    return CommandOutcome(reports: [HistoryReport.line(text, .object(["written": .bool(isOn)]))])
  }

  private mutating func clearHistory() -> CommandOutcome {
    do throws(FileProblem) {
      try lines.forget()
    } catch {
      return CommandOutcome(failures: [.unwritable(error, nil)])
    }
    let count = entries.entries.count
    entries.clear()
    return CommandOutcome(reports: [
      HistoryReport.line(
        "forgot \(count == 1 ? "1 line" : "\(count) lines"), in the file too",
        .object(["forgotten": .number(Double(count))]))
    ])
  }

  // MARK: Scripts

  /// Asks whether something is to be done that takes something away.
  func agrees(to question: String) -> Bool {
    while true {
      switch lines.nextLine(prompt: prompts.agreeing(to: question), assistant: .silent) {
      case .interrupted, .end: return false
      case .noticed: continue
      case .line(let text):
        switch text.trimmingSpace.lowercased() {
        case "y", "yes": return true
        case "", "n", "no": return false
        default: emit(.note("answer y, n or Enter"))
        }
      }
    }
  }

  private func agrees(to question: Question) -> Bool {
    switch question {
    case .goOn(let note):
      emit(.note(note))
      return agrees(to: "go on")
    case .replace(let path, _): return agrees(to: "`\(path)` is there already; replace it")
    }
  }

  private func save(_ order: SaveOrder, _ file: PersonsFile) -> CommandOutcome {
    let services = interpreter.services
    do throws(Failure) { try file.expectFree(in: state.session) } catch {
      return CommandOutcome(failures: [error])
    }
    let script = SavedScript(
      state.commandLog, path: order.path, entries: order.entries,
      isSecret: { services.redactor.finds(in: $0) })
    guard script.commandCount > 0 else {
      return CommandOutcome(failures: [.nothingToSave(order, isLesson: lesson != nil)])
    }
    let found = check(script, order)
    // What a person did, a script may need a flag for.
    let allowable = found.filter(\.isAllowable)
    let problems = found.filter { !$0.isAllowable }
    guard !problems.contains(where: \.isFatal) else {
      return CommandOutcome(failures: [.unsavable(problems, order)])
    }
    do throws(Failure) { try file.write(script.text) } catch {
      return CommandOutcome(failures: [error])
    }
    var outcome = SaveReport.saved(
      script, to: order.path, isRecording: !state.session.running.isEmpty)
    outcome.notes += allowable.map { "\($0.message); \($0.hints.joined(separator: "; "))" }
    return outcome
  }

  /// What would keep the script from running in a session like the one that this shell began with.
  private func check(_ script: SavedScript, _ order: SaveOrder) -> [Failure] {
    let session = Session(
      target: state.session.startTarget, credentials: state.session.credentials)
    return Checker.check(
      SourceText(name: order.path, text: script.text), arguments: ScriptArguments(),
      session: session, services: interpreter.services, rules: CheckRules(needsSecrets: false)
    ).problems
  }

  // MARK: Transcripts

  private mutating func transcript(_ order: TranscriptOrder) -> CommandOutcome {
    switch order {
    case .off:
      let path = state.transcript?.path
      endTranscript()
      let text = path.map { "the transcript `\($0)` is complete" } ?? "no transcript is written"
      return CommandOutcome(reports: [
        HistoryReport.line(text, .object(["path": path.map { .string($0) } ?? .null]))
      ])
    case .write(let path, let span):
      return begin(path, span)
    }
  }

  private mutating func begin(_ path: String, _ span: SourceSpan) -> CommandOutcome {
    let services = interpreter.services
    let settings = state.session.settings
    let isListening = state.session.hooks.isListening
    let status = services.files.status(path)
    let isNew = status == .absent || status == .file(bytes: 0)
    let lines = SettingLines.lines(settings, isListening: isListening, isWhole: !isNew)
    do throws(FileProblem) {
      let head = TranscriptText.head(state.session.target, services.version, services.now())
      let start = services.redactor.redact(
        ([isNew ? "vsdk 1" : ""] + head + lines).map { $0 + "\n" }.joined())
      if status == .absent {
        try services.files.create(path, start)
      } else {
        if !isNew, !isScript(try services.files.read(path), path) {
          return CommandOutcome(failures: [.notAScript(path, span)])
        }
        try services.files.append(path, start)
      }
    } catch {
      return CommandOutcome(failures: [.unwritable(error, span)])
    }
    state.transcript = TranscriptText(path: path, lastWebhook: interpreter.listener.log.count)
    transcriptBuffer.isOpen = true
    return CommandOutcome(reports: [
      HistoryReport.line(
        isNew ? "commands and answers go to `\(path)`" : "commands and answers continue `\(path)`",
        .object(["path": .string(path)]))
    ])
  }

  private mutating func endTranscript() {
    transcriptWriter.keepWebhooks(of: interpreter, &state)
    state.transcript = nil
    transcriptBuffer.isOpen = false
  }

  /// Whether a file is one that a transcript may continue.
  private func isScript(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let source = try? SourceText(name: path, bytes: bytes) else { return false }
    var isFirst = true
    for line in Parser(source, dialect: .file) {
      guard line.errors.isEmpty else { return false }
      guard isFirst, let statement = line.statements.first else { continue }
      guard case .version = statement.body else { return false }
      isFirst = false
    }
    return !isFirst
  }
}
