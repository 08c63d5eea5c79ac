public import FoundationEssentials

/// A complete HTTP answer, with its body in memory.
public struct HTTPAnswer: Sendable {
  /// The status code.
  public let status: Int
  /// The header fields in the order they came.
  public let headers: [(name: String, value: String)]
  /// The body, as long as the transport allows.
  public let body: [UInt8]
  /// Whether the body came to its end; a broken one is returned only to a call that does without it.
  public let isComplete: Bool

  /// Puts an answer together.
  public init(
    status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
    isComplete: Bool = true
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isComplete = isComplete
  }

  /// The first header field of a name, whatever the case of its letters.
  public func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    let length = wanted.utf8.count
    return headers.first { $0.name.utf8.count == length && $0.name.lowercased() == wanted }?.value
  }

  /// The server's time by its `Date` field; nil when there is none, or none that makes sense.
  public var date: Date? { header("Date").flatMap(RetryAfter.parseDate) }

  /// The body as JSON.
  ///
  /// - Throws: ``ClientError/malformed(path:reason:)`` when it is not.
  public func json() throws(ClientError) -> JSONValue {
    guard !body.isEmpty else { throw .malformed(path: "", reason: "the body is empty") }
    do {
      return try JSONValue(parsing: body)
    } catch {
      throw .malformed(path: "", reason: "not JSON: \(error)")
    }
  }

  var isSuccess: Bool { (200..<300).contains(status) }
}
