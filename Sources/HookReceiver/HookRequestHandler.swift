import NIOCore
import NIOHTTP1
import ShellCore
import VideoSDKClient

/// Reads the one request of a connection and hands it on, or refuses it.
final class HookRequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  private static let bodyLimit = 1 << 20
  /// A body that is too long is still read up to here, so that its sender sees the answer.
  private static let drainLimit = 8 << 20
  private static let timeLimit = TimeAmount.seconds(30)

  private let requests: AsyncStream<HookRequest>.Continuation
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var length = 0

  init(_ requests: AsyncStream<HookRequest>.Continuation) { self.requests = requests }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    let timer = context.eventLoop.scheduleTask(in: Self.timeLimit) { channel.close(promise: nil) }
    channel.closeFuture.whenComplete { _ in timer.cancel() }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let first): head = first
    case .body(let bytes):
      length += bytes.readableBytes
      guard length <= Self.drainLimit else { return context.close(promise: nil) }
      if length <= Self.bodyLimit { body += bytes.readableBytesView }
    case .end: finish(context.channel)
    }
  }

  /// A request that cannot be read ends its connection.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func finish(_ channel: any Channel) {
    guard let head else { return }
    guard head.method == .POST else {
      return HookRequest.answer(channel, .methodNotAllowed, ["allow": "POST"])
    }
    guard length <= Self.bodyLimit else { return HookRequest.answer(channel, .payloadTooLarge) }
    let posted = PostedWebhook(
      body: body, signature: head.headers[Webhook.signatureHeader].first)
    let request = HookRequest(posted: posted, channel: channel)
    // Too many wait, or the port is closed.
    guard case .enqueued = requests.yield(request) else { return request.answer(.undecided) }
  }
}

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
