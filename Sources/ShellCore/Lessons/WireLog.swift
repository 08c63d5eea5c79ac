import Synchronization
import VideoSDKClient

/// The requests of a command with their answers, for the screen of a lesson.
///
/// Shared, because several are under way at once.
final class WireLog: Sendable {
  private let exchanges = Mutex<[Exchange]>([])
  private static let limit = 10_000

  func note(_ exchange: Exchange) {
    exchanges.withLock { if $0.count < Self.limit { $0.append(exchange) } }
  }

  /// Those since the last call.
  func take() -> [Exchange] {
    exchanges.withLock { exchanges in
      defer { exchanges = [] }
      return exchanges
    }
  }
}

/// What was sent and what came back, in few lines.
enum WireText {
  /// More of one command are counted only.
  private static let shown = 3

  static func lines(_ exchanges: [Exchange]) -> [TalkLine] {
    var groups: [(exchange: Exchange, count: Int)] = []
    for exchange in exchanges {
      if let last = groups.last, last.exchange.isLike(exchange) {
        groups[groups.count - 1] = (exchange, last.count + 1)
      } else {
        groups.append((exchange, 1))
      }
    }
    var lines: [TalkLine] = []
    for (exchange, count) in groups.prefix(shown) {
      lines.append(LessonScreen.row("sent", request(exchange) + (count > 1 ? "  ×\(count)" : "")))
      lines.append(LessonScreen.row("back", answer(exchange)))
    }
    let rest = groups.dropFirst(shown)
    guard let last = rest.last else { return lines }
    let count = rest.reduce(0) { $0 + $1.count }
    let isAlike = rest.allSatisfy { path($0.exchange.url) == path(last.exchange.url) }
    let what =
      isAlike
      ? "to \(last.exchange.method.rawValue) \(path(last.exchange.url))" : "of other kinds"
    return lines + [LessonScreen.row("", "and \(count) more \(what)")]
  }

  private static func request(_ exchange: Exchange) -> String {
    let body = exchange.requestBody.map { "  " + shortened($0, 200) } ?? ""
    return "\(exchange.method.rawValue) \(path(exchange.url))\(body)"
  }

  private static func answer(_ exchange: Exchange) -> String {
    guard let status = exchange.status else { return "nothing: the connection broke off" }
    let body = exchange.responseBody.isEmpty ? "" : " " + content(of: exchange.responseBody)
    return "\(status)\(body)"
  }

  /// The last two parts of a path, with the query.
  private static func path(_ url: String) -> String {
    let whole = url.split(separator: "?", maxSplits: 1)
    let parts = (whole.first ?? "").split(separator: "/").dropFirst(2)
    let query = whole.count > 1 ? "?\(whole[1].prefix(60))" : ""
    let start = parts.count > 2 ? "…/" : "/"
    return start + parts.suffix(2).joined(separator: "/") + query
  }

  /// A body; where it is long, without what tells a learner least.
  private static func content(of body: [UInt8]) -> String {
    let limit = 170
    guard body.count > limit, let json = try? JSONValue(parsing: body) else {
      return shortened(body, limit)
    }
    return shortened(Array(telling(json).utf8), limit)
  }

  private static let untelling: Set<String> = [
    "pageInfo", "sessionId", "fileFormat", "mode", "region", "webhook", "links", "user", "userId",
    "createdAt", "updatedAt", "_id", "__v", "meta", "ratio", "filePath", "customRoomId", "disabled",
  ]

  private static func telling(_ json: JSONValue) -> String {
    switch json {
    case .object(let members):
      let kept = members.filter { !untelling.contains($0.name) }
        .map { "\(JSONText.line(.string($0.name))):\(telling($0.value))" }
      return "{\((kept + (kept.count < members.count ? ["…"] : [])).joined(separator: ","))}"
    case .array(let elements): return "[\(elements.map(telling).joined(separator: ","))]"
    default: return JSONText.line(json)
    }
  }

  private static func shortened(_ body: [UInt8], _ limit: Int) -> String {
    let text = String(decoding: body.prefix(4 * limit), as: UTF8.self).onOneLine
    return text.count > limit ? text.prefix(limit - 1) + "…" : text
  }
}

extension Exchange {
  /// Whether it is the same request with the same kind of answer, as in polling.
  fileprivate func isLike(_ other: Exchange) -> Bool {
    method == other.method && url == other.url && status == other.status
      && requestBody == other.requestBody
  }
}
