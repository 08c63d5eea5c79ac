import CommandLanguage
import SandboxServer
import ShellCore
import VideoSDKClient

extension CompositionRoot {
  /// Looks at everything around the session that `run` would begin with; what keeps one from beginning is a finding.
  func examine(asksNetwork: Bool) async -> ExitStatus {
    var (configuration, findings) = readWhatCanBeRead()
    guard let session = session(configuration) else { return ExitStatus(.internal) }
    let isEmbedded = session.target.kind == .sandbox
    if asksNetwork, isEmbedded {
      findings.append(
        Finding(
          "network", .note, "the target is a sandbox in this process: there is nothing to ask",
          advice: "add --live, --endpoint or --profile"))
    }
    let known = findings
    do throws(CannotStart) {
      let interrupts = SignalScope(interrupts: try catchSignals(isShell: false))
      return try await withDoors { transport, background throws(CannotStart) in
        let runtime = makeRuntime(session, transport, interrupts, in: &background)
        let (status, ended) = await interrupts.run {
          let report = await runtime.interpreter.examine(
            session, asksNetwork: asksNetwork && !isEmbedded, known: known)
          runtime.printer.show(report)
          return ExitStatus.success
        }
        return ended ?? status
      }
    } catch {
      return error.status
    }
  }

  private func readWhatCanBeRead() -> (SessionConfiguration, [Finding]) {
    let selection = SessionConfiguration.Selection(
      options: options, isShell: true, needsSecrets: true, asks: false)
    do throws(ConfigurationProblem) {
      let configuration = try SessionConfiguration.read(selection, in: console)
      return (configuration, Self.findings(configuration.events))
    } catch {
      var configuration = SessionConfiguration(
        choice: .embeddedSandbox(reason: "nothing else can be used"))
      if let settings = try? options.settings(over: Settings()) {
        configuration.settings = settings
      }
      return (configuration, error.diagnostics.map(Self.finding))
    }
  }

  private func session(_ configuration: SessionConfiguration) -> Session? {
    switch configuration.choice {
    case .origin(let target): return configuration.session(at: target, console.environment)
    case .embeddedSandbox(let reason):
      return Origin.nowhere.map { origin in
        configuration.sandboxSession(
          at: Target(kind: .sandbox, origin: origin, reason: reason), apiKey: Sandbox.apiKey,
          secret: Sandbox.secret, console.environment)
      }
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
