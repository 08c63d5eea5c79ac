import VideoSDKClient

/// A step of one request, whose answer alone ends or continues the command.
protocol SingleStep: Step {
  associatedtype Request
  /// The one request.
  var request: Request { get }
  /// What it is about, for the failure.
  var subject: String { get }

  /// Takes the answer, changes the session, and says what comes next.
  func take(_ answer: Request.Response, in session: inout Session) -> CommandOutcome
}

extension SingleStep {
  func requests(in session: Session) throws(Mistakes) -> [Request] { [request] }

  func finish(_ results: [StepResult<Request>], in session: inout Session) -> CommandOutcome {
    guard let item = results.first else { return CommandOutcome() }
    switch item.result {
    case .success(let answer): return take(answer.value, in: &session)
    case .failure(let error):
      return CommandOutcome(failures: [item.failure(error, about: subject, in: session)])
    }
  }
}
