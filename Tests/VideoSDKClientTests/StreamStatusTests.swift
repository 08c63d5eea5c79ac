import NIOSSL
import TestSupport
import Testing

@testable import VideoSDKClient

/// A status of HTTP/2 that is none, or none of an answer.
@Suite("numbers from outside trap: statuses of HTTP/2", .timeLimit(.minutes(1)))
struct StreamStatusTests {
  private static let content = #"{"roomId":"r"}"#

  private static func context() throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMBytes(Fixture.bytes("tls/good.pem"))
    let key = try NIOSSLPrivateKey(bytes: Fixture.bytes("tls/server.key"), format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.applicationProtocols = ["h2"]
    return try NIOSSLContext(configuration: configuration)
  }

  /// What a read, a download and a start come to where each answer has these heads.
  private static func outcomes(
    _ heads: [StreamServer.Fields]
  ) async throws -> (read: ClientError?, open: ClientError?, start: ClientError?) {
    try await StreamServer.run(context(), heads, content: content) { origin in
      try await AsyncHTTPTransport.withTransport(
        TransportOptions(authorityFile: Fixture.path("tls/authority.pem"))
      ) { (transport) async throws in
        let client = Setup.client(
          origin, transport, retries: 0, timeout: .seconds(20), clock: InstantClock())
        let read = GetRoom(room: Setup.room)
        return (
          await Setup.failure { () async throws(ClientError) in try await client.send(read) },
          await Setup.failure { () async throws(ClientError) in
            try await transport.open(client.call(for: read))
          },
          await Setup.failure { () async throws(ClientError) in try await client.send(Setup.start) }
        )
      }
    }
  }

  @Test func `a status that is one is read over HTTP/2`() async throws {
    let outcomes = try await Self.outcomes([[(":status", "200")]])

    #expect(outcomes.read == nil)
    #expect(outcomes.open == nil)
    // Any answer that accepts a start has started.
    #expect(outcomes.start == nil)
  }

  @Test func `a forerunner is no answer`() async throws {
    let outcomes = try await Self.outcomes([[(":status", "103")], [(":status", "200")]])

    #expect(outcomes.read == nil)
    #expect(outcomes.start == nil)
  }

  @Test(arguments: [
    "000", "001", "042", "099", "600", "777", "999", "-12", "+20", "2", "1000", "2e2", "0x1", "20 ",
    "99999999999999999999", "", "２００", "\u{1b}[2J",
  ])
  func `is a failure and not the end of the program`(_ status: String) async throws {
    let outcomes = try await Self.outcomes([[(":status", status)]])

    #expect(outcomes.read != nil && outcomes.open != nil)
    #expect(outcomes.read?.isRefusedBeforeSending == false)
    guard case .outcomeUnknown? = outcomes.start else {
      Issue.record("\(String(describing: outcomes.start))")
      return
    }
  }

  @Test(
    arguments: [
      [[(":status", "200"), (":status", "200")]], [[("x", "y")]], [[]],
      [[("x", "y"), (":status", "200")]],
      [[(":status", "101")]], [[(":status", "100")]], [[(":status", "103")], [(":status", "099")]],
    ] as [[StreamServer.Fields]])
  func `heads that are none of an answer`(_ heads: [StreamServer.Fields]) async throws {
    let outcomes = try await Self.outcomes(heads)

    #expect(outcomes.read != nil)
    guard case .outcomeUnknown? = outcomes.start else {
      Issue.record("\(String(describing: outcomes.start))")
      return
    }
  }
}
