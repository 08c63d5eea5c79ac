/// A failure that was asked for through the control plane.
///
/// A fault with a status refuses the request without acting on it. Without one, the request is acted on and
/// only its answer suffers, so that what a client sees and what is true can be told apart.
struct Fault: Equatable, Sendable {
  /// The moment at which the connection is closed instead of answering.
  enum Drop: String, CaseIterable, Sendable {
    /// Nothing has been done.
    case before
    /// The request has been acted on.
    case after
  }

  /// How the body of the answer is spoilt.
  enum Body: String, CaseIterable, Sendable {
    /// A page of HTML, as a proxy on the way would send.
    case html
    /// Plain text that is not JSON.
    case text
    /// The right body with its second half missing.
    case truncated
    /// No body.
    case empty
    /// 64 MiB of a JSON string.
    case huge
  }

  /// The `operationId` that it waits for; nil for any.
  var operation: Operation?
  /// How many requests it hits.
  var times = 1
  var status: Int?
  var retryAfterSeconds: Int?
  /// How long the answer is held back.
  var delay: Duration?
  var drop: Drop?
  var body: Body?

  /// The refusal in place of the answer, if there is a status.
  ///
  /// 429 comes with a `Retry-After` of one second unless another is given, as the real one is believed to.
  var refusal: Refusal? {
    status.map {
      .injected(status: $0, retryAfterSeconds: retryAfterSeconds ?? ($0 == 429 ? 1 : nil))
    }
  }
}

/// The faults that wait for a request, in the order in which they were asked for.
struct FaultQueue: Sendable {
  static let capacity = 1000

  private(set) var waiting: [Fault] = []

  /// Adds a fault, unless too many wait.
  mutating func add(_ fault: Fault) -> Bool {
    guard waiting.count < FaultQueue.capacity else { return false }
    waiting.append(fault)
    return true
  }

  /// The first fault that matches, with one of its times used up.
  mutating func next(for operation: Operation) -> Fault? {
    let index = waiting.firstIndex { $0.operation == nil || $0.operation == operation }
    guard let index else { return nil }
    waiting[index].times -= 1
    return waiting[index].times > 0 ? waiting[index] : waiting.remove(at: index)
  }
}
