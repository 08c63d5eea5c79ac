/// One HTTP request, ready to be sent.
public struct HTTPCall: Sendable {
  /// The method.
  public let method: HTTPMethod
  /// The server it goes to.
  public let origin: Origin
  /// The path with the query, both percent-encoded.
  public let target: String
  /// The header fields in order; `Authorization` holds the token.
  public let headers: [(name: String, value: String)]
  /// The body, or nil for none.
  public let body: [UInt8]?
  /// How long the transport may take, from connecting to the last byte of the answer.
  public let timeout: Duration
  /// Whether an answer of success counts although its body breaks off, is too long or does not end.
  public let needsNoBody: Bool

  /// Puts a request together.
  public init(
    method: HTTPMethod, origin: Origin, target: String,
    headers: [(name: String, value: String)] = [], body: [UInt8]? = nil, timeout: Duration,
    needsNoBody: Bool = false
  ) {
    self.method = method
    self.origin = origin
    self.target = target
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.needsNoBody = needsNoBody
  }

  /// The absolute URL.
  public var url: String { origin.description + target }
}

extension HTTPCall: CustomStringConvertible, CustomReflectable {
  /// The request line and the header fields, without the credentials and the body.
  public var description: String {
    let fields = headers.map { name, value in
      let isSecret = ["authorization", "proxy-authorization"].contains(name.lowercased())
      return "\(name): \(isSecret ? Secret.placeholder : value)"
    }
    return (["\(method.rawValue) \(url)"] + fields).joined(separator: "\n")
  }

  /// Shows no more than the description, so that `dump` cannot print the token.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// The request methods that the API uses.
public enum HTTPMethod: String, Sendable, Hashable {
  /// Reads.
  case get = "GET"
  /// Acts.
  case post = "POST"
  /// Removes.
  case delete = "DELETE"
}
