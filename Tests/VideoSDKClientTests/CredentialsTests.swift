import FoundationEssentials
import Synchronization
import TestSupport
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

    static let sure = [
      Case("nothing", nil, .missing),
      Case("no token", .token(AccessToken("abc")), .malformedToken),
      Case("an empty secret", .keyPair(apiKey: "key", secret: Secret("")), .missing),
      Case(
        "an expired token", claims: #""version":2,"exp":1767347990"#, .expired(ago: .seconds(10))),
      Case("a token that ends now", claims: #""version":2,"exp":1767348000"#, .expired(ago: .zero)),
    ]

    static let believed = [
      Case(
        "a token without a key", .token(Setup.token("{\(permissions)}")), .missingClaim("apikey")),
      Case(
        "a token from the future", claims: #"\#(permissions),"version":2,"nbf":1767348005"#,
        .notYetValid(startsIn: .seconds(5))),
      Case(
        "an rtc token", claims: #"\#(permissions),"version":2,"roles":["rtc"]"#,
        .rtcOnly(roles: ["rtc"])),
      Case("a token of version 1", claims: #"\#(permissions),"version":1"#, .wrongVersion(1)),
      Case(
        "a version that is a text", claims: #"\#(permissions),"version":"2""#, .textVersion("2")),
      Case(
        "a token with a role and no version", claims: #"\#(permissions),"roles":["crawler"]"#,
        .wrongVersion(nil)),
      Case(
        "a token of a room and no version", claims: #"\#(permissions),"roomId":"k2jd-91xa-p0qe""#,
        .wrongVersion(nil)),
      Case(
        "a token of another room", claims: #"\#(permissions),"version":2,"roomId":"other""#,
        .scopedToOtherRoom(RoomID("other"), requested: Setup.room)),
      Case(
        "a token of another participant",
        claims: #"\#(permissions),"version":2,"participantId":"other""#,
        .scopedToOtherParticipant(ParticipantID("other"), requested: Setup.participant)),
      Case("no permissions", claims: #""version":2"#, .missingClaim("permissions")),
      Case(
        "roles in capitals", claims: #"\#(permissions),"version":2,"roles":["CRAWLER"]"#,
        .unusualRoles(["CRAWLER"])),
      Case(
        "a role that is a text", claims: #"\#(permissions),"version":2,"roles":"crawler""#,
        .unusualRoles(["crawler"])),
    ]

    private static let permissions = #""permissions":["allow_join"]"#
  }

  @Test(arguments: Case.sure)
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

  @Test(arguments: Case.believed, [200, 401, 403, 404])
  func `sends, and names what may have been wrong once it is refused, with`(
    _ case: Case, status: Int
  ) async throws {
    try await HostileServer.run({ _, _ in .answer(status, Setup.started) }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: `case`.credentials, transport: transport,
          now: { AccessTokenTests.now })

        #expect(await client.doubts(for: Setup.start.scope) == [`case`.problem])
        let error = await Setup.failure { () async throws(ClientError) in
          try await client.send(Setup.start)
        }

        #expect(server.requests.map(\.line) == ["POST \(Setup.start.target)"])
        guard case .http(status, let problem) = error else {
          #expect(status == 200 && error == nil)
          return
        }
        #expect(problem.doubts == (status == 404 ? [] : [`case`.problem]))
      }
    }
  }

  @Test func `doubts nothing of what it makes itself, nor of what is not sent`() async throws {
    try await AsyncHTTPTransport.withTransport { (transport) async throws in
      for credentials in [
        Credentials.keyPair(apiKey: "key", secret: Secret("s")), .token(AccessToken("abc")),
        .token(Setup.token(#"{"exp":1}"#)),
      ] {
        let client = Client(origin: .videoSDK, credentials: credentials, transport: transport)
        #expect(await client.doubts() == [])
      }
      #expect(
        await Client(origin: .videoSDK, credentials: nil, transport: transport).doubts() == [])
    }
  }

  @Test func `sends a token of the room and the participant that it is for`() async throws {
    let token = Setup.token(
      #"{"apikey":"key","permissions":["allow_join"],"version":2,"roomId":"k2jd-91xa-p0qe","participantId":"but3ihic","nbf":1767348000}"#
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
