import NIOSSL
import TestSupport
import Testing

@testable import VideoSDKClient

/// Servers that cannot prove who they are.
///
/// How their certificates were made is in `Fixtures/tls/make`.
@Suite(.timeLimit(.minutes(1)))
struct TransportSecurityTests {
  /// Far beyond what the handshakes and the waits between them take.
  static let timeout: Duration = .seconds(40)

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let certificate: String
    /// Whether the authority that signed it is trusted.
    let isTrusted: Bool
    let reason: String

    static let all = [
      Row(
        testDescription: "an unknown authority", certificate: "good", isTrusted: false,
        reason: "certificate verify failed"),
      Row(
        testDescription: "an expired certificate", certificate: "expired", isTrusted: true,
        reason: "certificate verify failed"),
      Row(
        testDescription: "a certificate of another host", certificate: "other-name",
        isTrusted: true, reason: "the certificate is for another host"),
    ]
  }

  static func welcome(_ certificate: String) throws -> Welcome {
    let chain = try NIOSSLCertificate.fromPEMBytes(Fixture.bytes("tls/\(certificate).pem"))
    let key = try NIOSSLPrivateKey(bytes: Fixture.bytes("tls/server.key"), format: .pem)
    return .tls(
      try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))))
  }

  static func options(isTrusted: Bool = true) -> TransportOptions {
    TransportOptions(authorityFile: isTrusted ? Fixture.path("tls/authority.pem") : nil)
  }

  @Test(arguments: Row.all)
  func `sends no start to a server with`(row: Row) async throws {
    try await Setup.against(
      { _, _ in .answer(200, Setup.started) }, welcome: Self.welcome(row.certificate),
      options: Self.options(isTrusted: row.isTrusted), timeout: Self.timeout
    ) { client, server in
      let stopwatch = Stopwatch(ContinuousClock())

      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(error == .tls(client.origin, reason: row.reason))
      #expect(stopwatch.elapsed < Self.timeout)
      await server.allClosed()
      #expect(server.requests.isEmpty)
    }
  }

  @Test(arguments: Row.all)
  func `opens no download from a server with`(row: Row) async throws {
    try await HostileServer.run(
      welcome: Self.welcome(row.certificate), { _, _ in .answer(200, "x") }
    ) { server, origin in
      let error = try await AsyncHTTPTransport.withTransport(
        Self.options(isTrusted: row.isTrusted)
      ) { (transport) async throws in
        await Setup.failure { () async throws(ClientError) in
          try await transport.open(AsyncHTTPTransportTests.call(origin, timeout: Self.timeout))
        }
      }

      #expect(error == .tls(origin, reason: row.reason))
      await server.allClosed()
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `sends a start once to a server of a trusted authority`() async throws {
    try await Setup.against(
      { _, _ in .answer(200, Setup.started) }, welcome: Self.welcome("good"),
      options: Self.options()
    ) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.attempts.count == 1)
      #expect(server.requests.map(\.method) == ["POST"])
    }
  }

  @Test func `sends nothing when the file of authorities cannot be read`() async throws {
    try await Setup.against(
      { _, _ in .answer(200, Setup.started) }, welcome: Self.welcome("good"),
      options: TransportOptions(authorityFile: Fixture.path("tls/no-such-file.pem"))
    ) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(error == .tls(client.origin, reason: "the file of authorities cannot be read"))
      #expect(server.requests.isEmpty)
    }
  }
}
