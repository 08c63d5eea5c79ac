import CommandLanguage
import VideoSDKClient

/// Finds out what a command would send now, and sends nothing.
struct StepPlanner {
  let interpreter: Interpreter

  /// How much of a command is planned.
  enum Extent {
    /// What goes out before any answer is there.
    case start
    /// All that surely follows too, with placeholders for what answers will tell.
    case whole
  }

  func preview(
    _ syntax: CommandSyntax, at site: Diagnostic.Location, in session: Session, scope: Scope
  ) -> StepPreview {
    let command = WrittenCommand(site)
    // What cannot be planned is told when it runs.
    guard case .success(let prepared) = StatementBinder.bind(syntax, span: site.span, in: scope),
      let requests = try? requests(of: prepared, as: command, .start, in: session)
    else { return StepPreview(command: command, requests: []) }
    return StepPreview(command: command, requests: requests)
  }

  /// The requests of a command in this session; empty when it sends nothing.
  ///
  /// - Throws: `Mistakes` when the session lacks something.
  func requests(
    of prepared: BoundStatement, as command: WrittenCommand, _ extent: Extent, in session: Session
  ) throws(Mistakes) -> [PlannedRequest] {
    switch prepared {
    case .command(let bound):
      var session = session
      var all: [PlannedRequest] = []
      var following: (any Step)?
      switch try bound.plan(in: session) {
      case .ask(let first): following = first
      // What cannot be read is told when it runs.
      case .recover(let order): following = try? interpreter.recovery(order, in: session)
      default: return []
      }
      while let step = following {
        let (requests, next) = try planned(step, command, &session)
        all += requests
        following = extent == .whole ? next : nil
      }
      return all
    case .polling(let polling): return looking(polling.condition.query, command, session)
    case .capture(_, let query, _): return looking(query, command, session)
    case .preview, .watch: return []
    }
  }

  private func planned<S: Step>(
    _ step: S, _ command: WrittenCommand, _ session: inout Session
  ) throws(Mistakes) -> ([PlannedRequest], next: (any Step)?) {
    let requests = try step.requests(in: session)
    let plans = requests.map { planned($0, command, session) }
    return (plans, step.presume(requests, in: &session))
  }

  /// `recording.KIND` asks the server.
  private func looking(
    _ query: Query, _ command: WrittenCommand, _ session: Session
  ) -> [PlannedRequest] {
    guard query.root == .recording, let room = session.room, let participant = session.participant
    else { return [] }
    let request = ListTrackRecordings(room: room, participant: participant, page: 1)
    return [planned(request, command, session)]
  }

  private func planned<Request: Endpoint>(
    _ request: Request, _ command: WrittenCommand, _ session: Session
  ) -> PlannedRequest {
    PlannedRequest(
      command, request, of: interpreter.client(for: session), origin: session.target.origin)
  }
}
