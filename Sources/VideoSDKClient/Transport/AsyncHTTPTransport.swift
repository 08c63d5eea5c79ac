import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The transport over AsyncHTTPClient: HTTP/1.1 and 2, TLS that is always verified, connections
/// kept alive.
///
/// A class because it owns a thread and connections. Both are made by the first request and closed
/// by ``withTransport(_:_:)``. The errors of the libraries beneath end in this file.
public final class AsyncHTTPTransport: Transport {
  private struct State {
    var group: MultiThreadedEventLoopGroup?
    var direct: HTTPClient?
    var proxied: HTTPClient?
  }

  private let options: TransportOptions
  private let state = Mutex(State())

  private init(_ options: TransportOptions) { self.options = options }

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

  /// Runs tasks on the thread that does the network's work.
  ///
  /// With `withTaskExecutorPreference` around them, requests that follow each other cost no change
  /// of thread. Work that blocks must not run there.
  public var executor: any TaskExecutor { EventLoopExecutor(eventLoop) }

  /// Sends a request and waits for its whole answer.
  ///
  /// - Throws: Any case of ``ClientError`` but those that need the answer to be read.
  public func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    guard !Task.isCancelled else { throw .cancelled(requestWasSent: false) }
    let collector = AnswerCollector(options, requestHasBody: call.body != nil)
    let request: HTTPClient.Request
    do {
      request = try Self.request(call, collector)
    } catch {
      throw .unreachable(call.origin, reason: "the request cannot be written")
    }
    let task = client(for: call.origin).execute(
      request: request, delegate: collector, deadline: .now() + TimeAmount(bounded: call.timeout))
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        task.futureResult.whenComplete { continuation.resume(returning: $0) }
      }
    } onCancel: {
      task.cancel()
    }
    switch outcome {
    case .success(let answer): return answer
    case .failure(let error):
      if let partial = collector.refusal(after: error) { return partial }
      throw failure(error, of: call, wasSent: collector.requestWasSent)
    }
  }

  private static func request(
    _ call: HTTPCall, _ collector: AnswerCollector
  ) throws -> HTTPClient.Request {
    let body = call.body.map { bytes in
      HTTPClient.Body.stream(contentLength: Int64(bytes.count)) { writer in
        collector.noteSending()
        return writer.write(.byteBuffer(ByteBuffer(bytes: bytes)))
      }
    }
    return try HTTPClient.Request(
      url: call.url, method: NIOHTTP1.HTTPMethod(rawValue: call.method.rawValue),
      headers: HTTPHeaders(call.headers.map { ($0.name, $0.value) }), body: body)
  }

  private func failure(_ error: any Error, of call: HTTPCall, wasSent: Bool) -> ClientError {
    if let error = error as? HTTPClientError {
      return failure(error, of: call, wasSent: wasSent)
    }
    if error is CancellationError { return .cancelled(requestWasSent: wasSent) }
    if let error = error as? AnswerCollector.TooLong {
      return .malformed(path: "", reason: "the body is longer than \(error.limit) bytes")
    }
    if wasSent {
      return error is HTTPParserError && !Self.isEarlyEnd(error)
        ? .malformed(path: "", reason: "the answer is not HTTP")
        : .connectionLost(call.origin, requestWasSent: true)
    }
    switch ConnectionFailure(error) {
    case .refused?: return .refused(call.origin)
    case .unresolved?: return .unresolved(host: call.origin.host)
    case .timedOut?: return .timedOut(after: options.connectTimeout, requestWasSent: false)
    case .tls(let reason)?: return .tls(call.origin, reason: reason)
    case .unreachable(let reason)?: return .unreachable(call.origin, reason: reason)
    case nil: return .connectionLost(call.origin, requestWasSent: false)
    }
  }

  private func failure(
    _ error: HTTPClientError, of call: HTTPCall, wasSent: Bool
  ) -> ClientError {
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
    case .remoteConnectionClosed:
      return .connectionLost(call.origin, requestWasSent: wasSent)
    default:
      return wasSent
        ? .connectionLost(call.origin, requestWasSent: true)
        : .unreachable(call.origin, reason: error.shortDescription)
    }
  }

  private static func isEarlyEnd(_ error: any Error) -> Bool {
    guard let error = error as? HTTPParserError else { return false }
    return error == .invalidEOFState || error == .closedConnection
  }
}

// Answers that are read as they come.
extension AsyncHTTPTransport {
  /// Sends a request and returns as soon as the answer's head is there.
  ///
  /// The call's timeout is for the head, and for the wait for each part of the body, which is read
  /// from the network only as fast as it is asked for. A request with a body gets its whole answer.
  public func open(_ call: HTTPCall) async throws(ClientError) -> HTTPStream {
    guard call.body == nil else { return HTTPStream(try await send(call)) }
    guard !Task.isCancelled else { throw .cancelled(requestWasSent: false) }
    let delegate = StreamDelegate()
    let request: HTTPClient.Request
    do {
      request = try HTTPClient.Request(
        url: call.url, method: NIOHTTP1.HTTPMethod(rawValue: call.method.rawValue),
        headers: HTTPHeaders(call.headers.map { ($0.name, $0.value) }))
    } catch {
      throw .unreachable(call.origin, reason: "the request cannot be written")
    }
    let task = client(for: call.origin).execute(request: request, delegate: delegate)
    let abandon: @Sendable () -> Void = {
      delegate.pipe.abandon()
      task.cancel()
    }
    let first = await delegate.next(of: task, within: call.timeout)
    guard case .head(let head) = first else {
      abandon()
      guard case .failed(let error) = first else {
        throw .connectionLost(call.origin, requestWasSent: true)
      }
      throw failure(error, of: call, wasSent: delegate.requestWasSent)
    }
    return HTTPStream(
      status: Int(head.status.code),
      headers: head.headers.map { (name: $0.name, value: $0.value) },
      read: { () async throws(ClientError) in
        switch await delegate.next(of: task, within: call.timeout) {
        case .part(let bytes): return bytes
        case .failed(let error): throw self.failure(error, of: call, wasSent: true)
        case .head, .end: return nil
        }
      },
      abandon: abandon)
  }
}

// What the transport owns.
extension AsyncHTTPTransport {
  private var eventLoop: any EventLoop {
    state.withLock { state in Self.group(in: &state).any() }
  }

  /// One thread is enough: it only moves bytes, and one loop is what ``executor`` needs.
  private static func group(in state: inout State) -> MultiThreadedEventLoopGroup {
    if let group = state.group { return group }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    state.group = group
    return group
  }

  private func client(for origin: Origin) -> HTTPClient {
    let proxy = options.proxy(for: origin)
    return state.withLock { state in
      if let client = proxy == nil ? state.direct : state.proxied { return client }
      let client = HTTPClient(
        eventLoopGroupProvider: .shared(Self.group(in: &state)),
        configuration: configuration(proxy))
      if proxy == nil { state.direct = client } else { state.proxied = client }
      return client
    }
  }

  private func configuration(_ proxy: TransportOptions.Proxy?) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = TimeAmount(bounded: options.connectTimeout)
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
    let owned = state.withLock { state in
      defer { state = State() }
      return state
    }
    // Neither can fail in a way that anybody could act on: the sockets are closed all the same.
    try? await owned.direct?.shutdown()
    try? await owned.proxied?.shutdown()
    try? await owned.group?.shutdownGracefully()
  }
}

extension TimeAmount {
  /// A year at most, so that no arithmetic on deadlines can overflow.
  fileprivate init(bounded duration: Duration) {
    self = .init(min(duration, .seconds(31_536_000)))
  }
}

/// Gathers one answer, on the event loop, and knows how far the request got.
private final class AnswerCollector: HTTPClientResponseDelegate {
  struct TooLong: Error { let limit: Int }

  private struct State {
    var wasSent = false
    var head: HTTPResponseHead?
    var body: [UInt8] = []
  }

  private let options: TransportOptions
  private let requestHasBody: Bool
  private let state = Mutex(State())

  init(_ options: TransportOptions, requestHasBody: Bool) {
    self.options = options
    self.requestHasBody = requestHasBody
  }

  var requestWasSent: Bool { state.withLock { $0.wasSent } }

  // Called just before the body is handed to the socket. The head goes earlier, but without the
  // body that it announces nobody can act on it.
  func noteSending() { state.withLock { $0.wasSent = true } }

  func didSendRequestHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPRequestHead) {
    if !requestHasBody { noteSending() }
  }

  func didReceiveHead(
    task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead
  ) -> EventLoopFuture<Void> {
    state.withLock { $0.head = head }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(
    task: HTTPClient.Task<HTTPAnswer>, _ buffer: ByteBuffer
  ) -> EventLoopFuture<Void> {
    let limit = state.withLock { state -> Int? in
      let isError = (state.head?.status.code ?? 0) >= 400
      let limit = isError ? options.errorBodyLimit : options.bodyLimit
      let room = limit - state.body.count
      state.body.append(contentsOf: buffer.readableBytesView.prefix(room))
      return buffer.readableBytes > room ? limit : nil
    }
    guard let limit else { return task.eventLoop.makeSucceededVoidFuture() }
    return task.eventLoop.makeFailedFuture(TooLong(limit: limit))
  }

  func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
    guard let answer = answer() else { throw HTTPClientError.remoteConnectionClosed }
    return answer
  }

  /// An error status whose body broke off or never ends: the status alone tells what matters.
  func refusal(after error: any Error) -> HTTPAnswer? {
    if let error = error as? HTTPClientError, error == .cancelled || error == .deadlineExceeded {
      return nil
    }
    return answer().flatMap { $0.status >= 400 ? $0 : nil }
  }

  private func answer() -> HTTPAnswer? {
    state.withLock { state in
      state.head.map { head in
        HTTPAnswer(
          status: Int(head.status.code),
          headers: head.headers.map { (name: $0.name, value: $0.value) }, body: state.body)
      }
    }
  }
}

/// Puts the events of one answer into a pipe.
private final class StreamDelegate: HTTPClientResponseDelegate {
  let pipe = StreamPipe()
  private let wasSent = Mutex(false)

  var requestWasSent: Bool { wasSent.withLock { $0 } }

  func next(of task: HTTPClient.Task<Void>, within limit: Duration) async -> StreamPipe.Event {
    let timer = task.eventLoop.scheduleTask(in: TimeAmount(bounded: limit)) {
      task.fail(reason: HTTPClientError.deadlineExceeded)
    }
    let event = await pipe.next(onCancel: { task.cancel() })
    timer.cancel()
    return event
  }

  func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
    wasSent.withLock { $0 = true }
  }

  func didReceiveHead(
    task: HTTPClient.Task<Void>, _ head: HTTPResponseHead
  ) -> EventLoopFuture<Void> {
    pipe.offer(.head(head))
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(
    task: HTTPClient.Task<Void>, _ buffer: ByteBuffer
  ) -> EventLoopFuture<Void> {
    let goOn = task.eventLoop.makePromise(of: Void.self)
    pipe.offer(.part(Array(buffer.readableBytesView)), goOn: goOn)
    return goOn.futureResult
  }

  func didFinishRequest(task: HTTPClient.Task<Void>) throws { pipe.offer(.end) }

  func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
    pipe.offer(.failed(error))
  }
}
