import Synchronization

/// An HTTP answer whose body is read part by part.
///
/// A class because it owns a connection: when it is let go before the body's end, the connection is
/// closed. Only one task may read at a time.
public final class HTTPStream: Sendable {
  /// The status code.
  public let status: Int
  /// The header fields in the order they came.
  public let headers: [(name: String, value: String)]

  private let read: @Sendable () async throws(ClientError) -> [UInt8]?
  private let abandon: @Sendable () -> Void

  /// Puts an answer together.
  ///
  /// - Parameters:
  ///   - status: The status code.
  ///   - headers: The header fields in the order they came.
  ///   - read: Waits for the next part of the body; nil after the last.
  ///   - abandon: Is called once, when nobody will read any more.
  public init(
    status: Int, headers: [(name: String, value: String)],
    read: @escaping @Sendable () async throws(ClientError) -> [UInt8]?,
    abandon: @escaping @Sendable () -> Void
  ) {
    self.status = status
    self.headers = headers
    self.read = read
    self.abandon = abandon
  }

  /// Hands out an answer that is there already.
  convenience init(_ answer: HTTPAnswer) {
    let body = WholeBody(answer.body)
    self.init(
      status: answer.status, headers: answer.headers,
      read: { () async throws(ClientError) in body.take() }, abandon: {})
  }

  deinit { abandon() }

  /// Waits for the next part of the body; nil after the last.
  public func next() async throws(ClientError) -> [UInt8]? { try await read() }

  /// The first header field of a name, whatever the case of its letters.
  public func header(_ name: String) -> String? {
    HTTPAnswer(status: status, headers: headers).header(name)
  }
}

/// A body that is handed out once.
private final class WholeBody: Sendable {
  private let bytes: Mutex<[UInt8]>

  init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

  func take() -> [UInt8]? {
    bytes.withLock { bytes in
      defer { bytes = [] }
      return bytes.isEmpty ? nil : bytes
    }
  }
}
