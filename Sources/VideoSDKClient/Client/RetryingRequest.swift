import FoundationEssentials

/// One request to its end, sent again where that can do no harm: attempts, waits, the listing.
///
/// The one invariant: a start is sent again only when the service surely did not take it, that is
/// after a failure that came before it could have been written, and after 429 and 503. After anything
/// else the listing may still show that it worked; nothing leads back to another attempt.
struct RetryingRequest<E: Endpoint> {
  let endpoint: E
  let client: Client
  let token: AccessToken?
  let stopwatch: Stopwatch
  /// When, on the stopwatch, the whole call must be over.
  let timeout: Duration

  /// The attempts that have ended.
  private(set) var attempts: [Attempt] = []
  /// Whether an earlier attempt may have been carried out without our knowing.
  private var mayHaveActed = false
  /// How long the last attempt was allowed to take.
  private var attemptLimit: Duration = .zero

  init(endpoint: E, client: Client, token: AccessToken?, stopwatch: Stopwatch, timeout: Duration) {
    self.endpoint = endpoint
    self.client = client
    self.token = token
    self.stopwatch = stopwatch
    self.timeout = timeout
  }

  private var remaining: Duration { timeout - stopwatch.elapsed }

  mutating func send() async throws(ClientError) -> Answer<E.Response> {
    while true {
      guard !Task.isCancelled else { throw .cancelled(requestWasSent: mayHaveActed) }
      guard remaining > .zero else {
        throw final(.timedOut(after: timeout, requestWasSent: mayHaveActed))
      }
      let failure: ClientError
      do {
        return try await attempt()
      } catch {
        failure = error
      }
      if let answer = try await settle(failure) { return answer }
      try await pause(after: failure)
    }
  }

  private mutating func attempt() async throws(ClientError) -> Answer<E.Response> {
    let keepsReserve =
      switch endpoint.repetition {
      case .safe: attempts.count < client.retry.retries
      case .confirmByListing: true
      // Nothing follows an answer that did not come.
      case .unlessDoubtful: false
      }
    attemptLimit = client.retry.attemptTimeout(remaining: remaining, keepsReserve: keepsReserve)
    let attempt = RequestAttempt(
      client: client, operation: endpoint.operation, number: attempts.count + 1,
      redaction: Redaction(token))
    let begun = client.now()
    var status: Int?
    do {
      let answer = try await attempt.send(
        client.call(for: endpoint, token: token, timeout: attemptLimit), within: attemptLimit)
      status = answer.status
      let value = try endpoint.read(answer)
      attempts.append(Attempt(begun: begun, status: status, failure: nil))
      return finished(value, answer, isConfirmedByListing: false)
    } catch {
      var failure = error
      // To read a long body is given up as soon as nobody waits for it.
      if case .malformed = error, Task.isCancelled { failure = .cancelled(requestWasSent: true) }
      attempts.append(Attempt(begun: begun, status: status ?? failure.status, failure: failure))
      throw failure
    }
  }

  private func finished(
    _ value: E.Response, _ answer: HTTPAnswer, isConfirmedByListing: Bool
  ) -> Answer<E.Response> {
    Answer(
      value: value, status: answer.status, body: answer.isComplete ? answer.body : [],
      date: answer.date,
      duration: stopwatch.elapsed, attempts: attempts, isConfirmedByListing: isConfirmedByListing)
  }

  private func pause(after failure: ClientError) async throws(ClientError) {
    guard let delay = delay(after: failure), delay < remaining else {
      throw final(named(failure))
    }
    try await wait(delay, for: .attempt)
  }

  private func wait(_ delay: Duration, for purpose: RetryWait.Purpose) async throws(ClientError) {
    if let last = attempts.last {
      client.observeWait?(
        RetryWait(
          operation: endpoint.operation, attempt: last, number: attempts.count, duration: delay,
          purpose: purpose))
    }
    do {
      try await client.clock.sleep(for: delay)
    } catch {
      throw .cancelled(requestWasSent: mayHaveActed)
    }
  }

  private func delay(after failure: ClientError) -> Duration? {
    var retryAfter: Duration?
    if case .http(_, let problem) = failure { retryAfter = problem.retryAfter }
    let delay = client.retry.delay(
      attempt: attempts.count, retryAfter: retryAfter, random: client.retry.random())
    // Who waited in vain has waited enough; what time is left belongs to another attempt.
    if case .timedOut = failure { return delay.map { min($0, remaining / 2) } }
    return delay
  }
}

// What a failed attempt means.
extension RetryingRequest {
  // Returns an answer when the failure turns out to be a success, returns nil when the request may
  // be sent again, and throws when the failure stands.
  private mutating func settle(
    _ failure: ClientError
  ) async throws(ClientError) -> Answer<E.Response>? {
    if case .cancelled(let requestWasSent) = failure {
      throw .cancelled(requestWasSent: requestWasSent || mayHaveActed)
    }
    switch endpoint.repetition {
    case .safe: return try await settleSafe(failure)
    case .confirmByListing(let subject): return try await settleStart(of: subject, failure)
    case .unlessDoubtful:
      switch RequestEffect(failure) {
      case .notCarriedOut: return nil
      case .doubtful: throw .outcomeUnknown(client.origin, cause: named(failure))
      case .refused: throw failure
      }
    }
  }

  private mutating func settleSafe(
    _ failure: ClientError
  ) async throws(ClientError) -> Answer<E.Response>? {
    switch RequestEffect(failure) {
    case .notCarriedOut: return nil
    case .doubtful:
      mayHaveActed = true
      // To end a recording twice does no harm, and not to end it costs money.
      guard endpoint.response(from: .wasNotStarted) == nil else { return nil }
      if case .malformed = failure { throw final(failure) }
      if let status = failure.status, ![408, 500, 502, 504].contains(status) {
        throw final(failure)
      }
      return nil
    case .refused:
      guard mayHaveActed, case .http(let status, let problem) = failure, problem.saysNotStarted,
        let value = endpoint.response(from: .wasNotStarted)
      else { throw failure }
      return finished(
        value, HTTPAnswer(status: status, body: problem.body), isConfirmedByListing: false)
    }
  }

  private mutating func settleStart(
    of subject: RecordedSubject, _ failure: ClientError
  ) async throws(ClientError) -> Answer<E.Response>? {
    switch RequestEffect(failure) {
    case .notCarriedOut: return nil
    case .refused(let mayBeOfARepeat):
      // After 429 and 503 nothing should run; what does all the same since then is ours.
      guard mayBeOfARepeat, attempts.contains(where: { [429, 503].contains($0.status) }) else {
        throw failure
      }
    case .doubtful: break
    }
    mayHaveActed = true
    return try await look(for: subject, failure)
  }

  // Looks for a recording that runs since the first attempt.
  private func look(
    for subject: RecordedSubject, _ failure: ClientError
  ) async throws(ClientError) -> Answer<E.Response> {
    guard let begun = attempts.first?.begun else { throw failure }
    let looks = ListingLooks(client: client, token: token, subject: subject)
    let isRefusal = if case .refused = RequestEffect(failure) { true } else { false }
    let watch = Stopwatch(client.clock)
    let window = min(ListingLooks.window, remaining)
    var (allRead, isExplained, ranOut) = (true, false, true)
    for number in 0..<ListingLooks.count {
      let delay = window * number / ListingLooks.count - watch.elapsed
      if delay > .zero { try await wait(delay, for: .look) }
      let left = window - watch.elapsed
      guard left > .zero else {
        allRead = false
        break
      }
      do {
        let sight = try await looks.look(since: begun, within: left)
        if let answer = confirmed(by: sight) { return answer }
        ranOut = false
        // One that ran before explains the refusal.
        isExplained = isRefusal && sight.state == .olderRuns
        if isExplained { break }
      } catch .cancelled {
        throw .cancelled(requestWasSent: true)
      } catch {
        allRead = false
        ranOut = if case .timedOut = error { true } else { false }
        if case .refused = RequestEffect(error) { break }
      }
    }
    // A look that failed might have been the one that showed it.
    if isExplained || (isRefusal && allRead) { throw failure }
    throw .outcomeUnknown(client.origin, cause: ranOut ? named(failure) : failure)
  }

  private func confirmed(by sight: ListingLooks.Sight) -> Answer<E.Response>? {
    guard sight.state == .running, let value = endpoint.response(from: .runs) else { return nil }
    return finished(value, sight.answer, isConfirmedByListing: true)
  }

  // The error to end with: where an attempt may have been carried out, none behind it tells that it was not.
  private func final(_ failure: ClientError) -> ClientError {
    guard mayHaveActed, endpoint.method != .get else { return failure }
    return .outcomeUnknown(client.origin, cause: failure)
  }

  // An attempt gets a part of the time only, which the caller never heard of: what counts is that
  // no answer came in the time that the call was given.
  private func named(_ failure: ClientError) -> ClientError {
    guard case .timedOut(attemptLimit, let requestWasSent) = failure else { return failure }
    return .timedOut(after: timeout, requestWasSent: requestWasSent || mayHaveActed)
  }
}
