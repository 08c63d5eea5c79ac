import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends a webhook over a connection of its own and looks at the status of the answer.
struct WebhookSender: Sendable {
  /// How long connecting, sending and waiting may take together.
  let timeout: Duration
  let signer: WebhookSigner

  private typealias Wire = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

  /// One attempt; redirects are not followed.
  func send(_ delivery: WebhookDelivery) async -> WebhookDelivery.Outcome {
    do {
      let receiver = try WebhookReceiver(delivery.url)
      let head = head(
        to: receiver, length: delivery.event.body.readableBytes,
        signature: try await signature(of: delivery))
      return .answered(status: try await exchange(head, delivery.event.body, with: receiver))
    } catch let obstacle as WebhookReceiver.Obstacle {
      return .failed(reason: obstacle.reason)
    } catch is TimedOut {
      return .failed(reason: "no answer within \(timeout.sandboxText)")
    } catch is CancellationError {
      return .failed(reason: "the sandbox stopped")
    } catch {
      return .failed(reason: Self.reason(error))
    }
  }

  /// A receiver that hangs up early is seen by whatever is under way then: a read, a write, or neither.
  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode):
      NoAnswer().description
    case is ChannelError, is NIOAsyncWriterError: NoAnswer().description
    default: String(describing: error)
    }
  }

  private struct TimedOut: Error {}
  private struct NoAnswer: Error, CustomStringConvertible {
    let description = "the connection was closed without an answer"
  }

  private func signature(of delivery: WebhookDelivery) async throws -> String {
    var signed = delivery.event.body
    // A signature that is well formed, of the right length, and over something else.
    if delivery.flaw == .badSignature { signed.writeString(" ") }
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
    _ head: HTTPRequestHead, _ body: ByteBuffer, with receiver: WebhookReceiver
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask {
        try await ask(try await connect(to: receiver), head, body)
      }
      group.addTask {
        try await Task.sleep(for: timeout)
        throw TimedOut()
      }
      defer { group.cancelAll() }
      return try await group.next() ?? 0
    }
  }

  private func connect(to receiver: WebhookReceiver) async throws -> Wire {
    var refusal: (any Error)?
    for address in receiver.addresses {
      do {
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
          .connectTimeout(TimeAmount(timeout))
          .connect(to: try SocketAddress(ipAddress: address, port: receiver.port)) { channel in
            channel.eventLoop.makeCompletedFuture {
              try channel.pipeline.syncOperations.addHTTPClientHandlers()
              return try Wire(wrappingChannelSynchronously: channel)
            }
          }
      } catch {
        refusal = error
      }
    }
    throw refusal ?? NoAnswer()
  }

  private func ask(_ wire: Wire, _ head: HTTPRequestHead, _ body: ByteBuffer) async throws -> Int {
    try await wire.executeThenClose { inbound, outbound in
      try await outbound.write(contentsOf: [.head(head), .body(.byteBuffer(body)), .end(nil)])
      for try await part in inbound {
        if case .head(let answer) = part { return Int(answer.status.code) }
      }
      try Task.checkCancellation()
      throw NoAnswer()
    }
  }
}
