import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1

/// Takes a request from its first byte to its answer.
///
/// The order is fixed: host, body, route, log and fault, token, handler. A fault comes before the token so
/// that it can stand for a network that fails; a request that it drops has not been acted on.
struct Dispatcher: Sendable {
  static let largestBody = 1 << 20

  let store: SandboxStore
  let tokens: TokenVerifier
  let signer: WebhookSigner
  let hosts: HostGuard
  let crossOrigin: CrossOriginPolicy
  let routes = RouteTable()
  let dates = HTTPDateCache()

  private var files: FileServer { FileServer(store: store) }

  /// - Throws: `HTTPParserError` when what comes on the connection is not HTTP.
  func respond(to request: Request, on connection: Connection) async throws -> Response {
    var response: Response
    do {
      response = try await answer(request, on: connection)
    } catch let error as HTTPParserError {
      throw error
    } catch {
      // The connection or the task has ended; whoever still listens learns no more.
      response = Response(status: .internalServerError)
    }
    if response.headers[.date] == nil { response.headers[.date] = dates.text(of: .wall) }
    crossOrigin.complete(&response, to: request)
    // HEAD is GET without the body, errors included.
    if request.method == .head { response = response.createHeadResponse() }
    // The server closes the connection then, and says so.
    if request.headers[.connection] == "close" { response.headers[.connection] = "close" }
    return response
  }

  private func answer(_ request: Request, on connection: Connection) async throws -> Response {
    let isLocal = connection.isFromThisMachine
    if let error = hosts.error(of: request.head.authority, isFromThisMachine: isLocal) {
      return refuse(error)
    }
    if let answer = crossOrigin.preflight(request) { return answer }
    let body = try await body(of: request, on: connection)
    if let path = FileServer.path(of: request) {
      return await files.response(to: request, path: path)
    }
    let match = matching(request)
    if case .success(let match) = match, match.route.plane == .control {
      if let error = hosts.controlError(
        authority: request.head.authority, origin: request.headers[.origin],
        isFromThisMachine: isLocal)
      {
        return refuse(error)
      }
      let context = ChangeContext(
        now: await store.present(origin: request.head.origin), origin: request.head.origin)
      let answer = await saved(await answer(request, body, .success(match), context))
      var response = answer.overHTTP(requestID: "control")
      if answer.hasEvents {
        response.body = ResponseBody(
          asyncSequence: EventStream(store: store, origin: request.head.origin))
      }
      return response
    }
    return try await exchange(request, body, match, on: connection)
  }

  private func exchange(
    _ request: Request, _ body: Result<ByteBuffer, APIError>,
    _ match: Result<RouteTable.Match, APIError>, on connection: Connection
  ) async throws -> Response {
    let operation = try? match.get().route.operation
    let received = ReceivedRequest(
      operation: operation, head: request.head, body: (try? body.get()) ?? ByteBuffer())
    let admission = await store.admit(received)
    let fault = admission.fault
    if fault?.drop == .before {
      return try await drop(connection)
    }
    let answer =
      if let error = fault?.error {
        error.response(store.switches)
      } else {
        await saved(
          await answer(
            request, body, match,
            ChangeContext(
              now: admission.now, origin: request.head.origin, operation: operation,
              recordingFails: fault?.recording == .failed)))
      }
    if let delay = fault?.delay {
      try await Task.sleep(for: delay)
    }
    if fault?.drop == .after {
      return try await drop(connection)
    }
    var response = answer.overHTTP(requestID: admission.requestID, spoiltBy: fault?.body)
    received.fate.answered(response.status.code)
    // A client compares the times of records with it; those of tokens are by this machine's clock.
    if operation?.needsToken == true, abs(admission.now.seconds(since: .wall)) >= 1 {
      response.headers[.date] = admission.now.httpText
    }
    return response
  }

  private func answer(
    _ request: Request, _ body: Result<ByteBuffer, APIError>,
    _ match: Result<RouteTable.Match, APIError>, _ context: ChangeContext
  ) async -> RouteResponse {
    do throws(APIError) {
      let match = try match.get()
      var context = context
      if match.route.operation?.needsToken ?? false {
        context.scope = try tokens.scope(ofHeader: request.headers[.authorization], now: .wall)
      }
      return try await match.route.handle(
        RouteRequest(
          parameters: match.parameters, query: query(of: request),
          contentType: request.headers[.contentType], body: try body.get(),
          context: context, store: store, signer: signer))
    } catch {
      return error.response(store.switches)
    }
  }

  /// The answer once what it says is in the data file.
  private func saved(_ answer: RouteResponse) async -> RouteResponse {
    guard store.isDurable else { return answer }
    do {
      try await store.save()
      return answer
    } catch {
      return APIError.notSaved.response(store.switches)
    }
  }

  private func matching(_ request: Request) -> Result<RouteTable.Match, APIError> {
    do throws(APIError) {
      let method = request.method == .head ? .get : request.method
      return .success(try routes.match(method, path: request.target.path))
    } catch {
      return .failure(error)
    }
  }

  private func query(of request: Request) -> [String: String] {
    guard let text = request.target.query else { return [:] }
    var query: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2 {
        query[PercentEncoding.decode(parts[0])] = PercentEncoding.decode(parts[1])
      }
    }
    return query
  }

  /// Reads the body; one that is too large is not kept, and the rest of it is not looked at.
  private func body(
    of request: Request, on connection: Connection
  ) async throws -> Result<ByteBuffer, APIError> {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }),
      length > Dispatcher.largestBody
    {
      return .failure(.bodyTooLarge)
    }
    if request.headers[.expect] != nil { connection.askForBody() }
    do {
      return .success(try await request.body.collect(upTo: Dispatcher.largestBody))
    } catch is NIOTooManyBytesError {
      return .failure(.bodyTooLarge)
    }
  }

  private func refuse(_ error: APIError) -> Response {
    error.response(store.switches).overHTTP(requestID: "refused")
  }

  /// Ends the connection; what is returned has nowhere to go.
  private func drop(_ connection: Connection) async throws -> Response {
    await connection.cut()
    return Response(status: .internalServerError)
  }
}

extension Request {
  /// What is asked for, as it is written: the path, and what stands behind the question mark.
  var target: (path: Substring, query: Substring?) {
    let text = head.path ?? "/"
    // Compared by bytes, which is cheap enough for every request.
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (text[...], nil) }
    return (text[..<mark], text[text.utf8.index(after: mark)...])
  }
}
