/// One request to its end, sent again where that can do no harm: attempts, waits, the listing.
///
/// The one invariant: an operation that is not safe to repeat is sent again only after a failure
/// that cannot have reached the service, after an answer that says it was not carried out, or
/// after the listing has shown that it was not.
struct RetryingRequest<E: Endpoint> {
  let endpoint: E
  let client: Client
  let token: AccessToken?
  let stopwatch: Stopwatch
  /// When, on the stopwatch, the whole call must be over.
  let timeout: Duration

  private var attempts = 0
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
      attempts += 1
      let failure: ClientError
      do {
        let answer = try await attempt()
        return finished(try endpoint.decode(answer), answer)
      } catch {
        failure = error
      }
      if let answer = try await settle(failure) { return answer }
      try await pause(after: failure)
    }
  }

  // Decides what a failed attempt means. Returns an answer when the listing gives one, returns nil
  // when the request may be sent again, and throws when the failure stands.
  private mutating func settle(
    _ failure: ClientError
  ) async throws(ClientError) -> Answer<E.Response>? {
    if case .cancelled(let requestWasSent) = failure {
      throw .cancelled(requestWasSent: requestWasSent || mayHaveActed)
    }
    switch endpoint.repetition {
    case .safe: return try await settleSafe(failure)
    case .confirmByListing(let track): return try await settleStart(of: track, failure)
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
      if case .malformed = failure { throw failure }
      if case .http(let status, _) = failure, ![408, 500, 502, 504].contains(status) {
        throw failure
      }
      return nil
    case .refused(let mayBeOfARepeat):
      guard mayBeOfARepeat, mayHaveActed, let track = endpoint.track else { throw failure }
      do {
        if let answer = confirmed(by: try await list(track)) { return answer }
      } catch .cancelled {
        throw .cancelled(requestWasSent: true)
      } catch {}
      throw failure
    }
  }

  private mutating func settleStart(
    of track: TrackKey, _ failure: ClientError
  ) async throws(ClientError) -> Answer<E.Response>? {
    switch RequestEffect(failure) {
    case .notCarriedOut: return nil
    case .refused(let mayBeOfARepeat):
      guard mayBeOfARepeat, mayHaveActed else { throw final(failure) }
    case .doubtful: mayHaveActed = true
    }
    let seen: ListingAnswer
    do {
      seen = try await list(track)
    } catch .cancelled {
      throw .cancelled(requestWasSent: true)
    } catch .timedOut {
      throw .outcomeUnknown(client.origin, cause: named(failure))
    } catch {
      throw .outcomeUnknown(client.origin, cause: failure)
    }
    if let answer = confirmed(by: seen) { return answer }
    if case .refused = RequestEffect(failure) { throw failure }
    return nil
  }

  // The error to end with: it must not claim that nothing was sent when an earlier attempt was,
  // and once a start may have been carried out, a failure without an answer leaves that open.
  private func final(_ failure: ClientError) -> ClientError {
    guard mayHaveActed, endpoint.method != .get, !failure.wasAnswered else { return failure }
    if endpoint.repetition == .safe, !failure.isRefusedBeforeSending { return failure }
    return .outcomeUnknown(client.origin, cause: failure)
  }

  // An attempt gets a part of the time only, which the caller never heard of: what counts is that
  // no answer came in the time that the call was given.
  private func named(_ failure: ClientError) -> ClientError {
    guard case .timedOut(attemptLimit, let requestWasSent) = failure else { return failure }
    return .timedOut(after: timeout, requestWasSent: requestWasSent || mayHaveActed)
  }

  private func pause(after failure: ClientError) async throws(ClientError) {
    guard let delay = delay(after: failure), delay < remaining else {
      throw final(named(failure))
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
      attempt: attempts, retryAfter: retryAfter, random: client.retry.random())
    // Who waited in vain has waited enough; what time is left belongs to another attempt.
    if case .timedOut = failure { return delay.map { min($0, remaining / 2) } }
    return delay
  }

  private func finished(_ value: E.Response, _ answer: HTTPAnswer) -> Answer<E.Response> {
    Answer(
      value: value, status: answer.status, body: answer.body, duration: stopwatch.elapsed,
      attempts: attempts, isConfirmedByListing: false)
  }
}

// The requests themselves.
extension RetryingRequest {
  private mutating func attempt() async throws(ClientError) -> HTTPAnswer {
    let keepsReserve =
      switch endpoint.repetition {
      case .safe: attempts <= client.retry.retries
      case .confirmByListing: true
      // Nothing follows an answer that did not come.
      case .unlessDoubtful: false
      }
    attemptLimit = client.retry.attemptTimeout(remaining: remaining, keepsReserve: keepsReserve)
    let attempt = RequestAttempt(
      client: client, operation: E.operation, number: attempts, redaction: Redaction(token))
    return try await attempt.send(
      client.call(for: endpoint, token: token, timeout: attemptLimit), within: attemptLimit)
  }

  /// What the listing showed, with the answer that showed it.
  private struct ListingAnswer {
    let listing: TrackListing
    let answer: HTTPAnswer
  }

  /// Looks for a running recording of the track on as many pages as there are, up to a limit.
  private func list(_ track: TrackKey) async throws(ClientError) -> ListingAnswer {
    let pageLimit = 50
    for number in 1...pageLimit {
      let endpoint = ListTrackRecordings(
        room: track.room, participant: track.participant, page: number, perPage: 100)
      var request = RetryingRequest<ListTrackRecordings>(
        endpoint: endpoint, client: client, token: token, stopwatch: stopwatch, timeout: timeout)
      let answer = try await request.send()
      let http = HTTPAnswer(status: answer.status, body: answer.body)
      let running = answer.value.elements.first { $0.isRunning && track.matches($0) }
      if let running { return ListingAnswer(listing: .running(running), answer: http) }
      if answer.value.isLast { return ListingAnswer(listing: .notRunning, answer: http) }
    }
    throw .malformed(path: "pageInfo", reason: "more than \(pageLimit) pages")
  }

  private func confirmed(by seen: ListingAnswer) -> Answer<E.Response>? {
    endpoint.response(fromListing: seen.listing).map {
      Answer(
        value: $0, status: seen.answer.status, body: seen.answer.body,
        duration: stopwatch.elapsed, attempts: attempts, isConfirmedByListing: true)
    }
  }
}
