import CommandLanguage
import HookReceiver
import Ledger
import LineEditing
import SandboxServer
import ShellCore
import VideoSDKClient

/// The composition root: opens every door to the world and hands them down.
struct CompositionRoot {
  let console: Console
  let options: GlobalOptions
  let echoes: Bool

  /// Everything that running commands needs.
  struct Runtime {
    let session: Session
    let interpreter: Interpreter
    let services: Services
    let interrupts: SignalScope
    /// The network's own: requests that follow each other there cost no change of thread.
    let executor: any TaskExecutor
    /// What arrives while a person types; nil where nobody does.
    let notices: Notices?
    let emit: @Sendable (Event) -> Void
  }

  /// Resolves target and credentials, starts the sandbox if it is the target, and runs `body`.
  ///
  /// - Parameter isShell: whether a stray Control-C between two commands must not end the process.
  func run(isShell: Bool, _ body: (Runtime) async -> ExitStatus) async -> ExitStatus {
    let notices = isShell ? Notices() : nil
    return await prepare(isShell: isShell, needsSecrets: true) { configuration, scope in
      switch configuration.choice {
      case .origin(let target):
        return await open(
          session(target, configuration), scope, events: configuration.events, notices: notices,
          body)
      case .embeddedSandbox(let reason):
        return await runSandbox(reason, configuration, scope, notices, body)
      }
    }
  }

  /// Runs `body`, which sends nothing, in the session that `run` would begin with; no sandbox is started.
  func inspect(_ body: (Runtime) async -> ExitStatus) async -> ExitStatus {
    await prepare(isShell: false, needsSecrets: false) { configuration, scope in
      switch configuration.choice {
      case .origin(let target):
        return await open(session(target, configuration), scope, isSilent: true, body)
      case .embeddedSandbox(let reason):
        let target = Target(kind: .sandbox, origin: .videoSDK, reason: reason)
        let credentials = CredentialSettings(environment: [:], for: target.origin)
        let session = Session(
          target: target, credentials: credentials, settings: configuration.settings)
        return await open(session, scope, isSilent: true, body)
      }
    }
  }

  /// The session that begins at an origin.
  func session(_ target: Target, _ configuration: SessionConfiguration) -> Session {
    let credentials = CredentialSettings(
      environment: console.environment, for: target.origin, others: configuration.credentials)
    return Session(target: target, credentials: credentials, settings: configuration.settings)
  }

  /// The session that begins in the embedded sandbox, to which nothing else is ever sent.
  func embedded(
    _ target: Target, _ configuration: SessionConfiguration, apiKey: String, secret: String
  ) -> Session {
    let own = GivenCredentials(
      apiKey: apiKey, secret: Secret(secret), from: "the sandbox's own key pair",
      for: target.origin)
    let credentials = CredentialSettings(
      environment: console.environment, for: nil, others: [own] + configuration.credentials)
    return Session(target: target, credentials: credentials, settings: configuration.settings)
  }

  private func prepare(
    isShell: Bool, needsSecrets: Bool,
    _ body: (SessionConfiguration, SignalScope) async -> ExitStatus
  ) async -> ExitStatus {
    let selection = SessionConfiguration.Selection(
      options: options, isShell: isShell, needsSecrets: needsSecrets, asks: true)
    let configuration: SessionConfiguration
    do throws(ConfigurationProblem) {
      configuration = try SessionConfiguration.read(selection, in: console)
    } catch {
      for diagnostic in error.diagnostics {
        console.write(
          DiagnosticText.render(diagnostic).joined(separator: "\n") + "\n", to: .standardError)
      }
      return ExitStatus(.usage)
    }
    guard let interrupts = Interrupts(dropsIdleInterrupts: isShell) else {
      return console.complain(ExitStatus(.transport), "no file descriptors left")
    }
    let scope = SignalScope(interrupts: interrupts, progressLine: console.progressLine)
    guard let progressLine = console.progressLine else { return await body(configuration, scope) }
    return await withTaskGroup(of: Void.self) { group in
      group.addTask { await progressLine.run() }
      defer { group.cancelAll() }
      return await body(configuration, scope)
    }
  }

  private func runSandbox(
    _ reason: String, _ configuration: SessionConfiguration, _ scope: SignalScope,
    _ notices: Notices?,
    _ body: (Runtime) async -> ExitStatus
  ) async -> ExitStatus {
    do {
      return try await Sandbox.withServer { sandbox in
        let target = Target(
          kind: .sandbox, origin: try Origin(sandbox.endpoint), reason: reason)
        let session = embedded(
          target, configuration, apiKey: sandbox.apiKey, secret: sandbox.secret)
        return await open(
          session, scope, events: configuration.events, notices: notices, body)
      }
    } catch {
      return console.complain(
        ExitStatus(.transport), "the embedded sandbox did not start: \(error)",
        hints: ["use --live or --endpoint to do without it"])
    }
  }

  /// Opens the doors of a session, and runs `body` behind them.
  func open(
    _ session: Session, _ scope: SignalScope, isSilent: Bool = false, events: [Event] = [],
    notices: Notices? = nil, _ body: (Runtime) async -> ExitStatus
  ) async -> ExitStatus {
    console.redactor.add(session.credentials.secrets)
    if !isSilent {
      let emit = emitter(session.settings, pager: nil) { _ in false }
      emit(.note(targetNote(session.target)))
      for note in session.credentials.notes { emit(.note(note)) }
      for event in events { emit(event) }
    }
    return await AsyncHTTPTransport.withTransport(
      TransportOptions(environment: console.environment)
    ) { transport in
      let emit = emitter(
        session.settings, pager: notices == nil ? nil : pager, later: transport.afterwards)
      // What a phase left is written before anything that does not go through the queue.
      defer { console.queue.drain() }
      return await LoopbackReceiver.withReceiver { receiver in
        let services = services(transport, receiver, notices, emit)
        return await body(
          Runtime(
            session: session, interpreter: Interpreter(services: services), services: services,
            interrupts: scope, executor: transport.executor, notices: notices, emit: emit))
      }
    }
  }

  private func services(
    _ transport: AsyncHTTPTransport, _ receiver: LoopbackReceiver, _ notices: Notices?,
    _ emit: @escaping @Sendable (Event) -> Void
  ) -> Services {
    let path = StateFolder(environment: console.environment).ledger
    var observer: (@Sendable (Exchange) -> Void)?
    if options.verbose { observer = { emit(.exchange($0)) } }
    var tellWebhook: (@Sendable (String) -> Void)?
    if let notices {
      tellWebhook = { [redactor = console.redactor] in notices.post("note: \(redactor.redact($0))")
      }
    }
    var services = Services(
      transport: transport, clock: ContinuousClock(), now: { Date() },
      openLedger: { kind throws(LedgerError) in
        // What the embedded sandbox records ends with this process: there is nothing to remember of it.
        kind == .sandbox ? try Ledger.inMemory() : try Ledger(path: path)
      },
      shellID: UUID().uuidString, environment: console.environment, redactor: console.redactor,
      // Both may wait, one for a person and one for who fills a pipe.
      readFile: { [queue = console.queue] path throws(FileProblem) in
        queue.drain()
        return try LocalFile.read(path)
      },
      askSecret: {
        [queue = console.queue, line = console.progressLine] name throws(QuestionProblem) in
        queue.drain()
        guard let line else { return try TerminalQuestion.secret(name) }
        return try line.pause { () throws(QuestionProblem) in try TerminalQuestion.secret(name) }
      },
      fileStatus: LocalFile.status,
      makeFolder: LocalFile.makeFolder, openReceiver: receiver.open, tellWebhook: tellWebhook,
      observe: observer, progress: { emit(.progress(done: $0, total: $1, unit: $2)) })
    services.files = FileDoor(
      create: LocalFile.create,
      replace: { path, text throws(FileProblem) in
        try LocalFile.replace(path, with: text)
      }, append: LocalFile.append)
    services.listFolder = LocalFile.list
    services.hasLedger = { kind in kind != .sandbox && LocalFile.facts(path) != nil }
    services.secondsFromUTC = LocalTime.secondsFromUTC
    services.systemFacts = systemFacts
    services.reveal = { [console] in console.writeSecret($0 + "\n") }
    return services
  }

  private func targetNote(_ target: Target) -> String {
    switch target.kind {
    case .sandbox: "target: a sandbox in this process (\(target.reason))"
    case .live: "target: LIVE, \(target.origin) (\(target.reason))"
    case .endpoint: "target: \(target.origin) (\(target.reason))"
    }
  }

  /// The pager of a person at a terminal that can show one.
  private var pager: Pager? {
    let terminal = console.terminal
    guard terminal.isInteractive, terminal.canRedraw(.standardOutput) else { return nil }
    return Pager(environment: console.environment)
  }

  private func emitter(
    _ settings: Settings, pager: Pager?,
    later: @escaping @Sendable (@escaping OutputQueue.Work) -> Bool
  ) -> @Sendable (Event) -> Void {
    let console = console
    let start = Presentation(settings)
    let fixed = facts
    let hasWidth = console.terminal.isTerminal(.standardOutput)
    let talksToTerminal = console.terminal.isTerminal(.standardError)
    let canRedraw = console.terminal.canRedraw(.standardOutput)
    console.progressLine?.adopt(start)
    // A window may change its size at any time.
    let present: @Sendable () -> RenderingFacts = {
      guard hasWidth || talksToTerminal else { return fixed }
      var facts = fixed
      let window = TerminalInfo.window(of: hasWidth ? 1 : 2)
      if hasWidth { facts.width = window.columns }
      if talksToTerminal { facts.talkWidth = window.columns }
      facts.rows = canRedraw ? window.rows : nil
      return facts
    }
    return { event in
      console.progressLine?.note(event)
      // It is drawn there or nowhere, and may come thousands of times.
      if case .progress = event { return }
      let render: @Sendable (RenderingFacts, Redactor) -> [Output] = { facts, redactor in
        EventRenderer(facts, start).render(event.masked(by: redactor, columns: facts.talkWidth))
      }
      if let pager, event.mayBePaged {
        let facts = present()
        if let rows = facts.rows {
          return console.write({ render(facts, $0) }, longerThan: rows, through: pager)
        }
      }
      console.write(later: later) { render(present(), $0) }
    }
  }

  /// Draws what has no command of its own.
  func renderer(_ settings: Settings) -> EventRenderer {
    var facts = facts
    if console.terminal.isTerminal(.standardOutput) { facts.width = TerminalInfo.columns(of: 1) }
    return EventRenderer(facts, Presentation(settings))
  }

  private var facts: RenderingFacts {
    let terminal = console.terminal
    return RenderingFacts(
      outputWantsColor: terminal.wantsColor(on: .standardOutput),
      errorWantsColor: terminal.wantsColor(on: .standardError), echoes: echoes,
      plainStreams: terminal.plainStreams)
  }
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

extension TerminalInfo {
  /// The streams that lead to a terminal which shows ASCII only; a file or a pipe always gets UTF-8.
  fileprivate var plainStreams: Set<Output.Stream> {
    guard !isUTF8 else { return [] }
    var streams: Set<Output.Stream> = []
    if isTerminal(.standardOutput) { streams.insert(.standardOutput) }
    if isTerminal(.standardError) { streams.insert(.standardError) }
    return streams
  }
}
