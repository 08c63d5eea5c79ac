import VideoSDKClient

/// A request of a step and its answer, for a report that shows them.
///
/// Bodies are kept as they came until the report is written: only then is every secret known that is to be struck out.
struct RecordedExchange: Sendable, Equatable {
  /// Such as `POST https://…/start`.
  var request: String
  /// Nil for none.
  var requestBody: String?
  /// Nil when no answer came.
  var status: Int?
  /// Why none came.
  var failure: String?
  var elapsed: Duration
  /// Which attempt of its operation this was, from 1.
  var attempt: Int
  var answer: String?
  /// What of the bodies is missing, in a phrase; nil for nothing.
  var omission: String?

  /// Bytes of a body that a report shows; a secret that begins in them ends in what was kept.
  static let longestBody = 2_000

  init(_ exchange: Exchange) {
    request = "\(exchange.method.rawValue) \(exchange.url)"
    requestBody = exchange.requestBody.map { String(decoding: $0, as: UTF8.self) }
    status = exchange.status
    failure = exchange.error.map {
      Attempt.word(status: exchange.status, failure: $0)
    }
    elapsed = exchange.duration
    attempt = exchange.attempt
    answer =
      exchange.responseBody.isEmpty
      ? nil : String(decoding: exchange.responseBody, as: UTF8.self)
  }

  /// Bytes of what it holds.
  var size: Int { (requestBody?.utf8.count ?? 0) + (answer?.utf8.count ?? 0) }

  /// Without what was sent and what came back.
  mutating func dropBodies() {
    if requestBody != nil || answer != nil { omission = "not kept: the report has enough of them" }
    (requestBody, answer) = (nil, nil)
  }

  /// What a report shows: without secrets, and not at any length.
  func shown(by redactor: Redactor) -> RecordedExchange {
    var copy = self
    copy.request = redactor.redact(request)
    copy.requestBody = requestBody.map { copy.shorten($0, redactor) }
    copy.answer = answer.map { copy.shorten($0, redactor) }
    return copy
  }

  /// Secrets are struck out in place before anything is cut: half of one would be nothing that could be known.
  private mutating func shorten(_ body: String, _ redactor: Redactor) -> String {
    let count = body.utf8.count
    guard count > Self.longestBody else { return redactor.redact(body) }
    let isAll = count < Exchange.bodyLimit
    omission = "only its first \(Self.longestBody) bytes\(isAll ? " of \(count)" : "") are shown"
    let start = redactor.masked(body).utf8.prefix(Self.longestBody)
    return String(decoding: start, as: UTF8.self)
  }
}

/// The exchanges of one step: the first and the last where they are many, as in a `wait until`.
struct ExchangeTail: Sendable {
  private static let mostFirst = 10
  private static let most = 20

  private(set) var exchanges: [RecordedExchange] = []
  private(set) var omitted = 0

  mutating func append(_ exchange: RecordedExchange) {
    if exchanges.count == Self.most {
      exchanges.remove(at: Self.mostFirst)
      omitted += 1
    }
    exchanges.append(exchange)
  }
}
