import HookReceiver
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(1)))
struct LoopbackReceiverTests {
  /// What one request is answered with.
  struct RequestCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var method = HTTPMethod.post
    var length = 3
    var reception = WebhookReception.accepted
    let status: Int

    static let all = [
      RequestCase(testDescription: "a webhook that is accepted", status: 200),
      RequestCase(testDescription: "a forged one", reception: .forged, status: 401),
      RequestCase(testDescription: "no event", reception: .noEvent, status: 400),
      RequestCase(testDescription: "no key to judge with", reception: .undecided, status: 503),
      RequestCase(testDescription: "1 MiB", length: 1 << 20, status: 200),
      RequestCase(testDescription: "1 MiB and a byte", length: 1 << 20 + 1, status: 413),
      RequestCase(testDescription: "GET", method: .get, status: 405),
    ]
  }

  @Test(arguments: RequestCase.all)
  func `answers what the intake decides, and refuses what is no webhook`(
    _ request: RequestCase
  ) async throws {
    let status = try await LoopbackReceiver.withReceiver { receiver in
      let port = try await receiver.open(port: 0) { _ in request.reception }
      return try await Self.send(
        request.method, Array(repeating: 0x20, count: request.length), to: port.number)
    }

    #expect(status == request.status)
  }

  @Test func `hands over the bytes as they came, with their signature`() async throws {
    let seen = Mutex<[PostedWebhook]>([])

    try await LoopbackReceiver.withReceiver { receiver in
      let port = try await receiver.open(port: 0) { posted in
        seen.withLock { $0.append(posted) }
        return .accepted
      }
      _ = try await Self.send(.post, [0x7B, 0xFF, 0x0A], signature: "c2ln", to: port.number)
      _ = try await Self.send(.post, [], to: port.number)
    }

    #expect(
      seen.withLock { $0 } == [
        PostedWebhook(body: [0x7B, 0xFF, 0x0A], signature: "c2ln"),
        PostedWebhook(body: [], signature: nil),
      ])
  }

  @Test func `a port is closed when it is told to`() async throws {
    try await LoopbackReceiver.withReceiver { receiver in
      let port = try await Self.openOwnPort(receiver)
      let number = port.number
      await port.close()

      await #expect(throws: ClientError.self) { _ = try await Self.send(.post, [1], to: number) }
    }
  }

  @Test func `a port is closed at the end of the scope`() async throws {
    let number = try await LoopbackReceiver.withReceiver { receiver in
      try await Self.openOwnPort(receiver).number
    }

    await #expect(throws: ClientError.self) { _ = try await Self.send(.post, [1], to: number) }
  }

  @Test func `says why a port cannot be opened`() async throws {
    try await LoopbackReceiver.withReceiver { receiver in
      let port = try await receiver.open(port: 0) { _ in .accepted }

      await #expect(
        throws: ReceiverProblem(port: port.number, reason: "address already in use")
      ) { _ = try await receiver.open(port: port.number) { _ in .accepted } }
    }
  }

  /// Opens a port that is given to nobody who asks for any free one: once closed it stays so, whatever runs beside.
  private static func openOwnPort(_ receiver: LoopbackReceiver) async throws -> any WebhookPort {
    while true {
      // Below those that Linux gives away by itself, from 32768 on.
      let number = Int.random(in: 10_000..<32_768)
      do {
        return try await receiver.open(port: number) { _ in .accepted }
      } catch {
        guard error.reason == "address already in use" else { throw error }
      }
    }
  }

  /// Answers with the status.
  private static func send(
    _ method: HTTPMethod, _ body: [UInt8], signature: String? = nil, to port: Int
  ) async throws -> Int {
    let headers = signature.map { [(name: Webhook.signatureHeader, value: $0)] } ?? []
    let origin = try Origin("http://127.0.0.1:\(port)")
    return try await AsyncHTTPTransport.withTransport { (transport) async throws in
      try await transport.send(
        HTTPCall(
          method: method, origin: origin, target: "/", headers: headers,
          body: method == .get ? nil : body, timeout: .seconds(20))
      ).status
    }
  }
}
