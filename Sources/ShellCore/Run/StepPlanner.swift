import CommandLanguage
import VideoSDKClient

/// Finds out what a command would send now, and sends nothing.
struct StepPlanner {
  let interpreter: Interpreter

  func preview(
    _ syntax: CommandSyntax, at site: Site, in session: Session, scope: Scope
  ) -> StepPreview {
    let command = CommandLine(site)
    // What cannot be planned is told when it runs.
    guard case .success(let prepared) = Preparation.prepare(syntax, span: site.span, in: scope),
      let requests = try? planned(prepared, command, session)
    else { return StepPreview(command: command, requests: []) }
    return StepPreview(command: command, requests: requests)
  }

  private func planned(
    _ prepared: Prepared, _ command: CommandLine, _ session: Session
  ) throws(CommandError) -> [PlannedRequest] {
    switch prepared {
    case .command(let bound):
      guard case .ask(let step) = try bound.plan(in: session) else { return [] }
      return try planned(step, command, session)
    case .polling(let polling): return looking(polling.condition.query, command, session)
    case .capture(_, let query, _): return looking(query, command, session)
    }
  }

  private func planned<S: Step>(
    _ step: S, _ command: CommandLine, _ session: Session
  ) throws(CommandError) -> [PlannedRequest] {
    try step.requests(in: session).map { planned($0, command, session) }
  }

  /// `recording.KIND` asks the server.
  private func looking(
    _ query: Query, _ command: CommandLine, _ session: Session
  ) -> [PlannedRequest] {
    guard query.root == .recording, let room = session.room, let participant = session.participant
    else { return [] }
    let request = ListTrackRecordings(room: room, participant: participant, page: 1)
    return [planned(request, command, session)]
  }

  private func planned<Request: Endpoint>(
    _ request: Request, _ command: CommandLine, _ session: Session
  ) -> PlannedRequest {
    PlannedRequest(
      command, interpreter.client(for: session).call(for: request), origin: session.target.origin)
  }
}
