import HTTPTypes
import NIOCore

/// A request as it came in, before anything was decided about it.
struct ReceivedRequest: Sendable {
  /// How much of a body the log keeps.
  static let keptBodyBytes = 4096

  let operation: Operation?
  let head: HTTPRequest
  let bodyBytes: Int
  let bodyStart: ByteBuffer

  init(operation: Operation?, head: HTTPRequest, body: ByteBuffer) {
    self.operation = operation
    self.head = head
    bodyBytes = body.readableBytes
    // Copied when it is cut, because a slice would keep the whole body in memory.
    bodyStart =
      bodyBytes <= ReceivedRequest.keptBodyBytes
      ? body : ByteBuffer(bytes: body.readableBytesView.prefix(ReceivedRequest.keptBodyBytes))
  }
}

extension HTTPRequest {
  /// Scheme, host and port under which the client sees the sandbox.
  var origin: String { "http://\(authority ?? "")" }
}

/// A request with the time at which it came.
struct RequestLogEntry: Sendable {
  let time: Timestamp
  let request: ReceivedRequest
}
