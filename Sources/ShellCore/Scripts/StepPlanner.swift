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
    guard let prepared = try? StatementBinder.bind(syntax, span: site.span, in: scope),
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
      let first: (any Step)?
      switch try bound.plan(in: session) {
      case .ask(let step): first = step
      case .follow(let order): first = order.preview
      // What cannot be read is told when it runs.
      case .recover(let order): first = try? interpreter.recovery(order, in: session)
      default: first = nil
      }
      guard let first else { return [] }
      var session = session
      var all: [PlannedRequest] = []
      var started: [RecordedSubject] = []
      try AbstractRun.walk(first, in: &session) { _, requests, session in
        all += requests.map { planned($0, command, session) }
        started += requests.compactMap { $0 as? RecordingRequest }.filter { $0.deed == .start }
          .map(\.subject)
        return extent == .whole
      }
      guard extent == .whole else { return all }
      let timed = session.running.filter {
        started.contains($0) && session.belief($0)?.deadline != nil
      }
      return all + timed.map { planned(RecordingRequest(stopping: $0), command, session) }
    case .polling(let polling): return looking(polling.condition.query, command, session)
    case .capture(_, let query, _): return looking(query, command, session)
    case .preview, .watch: return []
    }
  }

  private func looking(
    _ query: Query, _ command: WrittenCommand, _ session: Session
  ) -> [PlannedRequest] {
    AbstractRun.request(for: query, in: session).map { [planned($0, command, session)] } ?? []
  }

  private func planned(
    _ request: any Endpoint, _ command: WrittenCommand, _ session: Session
  ) -> PlannedRequest {
    PlannedRequest(
      command, request, of: interpreter.client(for: session), origin: session.target.origin)
  }
}
