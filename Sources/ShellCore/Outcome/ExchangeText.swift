import VideoSDKClient

/// A request and its answer as `--verbose` shows them.
enum ExchangeText {
  static func lines(_ exchange: Exchange) -> [String] {
    var lines = ["> \(exchange.method.rawValue) \(exchange.url)" + attempt(exchange)]
    if let body = exchange.requestBody { lines.append("> \(text(body))") }
    let result = exchange.status.map { "\($0)" } ?? exchange.error.map { "\($0)" } ?? "no answer"
    lines.append("< \(result)  \(DurationText.short(exchange.duration))")
    if !exchange.responseBody.isEmpty { lines.append("< \(text(exchange.responseBody))") }
    return lines
  }

  private static func attempt(_ exchange: Exchange) -> String {
    exchange.attempt > 1 ? "  (attempt \(exchange.attempt))" : ""
  }

  private static func text(_ body: [UInt8]) -> String { String(decoding: body, as: UTF8.self) }
}
