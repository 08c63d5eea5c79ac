import NIOCore
import NIOHTTP1
import ShellCore

/// One posted request that waits for its answer.
struct HookRequest: Sendable {
  let posted: PostedWebhook
  let channel: any Channel

  func answer(_ reception: WebhookReception) { Self.answer(channel, reception.status) }

  /// Answers and ends the connection; a connection that is broken is its client's affair.
  static func answer(
    _ channel: any Channel, _ status: HTTPResponseStatus, _ headers: HTTPHeaders = [:]
  ) {
    var head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    head.headers.add(name: "content-length", value: "0")
    head.headers.add(name: "connection", value: "close")
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}

extension WebhookReception {
  fileprivate var status: HTTPResponseStatus {
    switch self {
    case .accepted: .ok
    case .forged: .unauthorized
    case .noEvent: .badRequest
    case .undecided: .serviceUnavailable
    }
  }
}
