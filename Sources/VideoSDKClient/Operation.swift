/// Names a request in errors: what it asks, and where.
public struct Operation: Sendable, Hashable, CustomStringConvertible {
  /// The vendor's name, such as `startTrackRecording`.
  public let name: String
  /// The method.
  public let method: HTTPMethod
  /// The percent-encoded path, without the query.
  public let path: String
  /// The server.
  public let origin: Origin

  /// The method and the URL.
  public var description: String { "\(method.rawValue) \(origin)\(path)" }
}
