import CommandLanguage
import VideoSDKClient

/// What the shell itself does for a line: its history, its files, its screen, its questions.
extension ShellLoop {
  /// What a line left for the shell to do, with the item to go on with.
  struct Pending: Sendable {
    let wish: Wish
    let site: Diagnostic.Location
    let nextItem: Int

    enum Wish: Sendable {
      case order(ShellOrder)
      /// What a person is to decide about.
      case decision([Recovered])
    }
  }

  /// Carries it out, and tells what came of it.
  ///
  /// - Returns: the signal that ended it.
  mutating func perform(_ pending: Pending) async -> ExitStatus? {
    let performance: Performance
    var ended: ExitStatus?
    switch pending.wish {
    case .order(.history(let order)): performance = history(order)
    case .order(.save(let order)): performance = save(order)
    case .order(.transcript(let order)): performance = transcript(order)
    case .order(.clearScreen): performance = clearScreen()
    case .decision(let found):
      let choice = decide(on: found)
      let work = await interrupts.run { [interpreter, state] in
        var session = state.session
        let performance = await interpreter.carryOut(choice, in: &session)
        return (performance: performance, session: session)
      }
      performance = work.value.performance
      state.session = work.value.session
      ended = work.ended
    }
    runner.complete(
      WrittenCommand(pending.site), performance, isTolerated: false, at: pending.site, state.session
    )
    transcriptWriter.quote(pending.site.source.text(in: pending.site.span), &state)
    state.didFail = !performance.failures.isEmpty
    return ended
  }

  private func clearScreen() -> Performance {
    lines.clearScreen()
    return Performance()
  }

  // MARK: History

  private mutating func history(_ order: HistoryOrder) -> Performance {
    switch order {
    case .show(let part):
      return Performance(reports: [HistoryReport.list(entries.part(part))])
    case .write(let isOn):
      entries.isWritten = isOn
      let text = isOn ? "lines go to the history file again" : "no line goes to the history file"
      return Performance(reports: [
        HistoryReport.line(text, .object(["written": .bool(isOn)]))
      ])
    case .clear:
      do throws(FileProblem) {
        try lines.forget()
      } catch {
        return Performance(failures: [.unwritable(error, nil)])
      }
      let count = entries.entries.count
      entries.clear()
      return Performance(reports: [
        HistoryReport.line(
          "forgot \(count == 1 ? "1 line" : "\(count) lines"), in the file too",
          .object(["forgotten": .number(Double(count))]))
      ])
    }
  }

  // MARK: Scripts

  private func save(_ order: SaveOrder) -> Performance {
    let services = interpreter.services
    let status = services.fileStatus(order.path)
    if status == .folder {
      return Performance(failures: [
        .unwritable(FileProblem(path: order.path, reason: "it is a folder"), order.span)
      ])
    }
    guard status == .absent || !state.session.settings.isOn(.confirm) else {
      return Performance(failures: [.fileExists(order.path, order.span)])
    }
    let script = SavedScript(
      state.commandLog, path: order.path, entries: order.entries,
      isSecret: { services.redactor.finds(in: $0) })
    guard script.commandCount > 0 else { return Performance(failures: [.nothingToSave(order)]) }
    let problems = check(script, order)
    guard !problems.contains(where: \.isFatal) else {
      return Performance(failures: [.unsavable(problems, order)])
    }
    do throws(FileProblem) {
      if status == .absent {
        try services.files.create(order.path, script.text)
      } else {
        try services.files.replace(order.path, script.text)
      }
    } catch {
      return Performance(failures: [.unwritable(error, order.span)])
    }
    return SaveReport.saved(script, to: order.path)
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

  private mutating func transcript(_ order: TranscriptOrder) -> Performance {
    switch order {
    case .off:
      let path = state.transcript?.path
      endTranscript()
      let text = path.map { "the transcript `\($0)` is complete" } ?? "no transcript is written"
      return Performance(reports: [
        HistoryReport.line(text, .object(["path": path.map { .string($0) } ?? .null]))
      ])
    case .write(let path, let span):
      return begin(path, span)
    }
  }

  private mutating func begin(_ path: String, _ span: Span) -> Performance {
    let services = interpreter.services
    let settings = state.session.settings
    let isListening = state.session.hooks.isListening
    let status = services.fileStatus(path)
    let isNew = status == .absent || status == .file(bytes: 0)
    let lines = SettingLines.lines(settings, isListening: isListening, isWhole: !isNew)
    do throws(FileProblem) {
      let start = services.redactor.redact(
        ([isNew ? "vsdk 1" : ""] + lines).map { $0 + "\n" }.joined())
      if status == .absent {
        try services.files.create(path, start)
      } else {
        if !isNew, !isScript(try services.readFile(path), path) {
          return Performance(failures: [.notAScript(path, span)])
        }
        try services.files.append(path, start)
      }
    } catch {
      return Performance(failures: [.unwritable(error, span)])
    }
    state.transcript = TranscriptText(path: path)
    transcriptBuffer.isOpen = true
    return Performance(reports: [
      HistoryReport.line(
        isNew ? "commands and answers go to `\(path)`" : "commands and answers continue `\(path)`",
        .object(["path": .string(path)]))
    ])
  }

  private mutating func endTranscript() {
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
