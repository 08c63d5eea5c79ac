import FoundationEssentials
import VideoSDKClient

/// A request that was sent more than once, or tried to be.
struct RetriedRequest: Sendable, Equatable {
  /// The vendor's name of the operation.
  let operation: String
  /// What it was about, as its answer names it; nil for other requests.
  var subject: String?
  /// All of them in order, the last included.
  let attempts: [Attempt]
  /// Whether the last one was answered as wanted; what failed tells its attempts itself.
  var isAnswered = true
}

extension RetriedRequest {
  /// Nil for a request that was sent once.
  init?<Request: Endpoint>(_ result: StepResult<Request>) {
    guard result.attempts.count > 1 else { return nil }
    operation = result.request.operation
    subject = result.request.recorded?.subject
    attempts = result.attempts
    isAnswered = result.error == nil
  }
}

extension [Attempt] {
  /// `after 2 retries (503, 503)`; nil where the first attempt was the last.
  var retryPhrase: String? { Self.phrase(dropLast().map(\.word)) }

  fileprivate static func phrase(_ causes: [String]) -> String? {
    guard !causes.isEmpty else { return nil }
    return "after \(causes.count == 1 ? "1 retry" : "\(causes.count) retries") (\(drawn(causes)))"
  }

  /// Runs of more than three are drawn as one: `503 ×12`.
  private static func drawn(_ causes: [String]) -> String {
    var runs: [(word: String, count: Int)] = []
    for cause in causes {
      if runs.last?.word == cause {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((cause, 1))
      }
    }
    return runs.flatMap { run in
      run.count > 3
        ? ["\(run.word) ×\(run.count)"] : [String](repeating: run.word, count: run.count)
    }.joined(separator: ", ")
  }
}

extension [RetriedRequest] {
  /// The retries of all of them in one phrase; nil where there were none.
  var phrase: String? {
    [Attempt].phrase(flatMap { request in request.attempts.dropLast().map(\.word) })
  }

  /// The `attempts` of a JSON line; nil where there were no retries.
  var json: JSONValue? {
    guard !isEmpty else { return nil }
    return .array(flatMap { request in request.attempts.map { request.json($0) } })
  }
}

extension RetriedRequest {
  fileprivate func json(_ attempt: Attempt) -> JSONValue {
    let begun = attempts.first.map { attempt.begun.timeIntervalSince($0.begun) } ?? 0
    return .object([
      "operation": .string(operation),
      "about": subject.map { .string($0) },
      "http": attempt.status.map { .number(Double($0)) },
      "cause": attempt.code.map { .string($0) },
      "ms": .number((max(0, begun) * 10_000).rounded() / 10),
    ])
  }
}

extension Attempt {
  /// How it ended, in a phrase: its status, or why there was no answer.
  var word: String { Self.word(status: status, failure: failure) }

  static func word(status: Int?, failure: ClientError?) -> String {
    if let status { return "\(status)" }
    return failure?.attemptCode?.replacing("-", with: " ") ?? "no answer"
  }

  /// The stable word for an attempt without a status.
  var code: String? { status == nil ? failure?.attemptCode : nil }
}

extension ClientError {
  fileprivate var attemptCode: String? {
    switch self {
    case .refused: "refused"
    case .unreachable: "unreachable"
    case .unresolved: "unresolved"
    case .tls: "tls"
    case .proxy: "proxy"
    case .timedOut: "timed-out"
    case .connectionLost: "connection-lost"
    case .malformed: "malformed"
    case .cancelled: "interrupted"
    case .http, .redirected, .credentials, .outcomeUnknown: nil
    }
  }
}

extension RetryWait {
  /// `503, again in 2 s`, with what is left of it.
  func text(left: Duration) -> String {
    let (seconds, rest) = max(left, .zero).components
    let whole = "\(seconds + (rest > 0 ? 1 : 0)) s"
    return switch purpose {
    case .attempt: "\(attempt.word), again in \(whole)"
    case .look: "\(attempt.word), a look at the list in \(whole)"
    }
  }
}
