import FoundationEssentials
import Synchronization
import Testing

@testable import VideoSDKClient

/// What the client does with credentials before and while it sends.
@Suite(.timeLimit(.minutes(1)))
struct CredentialsTests {
  static let rtcToken = Trial.token(#"{"apikey":"key","version":2,"roles":["rtc"]}"#)

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let credentials: Credentials?
    let problem: CredentialProblem

    static let all = [
      Case(testDescription: "nothing", credentials: nil, problem: .missing),
      Case(
        testDescription: "no token", credentials: .token(AccessToken("abc")),
        problem: .malformedToken),
      Case(
        testDescription: "an rtc token", credentials: .token(rtcToken),
        problem: .rtcOnly(roles: ["rtc"])),
      Case(
        testDescription: "a token of another room",
        credentials: .token(Trial.token(#"{"apikey":"key","version":2,"roomId":"other"}"#)),
        problem: .scopedToOtherRoom(RoomID("other"), requested: Trial.room)),
      Case(
        testDescription: "an empty secret",
        credentials: .keyPair(apiKey: "key", secret: Secret("")), problem: .missing),
    ]
  }

  @Test(arguments: Case.all)
  func `sends nothing with`(_ case: Case) async throws {
    try await HostileServer.run({ _, _ in .answer(200, Trial.started) }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Trial.client(origin, transport, credentials: `case`.credentials)

        let error = await Trial.failure { () async throws(ClientError) in
          try await client.send(Trial.start)
        }

        #expect(error == .credentials(`case`.problem))
        #expect(server.connections == 0)
      }
    }
  }

  @Test func `sends no token unencrypted to another machine`() async throws {
    let origin = try Origin("http://api.videosdk.live")

    let error = try await AsyncHTTPTransport.withTransport { (transport) async throws in
      await Trial.failure { () async throws(ClientError) in
        try await Trial.client(origin, transport).send(Trial.start)
      }
    }

    #expect(error == .credentials(.insecureOrigin(origin)))
  }

  @Test func `makes one token for many requests, also of a copy, and a new one before its end`()
    async throws
  {
    let now = Mutex(AccessTokenTests.now)

    try await HostileServer.run({ _, _ in .answer(200, Trial.emptyList) }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: .keyPair(apiKey: "key", secret: Secret("topsecret")),
          transport: transport, now: { now.withLock { $0 } })
        let copy = client
        _ = try await client.send(Trial.list)
        now.withLock { $0 += 3_539 }
        _ = try await copy.send(Trial.list)
        now.withLock { $0 += 1 }
        _ = try await client.send(Trial.list)
      }

      let tokens = server.requests.map { $0.headers["authorization"] }
      #expect(tokens.count == 3)
      #expect(tokens[0] == tokens[1])
      #expect(tokens[1] != tokens[2])
    }
  }
}
