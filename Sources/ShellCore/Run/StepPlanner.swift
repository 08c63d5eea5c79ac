import CommandLanguage
import VideoSDKClient

/// Finds out what a command would send now, and sends nothing.
struct StepPlanner {
  let interpreter: Interpreter

  func preview(
    _ syntax: CommandSyntax, at site: Site, in session: Session, scope: Scope
  ) -> StepPreview {
    let command = CommandLine(site)
    guard
      case .success(.command(let bound)) = Preparation.prepare(syntax, span: site.span, in: scope),
      case .ask(let step)? = try? bound.plan(in: session),
      let requests = try? planned(step, command, session)
    else { return StepPreview(command: command, requests: []) }
    return StepPreview(command: command, requests: requests)
  }

  private func planned<S: Step>(
    _ step: S, _ command: CommandLine, _ session: Session
  ) throws(CommandError) -> [PlannedRequest] {
    let client = interpreter.client(for: session)
    return try step.requests(in: session).map {
      PlannedRequest(command, client.call(for: $0), origin: session.target.origin)
    }
  }
}
