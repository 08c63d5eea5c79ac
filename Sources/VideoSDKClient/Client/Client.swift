public import FoundationEssentials

/// Sends operations to one origin with one set of credentials.
///
/// A request is repeated only when that cannot do harm: a start is sent again only when the service
/// surely did not take it. Copies share the token that was made from a key pair.
public struct Client: Sendable {
  /// The only server that the credentials are sent to.
  public let origin: Origin
  /// When requests are sent again.
  public private(set) var retry: RetryPolicy
  /// How long one call may take, with all its attempts and waits.
  public private(set) var timeout: Duration

  let credentials: Credentials?
  let transport: any Transport
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date
  let observe: (@Sendable (Exchange) -> Void)?
  private(set) var observeWait: (@Sendable (RetryWait) -> Void)?
  private let tokens: TokenCache

  /// Prepares a client; nothing is connected or checked yet.
  ///
  /// - Parameters:
  ///   - origin: The only server that is ever asked, and told the credentials.
  ///   - credentials: What proves who is asking; nil for none, which few operations accept.
  ///   - transport: Sends the requests; it must live as long as the client is used.
  ///   - retry: When requests are sent again.
  ///   - timeout: How long one call may take, with all its attempts and waits.
  ///   - clock: Measures the timeout and waits between attempts.
  ///   - now: The time that tokens are made for and checked against.
  ///   - observe: Is told of each request after it ended, on the task that sent it.
  ///   - observeWait: Is told of each wait before it begins, on the task that waits.
  public init(
    origin: Origin, credentials: Credentials?, transport: any Transport,
    retry: RetryPolicy = RetryPolicy(), timeout: Duration = .seconds(30),
    clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() },
    observe: (@Sendable (Exchange) -> Void)? = nil,
    observeWait: (@Sendable (RetryWait) -> Void)? = nil
  ) {
    self.origin = origin
    self.credentials = credentials
    self.transport = transport
    self.retry = retry
    self.timeout = timeout
    self.clock = clock
    self.now = now
    self.observe = observe
    self.observeWait = observeWait
    self.tokens = TokenCache()
  }

  /// The same client with no more than this time for one call.
  package func limited(to duration: Duration) -> Client {
    var client = self
    client.timeout = min(timeout, duration)
    return client
  }

  /// The same client, which sends each request once and says nothing of waits.
  var withoutRetries: Client {
    var client = self
    client.retry = RetryPolicy(retries: 0)
    client.observeWait = nil
    return client
  }

  /// The same client with another observer of waits.
  public func observingWaits(_ observe: @escaping @Sendable (RetryWait) -> Void) -> Client {
    var client = self
    client.observeWait = observe
    return client
  }

  /// Sends an operation and reads its answer.
  ///
  /// - Throws: ``ClientError/credentials(_:)`` before anything is sent when the credentials cannot
  ///   work; any other case after the attempts that the retry policy allows.
  public func send<E: Endpoint>(_ endpoint: E) async throws(ClientError) -> Answer<E.Response> {
    try await deliver(endpoint).result.get()
  }

  /// Sends an operation, and tells the attempts of a failure as well.
  public func deliver<E: Endpoint>(_ endpoint: E) async -> Delivery<E.Response> {
    let stopwatch = Stopwatch(clock)
    let token: AccessToken?
    do {
      token = endpoint.needsCredentials ? try await self.token(for: endpoint.scope) : nil
    } catch {
      return Delivery(result: .failure(error), attempts: [])
    }
    var request = RetryingRequest(
      endpoint: endpoint, client: self, token: token, stopwatch: stopwatch, timeout: timeout)
    do throws(ClientError) {
      return Delivery(result: .success(try await request.send()), attempts: request.attempts)
    } catch .http(let status, let problem) where token != nil && [401, 403].contains(status) {
      let error = ClientError.http(status: status, problem)
        .doubting(await doubts(for: endpoint.scope))
      return Delivery(result: .failure(error), attempts: request.attempts)
    } catch {
      return Delivery(result: .failure(error), attempts: request.attempts)
    }
  }

  /// The request that sending an endpoint begins with; pass no token to leave out the credentials.
  public func call<E: Endpoint>(
    for endpoint: E, token: AccessToken? = nil, timeout: Duration? = nil
  ) -> HTTPCall {
    var headers: [(name: String, value: String)] = []
    if let token { headers.append(("Authorization", token.reveal())) }
    headers.append(("Accept", "application/json"))
    headers.append(("User-Agent", "videosdk-swift"))
    let body = endpoint.body?.encoded()
    if body != nil { headers.append(("Content-Type", "application/json")) }
    return HTTPCall(
      method: endpoint.method, origin: origin, target: endpoint.target, headers: headers,
      body: body, timeout: timeout ?? self.timeout, needsNoBody: endpoint.needsNoBody)
  }

  /// The token that requests carry now, made from the key pair when there is one.
  ///
  /// What is only believed to be refused is no reason not to send it: ``doubts(for:)`` tells it.
  ///
  /// - Throws: ``ClientError/credentials(_:)`` when the service surely refuses it, or when it would
  ///   travel unencrypted to another machine.
  public func token(for scope: RequestScope = RequestScope()) async throws(ClientError)
    -> AccessToken
  {
    guard let credentials else { throw .credentials(.missing) }
    guard origin.isSecure || origin.isLoopback else { throw .credentials(.insecureOrigin(origin)) }
    let now = now()
    let entry: TokenCache.Entry
    do {
      entry = try await tokens.token(for: credentials, at: now)
    } catch {
      throw .credentials(error)
    }
    if let left = entry.claims.timeLeft(at: now), left <= .zero {
      throw .credentials(.expired(ago: .zero - left))
    }
    return entry.token
  }

  /// What speaks against the token for this scope, by its documentation; empty for a key pair, and
  /// for what is not sent at all.
  public func doubts(for scope: RequestScope = RequestScope()) async -> [CredentialProblem] {
    guard case .token? = credentials else { return [] }
    let now = now()
    guard let credentials, let entry = try? await tokens.token(for: credentials, at: now) else {
      return []
    }
    let problems = entry.claims.problems(
      at: now, room: scope.room, participant: scope.participant)
    return problems.contains { $0.certainty == .sure } ? [] : problems
  }

  /// Lets time pass; to be cancelled in it counts as after a request that was sent.
  func pause(for duration: Duration) async throws(ClientError) {
    guard duration > .zero else { return }
    do {
      try await clock.sleep(for: duration)
    } catch {
      throw .cancelled(requestWasSent: true)
    }
  }
}
