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

  /// What happens to an event on its way to a receiver.
  enum Webhook: String, CaseIterable, Sendable {
    /// It never arrives.
    case lost
    /// It arrives twice.
    case duplicate
    /// It arrives after the next event about the same recording or session.
    case reordered
    /// It arrives a while after it should.
    case late
    /// Its signature belongs to another body.
    case badSignature
  }

  /// What becomes of a recording although its start or stop is accepted.
  enum Recording: String, CaseIterable, Sendable {
    case failed
  }

  /// The `operationId` that it waits for, or that has to cause the event; nil for any.
  var operation: Operation?
  /// The event that it waits for; nil for any, and nil if it does not wait for events.
  var event: EventName?
  /// How many requests or events it hits.
  var times = 1
  var status: Int?
  var retryAfterSeconds: Int?
  /// How long the answer is held back, or the event that is late.
  var delay: Duration?
  /// It refuses a start that comes within this time behind the join of whom it is about.
  var justJoined: Duration?
  var drop: Drop?
  var body: Body?
  var webhook: Webhook?
  var recording: Recording?

  /// The error in place of the answer, if there is a status.
  ///
  /// 429 comes with a `Retry-After` of one second unless another is given, as the real one is believed to.
  var error: APIError? {
    status.map {
      .injected(status: $0, retryAfterSeconds: retryAfterSeconds ?? ($0 == 429 ? 1 : nil))
    }
  }
}

/// What a fault does to an event.
struct EventFlaw: Equatable, Sendable {
  let kind: Fault.Webhook
  /// How long an event that is late is held back.
  var delay = EventFlaw.usualDelay

  static let usualDelay = Duration.seconds(5)
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
    take { fault in
      fault.webhook == nil && fault.justJoined == nil
        && fault.operation.map { $0 == operation } ?? true
        && (fault.recording == nil || Operation.startsAndStops.contains(operation))
    }
  }

  /// Whether a fault refuses a start because somebody has joined just before, with one of its times used up.
  mutating func refuses(_ operation: Operation?, after stay: Duration) -> Bool {
    take { fault in
      fault.justJoined.map { stay < $0 } ?? false
        && fault.operation.map { $0 == operation } ?? true
    } != nil
  }

  /// What the first fault that waits for an event does to it, with one of its times used up.
  ///
  /// A fault that names an event waits for it whatever the cause, as long as it is about what its operation starts
  /// or stops.
  ///
  /// - Parameter operation: what caused the event; nil if that was not a request of the API.
  mutating func nextFlaw(operation: Operation?, event: String) -> EventFlaw? {
    let fault = take { fault in
      guard fault.webhook != nil else { return false }
      guard let name = fault.event else {
        return fault.operation.map { $0 == operation } ?? true
      }
      return name.names(event)
        && fault.operation.map { $0 == operation || $0.isToldBy(event) } ?? true
    }
    return fault?.webhook.map { EventFlaw(kind: $0, delay: fault?.delay ?? EventFlaw.usualDelay) }
  }

  private mutating func take(where matches: (Fault) -> Bool) -> Fault? {
    guard let index = waiting.firstIndex(where: matches) else { return nil }
    waiting[index].times -= 1
    return waiting[index].times > 0 ? waiting[index] : waiting.remove(at: index)
  }
}
