import VideoSDKClient

/// A request and its answer as `--verbose` shows them.
enum ExchangeText {
  static func describe(_ exchange: Exchange) -> String {
    var lines = ["> \(exchange.method.rawValue) \(exchange.url)" + attempt(exchange)]
    if let body = exchange.requestBody { lines.append("> \(text(body))") }
    let result = exchange.status.map { "\($0)" } ?? exchange.error.map { "\($0)" } ?? "no answer"
    lines.append("< \(result)  \(DurationText.short(exchange.duration))")
    if !exchange.responseBody.isEmpty { lines.append("< \(text(exchange.responseBody))") }
    return lines.joined(separator: "\n")
  }

  private static func attempt(_ exchange: Exchange) -> String {
    exchange.attempt > 1 ? "  (attempt \(exchange.attempt))" : ""
  }

  /// A body on one line; whatever could move a cursor is shown as a dot.
  private static func text(_ body: [UInt8]) -> String {
    let characters = String(decoding: body, as: UTF8.self).unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? "·" : Character(scalar)
    }
    return String(characters)
  }
}
