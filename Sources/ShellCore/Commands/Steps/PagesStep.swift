import VideoSDKClient

/// Fetches a list page by page and hands all of it to `end`.
struct PagesStep<Request: PagedEndpoint>: Step {
  let request: Request
  /// What a failure is about.
  let subject: String
  /// Whether the pages behind the request's own are fetched too.
  let isWhole: Bool
  let effect: StepEffect
  private let walk: PageWalk
  private let gathered: [Request.Element]
  private let end: @Sendable ([Request.Element]) -> CommandOutcome

  init(
    _ request: Request, subject: String, isWhole: Bool, effect: StepEffect = .none,
    end: @escaping @Sendable ([Request.Element]) -> CommandOutcome
  ) {
    self.init(
      request, subject, isWhole, effect, PageWalk(from: request.page ?? 1), [], end)
  }

  private init(
    _ request: Request, _ subject: String, _ isWhole: Bool, _ effect: StepEffect,
    _ walk: PageWalk, _ gathered: [Request.Element],
    _ end: @escaping @Sendable ([Request.Element]) -> CommandOutcome
  ) {
    self.request = request
    self.subject = subject
    self.isWhole = isWhole
    self.effect = effect
    self.walk = walk
    self.gathered = gathered
    self.end = end
  }

  func requests(in session: Session) throws(Mistakes) -> [Request] { [request] }

  func finish(_ results: [StepResult<Request>], in session: inout Session) -> CommandOutcome {
    var all = gathered
    var walk = walk
    for item in results {
      switch item.result {
      case .failure(let error):
        return CommandOutcome(failures: [item.failure(error, about: subject, in: session)])
      case .success(let answer):
        let found = walk.take(answer.value)
        all += found.elements
        guard isWhole, let next = found.next else { continue }
        return CommandOutcome(
          next: .step(PagesStep(request.page(next), subject, isWhole, effect, walk, all, end)))
      }
    }
    return end(all)
  }
}
