import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// The transport over AsyncHTTPClient: HTTP/1.1 and 2, TLS that is always verified, connections
/// kept alive.
///
/// A class because it owns a thread and connections. Both are made by the first request and closed
/// by ``withTransport(_:_:)``. The errors of the libraries beneath end here.
public final class AsyncHTTPTransport: Transport {
  private struct State {
    var group: MultiThreadedEventLoopGroup?
    var direct: HTTPClient?
    var proxied: [Proxy: HTTPClient] = [:]
    var templates: [RequestLine: HTTPClient.Request] = [:]
  }

  private struct RequestLine: Hashable {
    let method: HTTPMethod
    let origin: Origin
    let target: String
  }

  private let options: TransportOptions
  let gates: ConnectionGates
  private let deadlines = DeadlineWatch()
  private let state = Mutex(State())
  private let loopExecutor = EventLoopExecutor()

  private init(_ options: TransportOptions) {
    self.options = options
    gates = ConnectionGates(places: options.connectionsPerHost)
  }

  /// Lends a transport to `body` and closes its connections afterwards.
  public static func withTransport<Result, Failure: Error>(
    _ options: TransportOptions = TransportOptions(),
    _ body: (AsyncHTTPTransport) async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let transport = AsyncHTTPTransport(options)
    do {
      let result = try await body(transport)
      await transport.close()
      return result
    } catch {
      await transport.close()
      throw error
    }
  }

  /// Runs tasks on the thread that does the network's work, from the first request on.
  ///
  /// With `withTaskExecutorPreference` around them, requests that follow each other cost no change
  /// of thread. Work that blocks must not run there.
  public var executor: any TaskExecutor { loopExecutor }

  /// Does work on the network's thread once what runs there now has to wait.
  ///
  /// So a request that is sent in between is on its way before the work begins.
  ///
  /// - Returns: false, and nothing is done, when the caller is on another thread.
  package func afterwards(_ work: @escaping @Sendable () -> Void) -> Bool {
    guard let eventLoop = loopExecutor.here else { return false }
    eventLoop.execute(work)
    return true
  }

  /// Sends a request and waits for its whole answer.
  ///
  /// - Throws: Any case of ``ClientError`` but those that need the answer to be read.
  public func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    guard !Task.isCancelled else { throw .cancelled(requestWasSent: false) }
    let buffer = AnswerBuffer(options)
    let client = try client(for: call.origin)
    let (gate, deadline) = try await pass(call, client)
    defer { gate.leave() }
    let task = client.execute(
      request: try request(call, buffer),
      delegate: AnswerDelegate(buffer, requestHasBody: call.body != nil))
    let watch = deadlines.watch(until: deadline, on: task.eventLoop) {
      task.fail(reason: HTTPClientError.deadlineExceeded)
    }
    defer { deadlines.forget(watch) }
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        task.futureResult.whenComplete { continuation.resume(returning: $0) }
      }
    } onCancel: {
      task.cancel()
    }
    switch outcome {
    case .success:
      guard let answer = buffer.answer else {
        throw .connectionLost(call.origin, requestWasSent: true)
      }
      return answer
    case .failure(let error):
      if !Self.isOurOwn(error), let refusal = buffer.refusal { return refusal }
      if call.needsNoBody, !Self.isCancelled(error), let success = buffer.brokenSuccess {
        return success
      }
      throw failure(error, of: call, wasSent: buffer.requestWasSent)
    }
  }

  /// Waits for a connection, and answers until when the call may take.
  func pass(
    _ call: HTTPCall, _ client: HTTPClient
  ) async throws(ClientError) -> (gate: ConnectionGate, deadline: NIODeadline) {
    let eventLoop = client.eventLoopGroup.any()
    guard options.limitsWaiting else {
      let gate = try await gates.pass(call, before: .now() + .hours(24), on: eventLoop)
      return (gate, call.deadline)
    }
    let deadline = call.deadline
    return (try await gates.pass(call, before: deadline, on: eventLoop), deadline)
  }

  func request(
    _ call: HTTPCall, _ buffer: AnswerBuffer? = nil
  ) throws(ClientError) -> HTTPClient.Request {
    var request = try template(of: call)
    request.headers = HTTPHeaders(call.headers.map { ($0.name, $0.value) })
    request.body = call.body.map { bytes in
      .stream(contentLength: Int64(bytes.count)) { writer in
        buffer?.noteSending()
        return writer.write(.byteBuffer(ByteBuffer(bytes: bytes)))
      }
    }
    return request
  }

  /// A request with nothing but its first line; few URLs are asked again and again, and to parse one
  /// costs as much as to write the request.
  private func template(of call: HTTPCall) throws(ClientError) -> HTTPClient.Request {
    let limit = 256
    let line = RequestLine(method: call.method, origin: call.origin, target: call.target)
    if let known = state.withLock({ $0.templates[line] }) { return known }
    let made: HTTPClient.Request
    do {
      made = try HTTPClient.Request(
        url: call.url, method: NIOHTTP1.HTTPMethod(rawValue: call.method.rawValue))
    } catch {
      throw .unreachable(call.origin, reason: "the request cannot be written")
    }
    state.withLock { state in
      if state.templates.count == limit { state.templates = [:] }
      state.templates[line] = made
    }
    return made
  }

  /// Whether the client itself ended the exchange, not the other side.
  private static func isOurOwn(_ error: any Error) -> Bool {
    let error = error as? HTTPClientError
    return error == .cancelled || error == .deadlineExceeded
  }

  private static func isCancelled(_ error: any Error) -> Bool {
    error is CancellationError || error as? HTTPClientError == .cancelled
  }

  func failure(_ error: any Error, of call: HTTPCall, wasSent: Bool) -> ClientError {
    guard let error = error as? HTTPClientError else {
      let failure = ClientError(
        error, of: call, requestWasSent: wasSent, connectTimeout: options.connectTimeout)
      return named(failure, at: call.origin)
    }
    switch error {
    case .cancelled: return .cancelled(requestWasSent: wasSent)
    case .deadlineExceeded, .readTimeout, .writeTimeout:
      return .timedOut(after: call.timeout, requestWasSent: wasSent)
    case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
      .getConnectionFromPoolTimeout:
      return .timedOut(
        after: min(options.connectTimeout, call.timeout), requestWasSent: wasSent)
    case .invalidProxyResponse:
      return .unreachable(call.origin, reason: "the proxy did not connect")
    case .proxyAuthenticationRequired:
      return .unreachable(call.origin, reason: "the proxy demands a user and a password")
    case .remoteConnectionClosed: return .connectionLost(call.origin, requestWasSent: wasSent)
    default:
      return wasSent
        ? .connectionLost(call.origin, requestWasSent: true)
        : .unreachable(call.origin, reason: error.shortDescription)
    }
  }
}

// Proxies.
extension AsyncHTTPTransport {
  /// The proxy that an origin is reached through; nil for none.
  private func proxy(for origin: Origin) throws(ClientError) -> Proxy? {
    do throws(ProxyProblem) {
      guard case .proxied(let proxy, _) = try options.proxies.route(to: origin) else { return nil }
      return proxy
    } catch {
      throw .proxy(error)
    }
  }

  /// A connection that was not made to the origin is told of the server that it was made to.
  private func named(_ failure: ClientError, at origin: Origin) -> ClientError {
    guard let proxy = try? proxy(for: origin) else { return failure }
    switch failure {
    case .refused: return .unreachable(origin, reason: "nobody listens at the proxy \(proxy)")
    case .unresolved: return .unreachable(origin, reason: "no address for the proxy \(proxy)")
    default: return failure
    }
  }
}

// What the transport owns.
extension AsyncHTTPTransport {
  /// One thread is enough: it only moves bytes, and one loop is what ``executor`` needs.
  private func group(in state: inout State) -> MultiThreadedEventLoopGroup {
    if let group = state.group { return group }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    state.group = group
    loopExecutor.move(to: group.any())
    return group
  }

  func client(for origin: Origin) throws(ClientError) -> HTTPClient {
    let proxy = try proxy(for: origin)
    return try state.withLock { (state) throws(ClientError) in
      if let client = proxy.map({ state.proxied[$0] }) ?? state.direct { return client }
      let client = HTTPClient(
        eventLoopGroupProvider: .shared(group(in: &state)),
        configuration: try configuration(proxy, for: origin))
      if let proxy { state.proxied[proxy] = client } else { state.direct = client }
      return client
    }
  }

  private func configuration(
    _ proxy: Proxy?, for origin: Origin
  ) throws(ClientError) -> HTTPClient.Configuration {
    guard let tls = options.tlsConfiguration else {
      throw .tls(origin, reason: "the file of authorities cannot be read")
    }
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.tlsConfiguration = tls
    configuration.timeout.connect = TimeAmount(bounded: options.connectTimeout)
    // Nobody looks at the spans, which would be filled all the same.
    configuration.tracing.tracer = nil
    configuration.http1_1ConnectionDebugInitializer = { channel in
      HeadWithBodyHandler.add(to: channel).flatMap { StatusGuard.add(to: channel) }
    }
    configuration.http2StreamChannelDebugInitializer = StatusGuard.add(toStream:)
    // Retried connections would hide a refused port until the deadline.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
      options.connectionsPerHost
    if let proxy {
      configuration.proxy = .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.user.map {
          .basic(username: $0, password: proxy.password?.reveal() ?? "")
        })
    }
    return configuration
  }

  private func close() async {
    loopExecutor.move(to: nil)
    let owned = state.withLock { state in
      defer { state = State() }
      return state
    }
    // They would wait for connections that are still being made; the end of the thread closes
    // those, and must come second. What fails here is closed all the same.
    let clients = [owned.direct].compactMap(\.self) + owned.proxied.values
    for client in clients { client.shutdown { _ in } }
    try? await owned.group?.shutdownGracefully()
  }
}

/// Tells a buffer what happens on the event loop.
private final class AnswerDelegate: HTTPClientResponseDelegate {
  private let buffer: AnswerBuffer
  private let requestHasBody: Bool

  init(_ buffer: AnswerBuffer, requestHasBody: Bool) {
    self.buffer = buffer
    self.requestHasBody = requestHasBody
  }

  // The body announced by a head is noted when it is handed to the socket: without it nobody can
  // act on the head.
  func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
    if !requestHasBody { buffer.noteSending() }
  }

  func didReceiveHead(
    task: HTTPClient.Task<Void>, _ head: HTTPResponseHead
  ) -> EventLoopFuture<Void> {
    buffer.put(head)
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(
    task: HTTPClient.Task<Void>, _ part: ByteBuffer
  ) -> EventLoopFuture<Void> {
    task.eventLoop.makeCompletedFuture { try buffer.put(part) }
  }

  func didFinishRequest(task: HTTPClient.Task<Void>) throws {}
}

extension TransportOptions {
  /// Certificates are always verified, against the system's authorities at least; nil when the
  /// file of others cannot be read.
  var tlsConfiguration: TLSConfiguration? {
    var configuration = TLSConfiguration.makeClientConfiguration()
    guard let authorityFile else { return configuration }
    guard let authorities = try? NIOSSLCertificate.fromPEMFile(authorityFile), !authorities.isEmpty
    else { return nil }
    configuration.additionalTrustRoots = [.certificates(authorities)]
    return configuration
  }
}

extension TimeAmount {
  /// A year at most, so that no arithmetic on deadlines can overflow.
  init(bounded duration: Duration) { self = .init(min(duration, .seconds(31_536_000))) }
}

extension HTTPCall {
  /// When a call that begins now must be over.
  var deadline: NIODeadline { .now() + TimeAmount(bounded: timeout) }
}
