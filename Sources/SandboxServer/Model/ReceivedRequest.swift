import HTTPTypes
import NIOCore
import Synchronization

/// A request as it came in, before anything was decided about it.
struct ReceivedRequest: Sendable {
  /// How much of a body the log keeps.
  static let keptBodyBytes = 4096

  let operation: Operation?
  let head: HTTPRequest
  let bodyBytes: Int
  let bodyStart: ByteBuffer
  let fate = RequestFate()

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

/// What becomes of a request, told once it is answered.
///
/// A class because the log has the request before there is an answer; written without the store's turn, which every
/// request would have to wait for once more.
final class RequestFate: Sendable {
  private let code = Atomic<Int>(0)

  /// The status of the answer; nil before it, and where the connection was cut instead.
  var status: Int? {
    let status = code.load(ordering: .relaxed)
    return status == 0 ? nil : status
  }

  func answered(_ status: Int) { code.store(status, ordering: .relaxed) }
}
