import CommandLanguage
import VideoSDKClient

/// A command run over session state alone, as if every request had succeeded: the check, the dry run, `dry` and `--step`
/// find out in it what would be sent, and nothing is.
enum AbstractRun {
  /// Walks a step and all that surely follow it.
  ///
  /// - Parameter visit: is given what a step does, its requests and the session before them; false ends the walk.
  /// - Throws: `Mistakes` when the session lacks something.
  static func walk(
    _ first: any Step, in session: inout Session,
    _ visit: (StepEffect, [any Endpoint], Session) -> Bool
  ) throws(Mistakes) {
    var following: (any Step)? = first
    while let step = following { following = try advance(step, &session, visit) }
  }

  // As in the interpreter.
  @specialized(where S == StartStep)
  @specialized(where S == StopStep)
  private static func advance<S: Step>(
    _ step: S, _ session: inout Session, _ visit: (StepEffect, [any Endpoint], Session) -> Bool
  ) throws(Mistakes) -> (any Step)? {
    let requests = try step.requests(in: session)
    let goesOn = visit(step.effect, requests, session)
    let next = step.presume(requests, in: &session)
    return goesOn ? next : nil
  }

  /// The request that `recording.KIND` begins with; nil for any other query, and where the session lacks something.
  static func request(for query: Query, in session: Session) -> (any Endpoint)? {
    guard query.root == .recording, case .name(let name) = query.path.first else { return nil }
    return (try? RecordingQuery(name.text, at: name, in: session))?.request
  }
}
