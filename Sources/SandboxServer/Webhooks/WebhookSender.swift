import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends a webhook over a connection of its own and looks at the status of the answer.
struct WebhookSender: Sendable {
  /// How long connecting, sending and waiting may take together, at each address.
  let timeout: Duration
  let signer: WebhookSigner
  /// Where webhooks go besides this machine.
  var allowedHosts: Set<HostName> = []

  /// One attempt; redirects are not followed.
  func send(_ delivery: WebhookDelivery) async -> WebhookDelivery.Outcome {
    do {
      let receiver = try WebhookReceiver(delivery.url, allowing: allowedHosts)
      let head = head(
        to: receiver, length: delivery.event.body.readableBytes,
        signature: try await signature(of: delivery))
      let request = WebhookExchange.Request(
        head: head, body: delivery.event.body, timeout: TimeAmount(timeout))
      return .answered(status: try await exchange(request, with: receiver))
    } catch let obstacle as WebhookReceiver.Obstacle {
      return .failed(reason: obstacle.reason)
    } catch is CancellationError {
      return .failed(reason: "the sandbox stopped")
    } catch {
      return .failed(reason: reason(error))
    }
  }

  /// A receiver that hangs up early is seen by whatever is under way then: a read, a write, or neither.
  private func reason(_ error: any Error) -> String {
    switch error {
    case WebhookExchange.Failure.timedOut, ChannelError.connectTimeout:
      "no answer within \(timeout.sandboxText)"
    case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode): Self.noAnswer
    case is WebhookExchange.Failure, is ChannelError: Self.noAnswer
    case let error as NIOConnectionError:
      error.connectionErrors.last.map { reason($0.error) }
        ?? "nobody knows the name `\(error.host)`"
    default: String(describing: error)
    }
  }

  private static let noAnswer = "the connection was closed without an answer"

  private func signature(of delivery: WebhookDelivery) async throws -> String {
    var signed = delivery.event.body
    // A signature that is well formed, of the right length, and over something else.
    if delivery.flaw?.kind == .badSignature { signed.writeString(" ") }
    return try await signer.signature(of: signed)
  }

  private func head(
    to receiver: WebhookReceiver, length: Int, signature: String
  ) -> HTTPRequestHead {
    HTTPRequestHead(
      version: .http1_1, method: .POST, uri: receiver.target,
      headers: [
        "host": receiver.authority,
        "content-type": "application/json",
        "content-length": String(length),
        "user-agent": "videosdk-sandbox/1.0",
        "videosdk-signature": signature,
        "connection": "close",
      ])
  }

  private func exchange(
    _ request: WebhookExchange.Request, with receiver: WebhookReceiver
  ) async throws -> Int {
    let (channel, status) = try await connect(to: receiver, sending: request)
    return try await withTaskCancellationHandler {
      do {
        return try await status.get()
      } catch {
        try Task.checkCancellation()
        throw error
      }
    } onCancel: {
      channel.close(promise: nil)
    }
  }

  /// The connection to the first address that takes one, on which the request is already under way.
  private func connect(
    to receiver: WebhookReceiver, sending request: WebhookExchange.Request
  ) async throws -> (channel: any Channel, status: EventLoopFuture<Int>) {
    var refusal: any Error = WebhookExchange.Failure.noAnswer
    for address in receiver.addresses {
      do {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
          .connectTimeout(request.timeout)
        guard let socket = try? SocketAddress(ipAddress: address, port: receiver.port) else {
          return try await bootstrap.connect(host: address, port: receiver.port) {
            WebhookSender.prepare($0, sending: request)
          }
        }
        return try await bootstrap.connect(to: socket) {
          WebhookSender.prepare($0, sending: request)
        }
      } catch {
        refusal = error
      }
    }
    throw refusal
  }

  private static func prepare(
    _ channel: any Channel, sending request: WebhookExchange.Request
  ) -> EventLoopFuture<(channel: any Channel, status: EventLoopFuture<Int>)> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHTTPClientHandlers()
      let status = channel.eventLoop.makePromise(of: Int.self)
      try pipeline.addHandler(WebhookExchange(request, status: status))
      return (channel, status.futureResult)
    }
  }
}
