import VideoSDKClient

/// Fetches a list page by page and hands all of it to `end`.
struct PagesStep<Request: PagedEndpoint>: Step {
  /// The page to ask for.
  private(set) var request: Request
  /// What a failure is about.
  let subject: String
  /// Whether the pages behind the request's own are fetched too.
  let isWhole: Bool
  let effect: StepEffect
  private var walk: PageWalk
  private var gathered: [Request.Element] = []
  /// What surely follows, for the check and the dry run.
  private let following: (@Sendable () -> any Step)?
  private let conclude: @Sendable (Found, inout Session) -> CommandOutcome

  /// All that was found.
  struct Found {
    let elements: [Request.Element]
    /// How many seconds the service's clock may be ahead of ours.
    let lead: Double
  }

  init(
    _ request: Request, subject: String, isWhole: Bool, effect: StepEffect = .none,
    following: (@Sendable () -> any Step)? = nil,
    conclude: @escaping @Sendable (Found, inout Session) -> CommandOutcome
  ) {
    self.request = request
    self.subject = subject
    self.isWhole = isWhole
    self.effect = effect
    self.following = following
    self.conclude = conclude
    walk = PageWalk(from: request.page ?? 1)
  }

  init(
    _ request: Request, subject: String, isWhole: Bool, effect: StepEffect = .none,
    end: @escaping @Sendable ([Request.Element]) -> CommandOutcome
  ) {
    self.init(request, subject: subject, isWhole: isWhole, effect: effect) { found, _ in
      end(found.elements)
    }
  }

  func requests(in session: Session) throws(Mistakes) -> [Request] { [request] }

  func finish(_ results: [StepResult<Request>], in session: inout Session) -> CommandOutcome {
    var next = self
    var lead = 0.0
    for item in results {
      switch item.result {
      case .failure(let error):
        return CommandOutcome(failures: [item.failure(error, about: subject, in: session)])
      case .success(let answer):
        let found = next.walk.take(answer.value)
        next.gathered += found.elements
        lead = answer.lead(sent: session.sent)
        guard isWhole, let page = found.next else { continue }
        next.request = request.page(page)
        return CommandOutcome(next: .step(next))
      }
    }
    return conclude(Found(elements: next.gathered, lead: lead), &session)
  }

  func presume(_ requests: [Request], in session: inout Session) -> (any Step)? { following?() }
}
