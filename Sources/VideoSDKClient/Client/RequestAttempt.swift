/// One attempt: sends a request, follows the service's own redirects, and reads refusals.
struct RequestAttempt {
  static let redirectLimit = 5

  let client: Client
  let operation: String
  let number: Int
  let redaction: Redaction

  func send(_ call: HTTPCall, within limit: Duration) async throws(ClientError) -> HTTPAnswer {
    let stopwatch = Stopwatch(client.clock)
    var call = call
    var redirects = 0
    while true {
      let answer: HTTPAnswer
      do {
        answer = try await exchange(call)
      } catch .timedOut(call.timeout, let requestWasSent) {
        throw .timedOut(after: limit, requestWasSent: requestWasSent)
      }
      guard let location = redirectTarget(of: answer, to: call) else {
        guard answer.isSuccess else { throw problem(answer) }
        return answer
      }
      redirects += 1
      guard redirects <= Self.redirectLimit else { throw problem(answer) }
      let target = try target(of: location, from: call)
      let left = limit - stopwatch.elapsed
      guard left > .zero else { throw .timedOut(after: limit, requestWasSent: true) }
      call = HTTPCall(
        method: call.method, origin: call.origin, target: target, headers: call.headers,
        body: call.body, timeout: left, needsNoBody: call.needsNoBody)
    }
  }

  private func exchange(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    let stopwatch = client.observe.map { _ in Stopwatch(client.clock) }
    do {
      let answer = try await client.transport.send(call)
      report(call, stopwatch, answer: answer, error: nil)
      return answer
    } catch {
      report(call, stopwatch, answer: nil, error: error)
      throw error
    }
  }

  private func report(
    _ call: HTTPCall, _ stopwatch: Stopwatch?, answer: HTTPAnswer?, error: ClientError?
  ) {
    guard let observe = client.observe else { return }
    // Struck out before it is cut, or half a token could stay at the end.
    let body = redaction.apply(to: answer?.body ?? []).prefix(Exchange.bodyLimit)
    observe(
      Exchange(
        operation: operation, method: call.method, url: call.url, status: answer?.status,
        error: error, duration: stopwatch?.elapsed ?? .zero, attempt: number,
        requestBody: call.body, responseBody: Array(body)))
  }

  private func problem(_ answer: HTTPAnswer) -> ClientError {
    .http(
      status: answer.status, APIProblem(answer, now: client.now(), redaction: redaction))
  }

  /// Where to go on; only a redirect that keeps the method is followed for anything but a read.
  private func redirectTarget(of answer: HTTPAnswer, to call: HTTPCall) -> String? {
    switch answer.status {
    case 307, 308: answer.header("Location")
    case 301, 302, 303: call.method == .get ? answer.header("Location") : nil
    default: nil
    }
  }

  /// The path at the same origin that a `Location` names.
  private func target(
    of location: String, from call: HTTPCall
  ) throws(ClientError) -> String {
    let target = location.prefix { $0 != "#" }
    let isPlain = target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    let elsewhere = ClientError.redirected(from: call.origin, to: redaction.apply(to: location))
    guard isPlain, !target.contains("\\") else { throw elsewhere }
    if target.hasPrefix("/"), !target.hasPrefix("//") { return String(target) }
    guard let separator = target.firstRange(of: "://") else { throw elsewhere }
    let authority = target[separator.upperBound...].prefix { !"/?".contains($0) }
    let origin = try? Origin(String(target[..<separator.upperBound] + authority))
    guard origin == call.origin else { throw elsewhere }
    let rest = target[authority.endIndex...]
    return rest.hasPrefix("/") ? String(rest) : "/" + rest
  }
}
