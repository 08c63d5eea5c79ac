import CommandLanguage
import FoundationEssentials
import Ledger
import LineEditing
import SandboxServer
import ShellCore
import VideoSDKClient

extension CompositionRoot {
  /// What `doctor` looks at.
  var systemFacts: SystemFacts {
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
      fileFacts: LocalFile.facts, names: LocalFile.names,
      openLedger: { () throws(LedgerError) in try Ledger(path: state.ledger) })
  }

  /// Looks at everything around the session that `run` would begin with; what keeps one from beginning is a finding.
  func examine(asksNetwork: Bool) async -> ExitStatus {
    let selection = SessionConfiguration.Selection(
      options: options, isShell: true, needsSecrets: true, asks: false)
    var findings: [Finding] = []
    var configuration: SessionConfiguration
    do throws(ConfigurationProblem) {
      configuration = try SessionConfiguration.read(selection, in: console)
      findings = Self.findings(configuration.events)
    } catch {
      findings = error.diagnostics.map(Self.finding)
      configuration = SessionConfiguration(
        choice: .embeddedSandbox(reason: "nothing else can be used"))
      if let settings = try? options.settings(over: Settings()) {
        configuration.settings = settings
      }
    }
    guard let origin = Origin.nowhere else { return ExitStatus(.internal) }
    let isEmbedded: Bool
    let session: Session
    switch configuration.choice {
    case .origin(let target):
      isEmbedded = false
      session = self.session(target, configuration)
    case .embeddedSandbox(let reason):
      isEmbedded = true
      session = embedded(
        Target(kind: .sandbox, origin: origin, reason: reason), configuration,
        apiKey: Sandbox.apiKey, secret: Sandbox.secret)
    }
    if asksNetwork, isEmbedded {
      findings.append(
        Finding(
          "network", .note, "the target is a sandbox in this process: there is nothing to ask",
          advice: "add --live, --endpoint or --profile"))
    }
    return await look(session, asksNetwork: asksNetwork && !isEmbedded, known: findings)
  }

  private func look(
    _ session: Session, asksNetwork: Bool, known findings: [Finding]
  ) async -> ExitStatus {
    guard let interrupts = Interrupts(dropsIdleInterrupts: false) else {
      return console.complain(ExitStatus(.transport), "no file descriptors left")
    }
    return await open(session, SignalScope(interrupts: interrupts), isSilent: true) { runtime in
      let (status, ended) = await runtime.interrupts.run {
        let report = await runtime.interpreter.examine(
          session, asksNetwork: asksNetwork, known: findings)
        console.write(renderer(session.settings).render(report))
        return ExitStatus.success
      }
      return ended ?? status
    }
  }

  private static func finding(_ diagnostic: Diagnostic) -> Finding {
    Finding(
      "start", .bad, diagnostic.heading,
      advice: diagnostic.hints.first)
  }

  private static func findings(_ events: [Event]) -> [Finding] {
    events.compactMap { event in
      if case .failure(let failure) = event { finding(failure.diagnostic) } else { nil }
    }
  }
}
