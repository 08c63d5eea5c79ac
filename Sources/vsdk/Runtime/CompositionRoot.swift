import CommandLanguage
import HookReceiver
import LineEditing
import SandboxServer
import ShellCore
import VideoSDKClient

/// The composition root: opens every door to the world and hands them down.
///
/// A start is a list of steps, each of which uses what those above it have opened. `withDoors` closes it all again,
/// also when a step fails.
struct CompositionRoot {
  let console: Console
  let options: GlobalOptions
  var allowance = ScriptAllowance()
  var echoes = false
  /// Takes what keeps anything from running, for a report.
  var recorder: ReplayRecorder?
  /// Set for a script that runs beside others.
  var shared: SharedDoors?

  /// Why nothing can run; it has been told already.
  struct CannotStart: Error {
    let status: ExitStatus
  }

  /// Runs `body` in the session of the options; the sandbox is started if it is the target.
  ///
  /// - Parameters:
  ///   - isShell: whether a person types, and a stray Control-C between two commands must not end the process.
  ///   - tellsTarget: whether to say where requests go; false for who does it in other words.
  ///   - body: is given the tasks that run beside it, too, to which it may add; they are cancelled when it ends.
  func run(
    isShell: Bool, tellsTarget: Bool = true,
    _ body: (Runtime, inout DiscardingTaskGroup) async -> ExitStatus
  ) async -> ExitStatus {
    do throws(CannotStart) {
      let configuration =
        if let shared { shared.configuration } else {
          try readConfiguration(isShell: isShell, needsSecrets: true)
        }
      let interrupts = try catchSignals(isShell: isShell)
      return try await withDoors { transport, background throws(CannotStart) in
        drawProgress(in: &background)
        let session = try await beginSession(configuration, in: &background)
        let runtime = makeRuntime(
          session, transport, signals(interrupts), notices: isShell ? Notices() : nil,
          in: &background)
        if tellsTarget { runtime.emit(.note(Self.targetNote(session.target))) }
        for note in session.credentials.notes { runtime.emit(.note(note)) }
        for event in configuration.events { runtime.emit(event) }
        return await body(runtime, &background)
      }
    } catch {
      return error.status
    }
  }

  /// Runs `body`, which sends nothing, in the session that `run` would begin with; no sandbox is started.
  func inspect(_ body: (Runtime) async -> ExitStatus) async -> ExitStatus {
    do throws(CannotStart) {
      let configuration = try readConfiguration(isShell: false, needsSecrets: false)
      let interrupts = try catchSignals(isShell: false)
      return try await withDoors { transport, background throws(CannotStart) in
        drawProgress(in: &background)
        let session = configuration.offlineSession(console.environment)
        return await body(
          makeRuntime(session, transport, signals(interrupts), in: &background))
      }
    } catch {
      return error.status
    }
  }

  /// Lends the network to `steps`, and a place for tasks that run beside them.
  ///
  /// When they end, so do the tasks, and then the network. Signals are caught before: one that comes meanwhile must
  /// find somebody.
  func withDoors(
    _ steps: (AsyncHTTPTransport, inout DiscardingTaskGroup) async throws(CannotStart) -> ExitStatus
  ) async throws(CannotStart) -> ExitStatus {
    if let shared { return try await withBackground(shared.transport, steps) }
    let options = TransportOptions(environment: console.environment)
    return try await AsyncHTTPTransport.withTransport(options) {
      transport throws(CannotStart) in
      try await withBackground(transport, steps)
    }
  }

  /// Lends the network to scripts that run beside each other: so many requests at once at each server as one command of
  /// a script may have.
  func withSharedTransport(
    _ configuration: SessionConfiguration, _ body: (AsyncHTTPTransport) async -> ExitStatus
  ) async -> ExitStatus {
    let options = TransportOptions(
      connectionsPerHost: configuration.settings.concurrency, limitsWaiting: false,
      proxies: ProxySettings(environment: console.environment))
    return await AsyncHTTPTransport.withTransport(options, body)
  }

  private func withBackground(
    _ transport: AsyncHTTPTransport,
    _ steps: (AsyncHTTPTransport, inout DiscardingTaskGroup) async throws(CannotStart) -> ExitStatus
  ) async throws(CannotStart) -> ExitStatus {
    let result: Result<ExitStatus, CannotStart> = await withDiscardingTaskGroup { background in
      defer {
        // What a phase left is written before anything that does not go through the queue.
        console.queue.drain()
        background.cancelAll()
      }
      do throws(CannotStart) {
        return .success(try await steps(transport, &background))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

// The steps of a start, in the order in which they are taken.
extension CompositionRoot {
  func readConfiguration(
    isShell: Bool, needsSecrets: Bool
  ) throws(CannotStart) -> SessionConfiguration {
    let selection = SessionConfiguration.Selection(
      options: options, isShell: isShell, needsSecrets: needsSecrets, asks: true)
    do throws(ConfigurationProblem) {
      return try SessionConfiguration.read(selection, in: console)
    } catch {
      for diagnostic in error.diagnostics {
        console.write(lines: DiagnosticText.render(diagnostic), to: .standardError)
      }
      recorder?.fail(.usage, error.diagnostics.map(\.message).joined(separator: "; "))
      throw CannotStart(status: ExitStatus(.usage))
    }
  }

  func catchSignals(isShell: Bool) throws(CannotStart) -> Interrupts {
    if let shared { return shared.interrupts }
    if let interrupts = Interrupts(dropsIdleInterrupts: isShell) { return interrupts }
    throw CannotStart(
      status: console.complain(ExitStatus(.transport), "no file descriptors left"))
  }

  private func drawProgress(in background: inout DiscardingTaskGroup) {
    guard let progressLine = console.progressLine else { return }
    background.addTask { await progressLine.run() }
  }

  private func beginSession(
    _ configuration: SessionConfiguration, in background: inout DiscardingTaskGroup
  ) async throws(CannotStart) -> Session {
    switch configuration.choice {
    case .origin(let target): return configuration.session(at: target, console.environment)
    case .embeddedSandbox(let reason):
      do {
        let sandbox = try await startSandbox(in: &background)
        let target = Target(kind: .sandbox, origin: try Origin(sandbox.endpoint), reason: reason)
        return configuration.sandboxSession(
          at: target, apiKey: sandbox.apiKey, secret: sandbox.secret, console.environment)
      } catch {
        let reason = "the embedded sandbox did not start: \(error)"
        recorder?.fail(.transport, reason)
        throw CannotStart(
          status: console.complain(
            ExitStatus(.transport), reason,
            hints: ["use --live or --endpoint to do without it"]))
      }
    }
  }

  private func startSandbox(
    in background: inout DiscardingTaskGroup
  ) async throws -> RunningSandbox {
    let sandbox = try await SandboxService()
    // What ends it too early is thrown by the next line.
    background.addTask { try? await sandbox.run() }
    return try await sandbox.running()
  }

  private func signals(_ interrupts: Interrupts) -> SignalScope {
    SignalScope(
      interrupts: interrupts, progressLine: console.progressLine,
      answered: shared.map { _ in AnsweredSignals() })
  }

  func makeRuntime(
    _ session: Session, _ transport: AsyncHTTPTransport, _ interrupts: SignalScope,
    notices: Notices? = nil, in background: inout DiscardingTaskGroup
  ) -> Runtime {
    console.redactor.add(session.credentials.secrets)
    // What runs beside others is written to a block, for which nobody has to wait.
    let waits = shared == nil
    let printer = EventPrinter(
      console: console, settings: session.settings, echoes: echoes, pages: notices != nil,
      later: { waits && transport.afterwards($0) })
    let receiver = LoopbackReceiver()
    background.addTask { await receiver.run() }
    let host = SandboxHost()
    background.addTask { await host.run() }
    var services = services(transport, receiver, notices, printer)
    services.lessons = lessonDoors(host)
    return Runtime(
      session: session, services: services, interpreter: Interpreter(services: services),
      interrupts: interrupts, executor: shared == nil ? transport.executor : nil,
      notices: notices, printer: printer)
  }

  private static func targetNote(_ target: Target) -> String {
    switch target.kind {
    case .sandbox: "target: a sandbox in this process (\(target.reason))"
    case .live: "target: LIVE, \(target.origin) (\(target.reason))"
    case .endpoint: "target: \(target.origin) (\(target.reason))"
    }
  }
}
