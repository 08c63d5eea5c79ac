import VideoSDKClient

/// Requests of one kind that go out together, and what their answers mean.
protocol Step: Sendable {
  associatedtype Request: Endpoint

  /// What its requests do to recordings.
  var effect: StepEffect { get }

  /// How long what it starts is to run; nil for no end.
  var lifetime: Duration? { get }

  /// The requests, in the order in which their answers are reported.
  ///
  /// - Throws: `Mistakes` when the session lacks something.
  func requests(in session: Session) throws(Mistakes) -> [Request]

  /// Takes all answers, changes the session, and says what comes next.
  func finish(_ results: [StepResult<Request>], in session: inout Session) -> CommandOutcome

  /// Changes the session as if every request had succeeded; for the check and the dry run.
  ///
  /// - Returns: the step that would follow, where one surely does.
  func presume(_ requests: [Request], in session: inout Session) -> (any Step)?
}

/// What requests do to recordings.
enum StepEffect: Sendable {
  case starts
  case stops
  /// They ask how recordings stand.
  case reads
  case none
}

extension Step {
  /// Most requests leave recordings alone.
  var effect: StepEffect { .none }

  /// Most starts have no end.
  var lifetime: Duration? { nil }

  /// Most answers leave the session as it was.
  func presume(_ requests: [Request], in session: inout Session) -> (any Step)? { nil }
}

/// A request with its answer or its failure.
struct StepResult<Request: Endpoint>: Sendable {
  /// What was asked.
  let request: Request
  /// The answer, or why there is none.
  let result: Result<Answer<Request.Response>, ClientError>
  /// How it was sent, or tried to be; empty where the credentials cannot work.
  var attempts: [Attempt] = []
}

extension StepResult {
  var error: ClientError? {
    if case .failure(let error) = result { error } else { nil }
  }

  /// The sentence for a request that failed.
  func failure(
    _ error: ClientError, about subject: String, in session: Session, notes: [String] = [],
    isOfControlPlane: Bool = false
  ) -> Failure {
    .request(
      RequestFailure(
        subject: subject, error: error,
        notes: notes + [attempts.retryPhrase].compactMap(\.self),
        isOfControlPlane: isOfControlPlane,
        onlyRead: request.method == .get, isRepeatable: request.repetition == .safe,
        recording: request as? RecordingRequest),
      at: session.target.origin)
  }
}

/// A request that failed, as facts.
struct RequestFailure: Sendable {
  /// What it was about, such as `audio · abcd · abcd-efgh-ijkl`.
  let subject: String
  let error: ClientError
  /// Further things to say, such as a belief that was repaired.
  var notes: [String] = []
  /// Whether the sandbox itself was asked, and not the API that it serves.
  var isOfControlPlane = false
  /// Whether the request could change nothing, answered or not.
  var onlyRead = false
  /// Whether to send it again does no harm, whatever became of it.
  var isRepeatable = false
  /// The start or stop of a recording that it was.
  var recording: RecordingRequest?
}
