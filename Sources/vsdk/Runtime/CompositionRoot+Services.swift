import CommandLanguage
import FoundationEssentials
import HookReceiver
import Ledger
import LineEditing
import SandboxServer
import ShellCore
import VideoSDKClient

extension CompositionRoot {
  /// The doors that commands go through.
  func services(
    _ transport: AsyncHTTPTransport, _ receiver: LoopbackReceiver, _ notices: Notices?,
    _ printer: EventPrinter
  ) -> Services {
    let path = StateFolder(environment: console.environment).ledger
    let record = recorder?.observer
    var observer = record
    if options.verbose {
      observer = { exchange in
        record?(exchange)
        printer.show(.exchange(exchange))
      }
    }
    var tellWebhook: (@Sendable (String) -> Void)?
    if let notices {
      tellWebhook = { [redactor = console.redactor] in notices.post("note: \(redactor.redact($0))")
      }
    }
    var services = Services(
      transport: transport, clock: ContinuousClock(), now: { Date() },
      openLedger: { [shared = shared?.ledger] kind throws(LedgerError) in
        // What the embedded sandbox records ends with this process: there is nothing to remember of it.
        guard kind != .sandbox else { return try Ledger.inMemory() }
        return if let shared { try shared.open(path: path) } else { try Ledger(path: path) }
      },
      shellID: UUID().uuidString, environment: console.environment, redactor: console.redactor,
      files: files,
      askSecret: {
        [queue = console.queue, line = console.progressLine, terminal = shared?.terminal]
        name throws(QuestionProblem) in
        if let terminal { return try terminal.askSecret(name) }
        // A person may take their time.
        queue.drain()
        guard let line else { return try TerminalQuestion.secret(name) }
        return try line.pause { () throws(QuestionProblem) in try TerminalQuestion.secret(name) }
      },
      openReceiver: receiver.open, tellWebhook: tellWebhook,
      observe: observer, progress: { printer.show(.progress(done: $0, total: $1, unit: $2)) })
    services.waiting = { printer.show(.waiting($0)) }
    services.hasLedger = { kind in kind != .sandbox && LocalFile.facts(path) != nil }
    services.allowance = allowance
    services.version = Version.text
    services.secondsFromUTC = Self.secondsFromUTC
    services.systemFacts = systemFacts
    services.reveal = { [console] in console.writeSecret(VisibleText.masked($0) + "\n") }
    return services
  }

  /// What lessons need.
  func lessonDoors(_ host: SandboxHost) -> LessonDoors {
    let path = StateFolder(environment: console.environment).lessons
    // As the history: a line at a time under a lock, for its owner alone.
    let file = HistoryFile(path: path)
    return LessonDoors(
      openSandbox: { () throws(SandboxProblem) in
        do {
          let (sandbox, close) = try await host.open()
          return OwnSandbox(
            origin: try Origin(sandbox.endpoint), apiKey: sandbox.apiKey,
            secret: Secret(sandbox.secret), close: close)
        } catch {
          throw SandboxProblem(reason: "\(error)")
        }
      },
      readProgress: { () throws(FileProblem) in
        do throws(HistoryProblem) { return try file.load(newest: .max) } catch {
          throw FileProblem(path: path, reason: error.reason)
        }
      },
      addProgress: { line throws(FileProblem) in
        do throws(HistoryProblem) { try file.append([line]) } catch {
          throw FileProblem(path: path, reason: error.reason)
        }
      })
  }

  /// The disk, with what waits to be written before whatever may wait itself for who fills a pipe.
  private var files: Files {
    var files = LocalFile.files
    files.read = { [queue = console.queue] path throws(FileProblem) in
      queue.drain()
      return try LocalFile.read(path)
    }
    return files
  }

  /// What `doctor` looks at.
  private var systemFacts: SystemFacts {
    let terminal = console.terminal
    let state = StateFolder(environment: console.environment)
    return SystemFacts(
      configurationFolder: ConfigurationFolder(environment: console.environment).path,
      stateFolder: state.path,
      terminal: SystemFacts.Terminal(
        name: console.environment["TERM"].flatMap { $0.isEmpty ? nil : $0 },
        isInteractive: terminal.isInteractive, canEdit: terminal.canEdit,
        columns: TerminalInfo.columns(of: 1) ?? TerminalInfo.columns(of: 2)
          ?? TerminalInfo.columns(of: 0),
        hasColor: terminal.wantsColor(on: .standardOutput), isUTF8: terminal.isUTF8),
      openLedger: { () throws(LedgerError) in try Ledger(path: state.ledger) })
  }

  /// How many seconds the clocks of this machine are ahead of UTC at a moment; Foundation's own time zone needs a
  /// library that is as large as the rest of the program.
  @Sendable static func secondsFromUTC(_ date: Date) -> Int {
    guard var seconds = time_t(rounding: date.timeIntervalSince1970, .towardZero) else { return 0 }
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return parts.tm_gmtoff
  }
}
