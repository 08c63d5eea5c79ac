import FoundationEssentials
import Synchronization
import Testing

@testable import VideoSDKClient

/// What the client does with credentials before and while it sends.
@Suite(.timeLimit(.minutes(1)))
struct CredentialsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let credentials: Credentials?
    let problem: CredentialProblem

    init(_ name: String, _ credentials: Credentials?, _ problem: CredentialProblem) {
      testDescription = name
      self.credentials = credentials
      self.problem = problem
    }

    /// A token with these claims besides its key.
    init(_ name: String, claims: String, _ problem: CredentialProblem) {
      self.init(name, .token(Setup.token(#"{"apikey":"key",\#(claims)}"#)), problem)
    }

    static let answered401 = [
      Case("nothing", nil, .missing),
      Case("no token", .token(AccessToken("abc")), .malformedToken),
      Case("a token without a key", .token(Setup.token(#"{"version":2}"#)), .malformedToken),
      Case("an empty secret", .keyPair(apiKey: "key", secret: Secret("")), .missing),
      Case(
        "an expired token", claims: #""version":2,"exp":1767347990"#, .expired(ago: .seconds(10))),
      Case("a token that ends now", claims: #""version":2,"exp":1767348000"#, .expired(ago: .zero)),
      Case(
        "a token from the future", claims: #""version":2,"nbf":1767348005"#,
        .notYetValid(startsIn: .seconds(5))),
    ]

    static let answered403 = [
      Case("an rtc token", claims: #""version":2,"roles":["rtc"]"#, .rtcOnly(roles: ["rtc"])),
      Case("a token of version 1", claims: #""version":1"#, .wrongVersion(1)),
      Case(
        "a token with a role and no version", claims: #""roles":["crawler"]"#, .wrongVersion(nil)),
      Case(
        "a token of a room and no version", claims: #""roomId":"k2jd-91xa-p0qe""#,
        .wrongVersion(nil)),
      Case(
        "a token of another room", claims: #""version":2,"roomId":"other""#,
        .scopedToOtherRoom(RoomID("other"), requested: Setup.room)),
      Case(
        "a token of another participant", claims: #""version":2,"participantId":"other""#,
        .scopedToOtherParticipant(ParticipantID("other"), requested: Setup.participant)),
    ]
  }

  @Test(arguments: Case.answered401 + Case.answered403)
  func `sends nothing with`(_ case: Case) async throws {
    try await HostileServer.run({ _, _ in .answer(200, Setup.started) }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: `case`.credentials, transport: transport,
          now: { AccessTokenTests.now })

        let error = await Setup.failure { () async throws(ClientError) in
          try await client.send(Setup.start)
        }

        #expect(error == .credentials(`case`.problem))
        #expect(server.connections == 0)
      }
    }
  }

  @Test func `sends a token of the room and the participant that it is for`() async throws {
    let token = Setup.token(
      #"{"apikey":"key","version":2,"roomId":"k2jd-91xa-p0qe","participantId":"but3ihic","nbf":1767348000}"#
    )

    try await HostileServer.run({ _, _ in .answer(200, Setup.started) }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: .token(token), transport: transport,
          now: { AccessTokenTests.now })
        _ = try await client.send(Setup.start)
      }

      #expect(server.requests.map { $0.headers["authorization"] } == [token.reveal()])
    }
  }

  @Test func `sends no token unencrypted to another machine`() async throws {
    let origin = try Origin("http://api.videosdk.live")

    let error = try await AsyncHTTPTransport.withTransport { (transport) async throws in
      await Setup.failure { () async throws(ClientError) in
        try await Setup.client(origin, transport).send(Setup.start)
      }
    }

    #expect(error == .credentials(.insecureOrigin(origin)))
  }

  @Test func `makes one token for many requests, also of a copy, and a new one before its end`()
    async throws
  {
    let now = Mutex(AccessTokenTests.now)

    try await HostileServer.run({ _, _ in .answer(200, Setup.emptyList) }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: .keyPair(apiKey: "key", secret: Secret("topsecret")),
          transport: transport, now: { now.withLock { $0 } })
        let copy = client
        _ = try await client.send(Setup.list)
        now.withLock { $0 += 3_539 }
        _ = try await copy.send(Setup.list)
        now.withLock { $0 += 1 }
        _ = try await client.send(Setup.list)
      }

      let tokens = server.requests.map { $0.headers["authorization"] }
      #expect(tokens.count == 3)
      #expect(tokens[0] == tokens[1])
      #expect(tokens[1] != tokens[2])
    }
  }

  @Test func `makes a new token when the clock is set back`() async throws {
    let now = Mutex(AccessTokenTests.now)

    try await HostileServer.run({ _, _ in .answer(200, Setup.emptyList) }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: .keyPair(apiKey: "key", secret: Secret("topsecret")),
          transport: transport, now: { now.withLock { $0 } })
        _ = try await client.send(Setup.list)
        now.withLock { $0 -= 7_200 }
        _ = try await client.send(Setup.list)
        _ = try await client.send(Setup.list)
      }

      let issued = try server.requests.map {
        try AccessToken($0.headers["authorization"] ?? "").inspect().issuedAt
      }
      let earlier = AccessTokenTests.now - 7_200
      #expect(issued == [AccessTokenTests.now, earlier, earlier])
    }
  }
}
