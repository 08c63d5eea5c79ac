import FoundationEssentials
import JWTKit
import Testing

@testable import VideoSDKClient

@Suite
struct AccessTokenTests {
  static let now = Date(timeIntervalSince1970: 1_767_348_000)

  static func minted(
    room: RoomID? = nil, participant: ParticipantID? = nil
  ) async throws -> AccessToken {
    try await .mint(
      apiKey: "key", secret: Secret("topsecret"), issuedAt: now, lifetime: .seconds(600),
      room: room, participant: participant)
  }

  @Test func `is minted with the documented claims`() async throws {
    let claims = try await Self.minted(room: Setup.room, participant: Setup.participant).inspect()

    #expect(claims.algorithm == "HS256")
    #expect(claims.apiKey == "key")
    #expect(claims.permissions == ["allow_join", "allow_mod"])
    #expect(claims.roles == ["crawler"])
    #expect(claims.version == 2)
    #expect(claims.room == Setup.room)
    #expect(claims.participant == Setup.participant)
    #expect(claims.notBefore == nil)
    #expect(claims.issuedAt == Self.now)
    #expect(claims.expiresAt == Self.now.addingTimeInterval(600))
    #expect(claims.problems(at: Self.now) == [])
    #expect(claims.timeLeft(at: Self.now) == .seconds(600))
  }

  @Test func `is minted for every room and participant unless told otherwise`() async throws {
    let claims = try await Self.minted().inspect()

    #expect(claims.room == nil)
    #expect(claims.participant == nil)
  }

  /// The claims as an implementation that is not ours reads them.
  struct Payload: JWTPayload, Equatable {
    let apikey: String
    let permissions: [String]
    var version: Int?
    var roles: [String]?
    var roomId: String?
    var participantId: String?
    let iat: Int
    let exp: Int

    func verify(using algorithm: some JWTAlgorithm) async throws {}
  }

  /// A signer and verifier that is not ours; it wants keys as long as the hash, and HMAC fills up
  /// shorter ones with zeros.
  static func verifier(secret: String) async -> JWTKeyCollection {
    let bytes = Array(secret.utf8)
    let key = bytes + Array(repeating: 0, count: max(0, 32 - bytes.count))
    return await JWTKeyCollection().add(hmac: HMACKey(from: key), digestAlgorithm: .sha256)
  }

  @Test(arguments: [
    "s", "a secret of more than the thirty-two bytes that the hash has", "ключ/+=",
    String(repeating: "longer than the block of the hash ", count: 10),
  ])
  func `is signed with HS256 by its secret`(secret: String) async throws {
    let token = try await AccessToken.mint(
      apiKey: "key \"/ü", secret: Secret(secret), issuedAt: Self.now, lifetime: .seconds(600),
      room: Setup.room, participant: ParticipantID("ä/+ \n"))

    let payload = try await Self.verifier(secret: secret).verify(token.reveal(), as: Payload.self)

    #expect(
      payload
        == Payload(
          apikey: "key \"/ü", permissions: ["allow_join", "allow_mod"], version: 2,
          roles: ["crawler"], roomId: Setup.room.rawValue, participantId: "ä/+ \n",
          iat: 1_767_348_000, exp: 1_767_348_600))
  }

  @Test func `names the algorithm and the type in its header`() async throws {
    let token = try await Self.minted().reveal()

    #expect(token.hasPrefix("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."))
    #expect(!token.contains { $0 == "+" || $0 == "/" || $0 == "=" })
  }

  @Test func `leaves out the claims that it is not given`() async throws {
    let token = try await AccessToken.mint(
      apiKey: "key", secret: Secret("topsecret"), issuedAt: Self.now, permissions: [], roles: nil,
      version: nil)

    let payload = try await Self.verifier(secret: "topsecret")
      .verify(token.reveal(), as: Payload.self)

    #expect(
      payload == Payload(apikey: "key", permissions: [], iat: 1_767_348_000, exp: 1_767_351_600))
  }

  @Test func `is refused under another secret`() async throws {
    let token = try await Self.minted().reveal()
    let verifier = await Self.verifier(secret: "another")

    await #expect(throws: JWTError.self) { try await verifier.verify(token, as: Payload.self) }
  }

  @Test func `differs in its signature alone when the secret differs`() async throws {
    let parts = try await Self.minted().reveal().split(separator: ".")
    let other = try await AccessToken.mint(
      apiKey: "key", secret: Secret("another"), issuedAt: Self.now, lifetime: .seconds(600))
    let otherClaims = try other.inspect()
    let claims = try await Self.minted().inspect()

    #expect(parts.count == 3)
    #expect(claims == otherClaims)
    #expect(parts.last != other.reveal().split(separator: ".").last)
  }

  @Test(arguments: [("", "s"), ("k", "")])
  func `is not minted from nothing`(apiKey: String, secret: String) async {
    await #expect(throws: CredentialProblem.missing) {
      try await AccessToken.mint(apiKey: apiKey, secret: Secret(secret))
    }
  }

  @Test(arguments: [
    ("abc", false), ("  abc\n", false), ("Bearer abc", true), ("bearer  abc ", true),
    ("\u{FEFF}abc\r\n", false), ("\u{200B}abc\u{0}", false), ("\tBearer abc\u{2060}", true),
  ])
  func `is taken as people paste it`(text: String, hadPrefix: Bool) {
    let token = AccessToken(pasted: text)

    #expect(token.reveal() == "abc")
    #expect(token.hadBearerPrefix == hadPrefix)
  }

  @Test(arguments: [
    "", "abc", "a.b.c", "W10.e30.x", "e30.W10.x", "e30..", "eyJ9.eyJ9.x",
    "e30.eyJhcGlrZXkiOiJrZXkifQ.",
    "e30.eyJhcGlrZXkiOiJrZXkifQ", "e30.eyJhcGlrZXkiOiJrZXkifQ.x.x",
  ])
  func `is malformed`(text: String) {
    #expect(throws: CredentialProblem.malformedToken) { try AccessToken(text).inspect() }
  }

  struct Problem: Sendable, CustomTestStringConvertible {
    let claims: String
    let problems: [CredentialProblem]
    var testDescription: String { claims }

    init(_ claims: String, _ problems: CredentialProblem...) {
      self.init(claims: #"{"apikey":"key","permissions":["allow_join"]"# + claims + "}", problems)
    }

    init(claims: String, _ problems: [CredentialProblem]) {
      self.claims = claims
      self.problems = problems
    }

    static let all = [
      Problem(""),
      Problem(#","version":2"#),
      Problem(#","version":2,"roles":["rtc","crawler"]"#),
      Problem(#","exp":1767348001"#),
      Problem(#","exp":1767348000"#, .expired(ago: .zero)),
      Problem(#","exp":1767347990"#, .expired(ago: .seconds(10))),
      Problem(#","exp":1767347999.5"#, .expired(ago: .milliseconds(500))),
      Problem(#","nbf":1767348005"#, .notYetValid(startsIn: .seconds(5))),
      Problem(#","version":2,"roles":["rtc"]"#, .rtcOnly(roles: ["rtc"])),
      Problem(#","version":1"#, .wrongVersion(1)),
      Problem(#","roles":["crawler"]"#, .wrongVersion(nil)),
      Problem(
        #","version":2,"roomId":"other""#,
        .scopedToOtherRoom(RoomID("other"), requested: Setup.room)),
      Problem(#","version":2,"roomId":"k2jd-91xa-p0qe","participantId":"but3ihic""#),
      Problem(
        #","version":2,"participantId":"other""#,
        .scopedToOtherParticipant(ParticipantID("other"), requested: Setup.participant)),
      Problem(
        #","version":3,"roles":["rtc"],"exp":1767347999"#, .expired(ago: .seconds(1)),
        .rtcOnly(roles: ["rtc"]), .wrongVersion(3)),
    ]

    /// facts.md 8.3, 8.8, 8.11: what is in use, and what nobody means.
    static let inTheWild = [
      Problem(#","version":"2""#, .textVersion("2")),
      Problem(#","version":"two""#, .textVersion("two")),
      Problem(#","version":2.5"#, .unreadableClaim("version")),
      Problem(#","version":[2]"#, .unreadableClaim("version")),
      Problem(#","version":null"#),
      Problem(#","version":2,"roles":["CRAWLER","RTC"]"#, .unusualRoles(["CRAWLER", "RTC"])),
      Problem(#","version":2,"roles":["Crawler","crawler"]"#),
      Problem(#","version":2,"roles":"crawler""#, .unusualRoles(["crawler"])),
      Problem(#","version":2,"roles":"rtc""#, .rtcOnly(roles: ["rtc"])),
      Problem(#","version":2,"roles":["RTC"]"#, .rtcOnly(roles: ["RTC"])),
      Problem(#","version":2,"roles":[]"#, .unusualRoles([])),
      Problem(#","version":2,"roles":[1]"#, .unreadableClaim("roles")),
      Problem(#","version":2,"roles":{"crawler":true}"#, .unreadableClaim("roles")),
      Problem(#","exp":"1767348001""#, .unreadableClaim("exp")),
      Problem(#","exp":1e300"#, .unreadableClaim("exp")),
      Problem(#","nbf":-1e300"#, .unreadableClaim("nbf")),
      Problem(#","iat":1e19"#, .unreadableClaim("iat")),
      Problem(#","roomId":{}"#, .unreadableClaim("roomId")),
      Problem(claims: #"{"apikey":"key","version":2}"#, [.missingClaim("permissions")]),
      Problem(
        claims: #"{"apikey":"key","version":2,"permissions":[]}"#, [.missingClaim("permissions")]),
      Problem(claims: #"{"apikey":"key","permissions":"allow_join"}"#, []),
      Problem(claims: #"{"permissions":["allow_join"]}"#, [.missingClaim("apikey")]),
      Problem(claims: #"{"permissions":["allow_join"],"apikey":""}"#, [.missingClaim("apikey")]),
      Problem(
        claims: #"{"permissions":["allow_join"],"apikey":{}}"#, [.unreadableClaim("apikey")]),
      Problem(claims: "{}", [.missingClaim("apikey"), .missingClaim("permissions")]),
    ]
  }

  @Test(arguments: Problem.all + Problem.inTheWild)
  func `has the problems of its claims`(problem: Problem) throws {
    let claims = try Setup.token(problem.claims).inspect()

    #expect(
      claims.problems(at: Self.now, room: Setup.room, participant: Setup.participant)
        == problem.problems)
  }

  @Test func `is valid from the very second that it names`() throws {
    let claims = try Setup.token(
      #"{"apikey":"k","permissions":["allow_join"],"version":2,"nbf":1767348000}"#
    ).inspect()

    #expect(claims.problems(at: Self.now) == [])
  }

  @Test func `is not scoped against a request that names no room`() throws {
    let claims = try Setup.token(
      #"{"apikey":"k","permissions":["allow_join"],"version":2,"roomId":"other"}"#
    ).inspect()

    #expect(claims.problems(at: Self.now) == [])
  }

  @Test(arguments: [
    (#"{"alg":"none"}"#, CredentialProblem.otherAlgorithm("none")),
    (#"{"alg":"RS256","typ":"JWT"}"#, .otherAlgorithm("RS256")),
    (#"{"typ":"JWT"}"#, .otherAlgorithm(nil)), (#"{"alg":{}}"#, .otherAlgorithm(nil)),
  ])
  func `has the problem of its header`(header: String, problem: CredentialProblem) throws {
    let token = Setup.token(#"{"apikey":"k","permissions":["allow_join"]}"#, header: header)

    #expect(try token.inspect().problems(at: Self.now) == [problem])
  }

  @Test func `reads a version that is a text, and a role that is one`() throws {
    let claims = try Setup.token(#"{"apikey":"k","version":"2","roles":"Crawler"}"#).inspect()

    #expect(claims.version == 2)
    #expect(claims.roles == ["Crawler"])
  }

  @Test(arguments: [
    ("abc", "abc"), (" abc", "abc"), ("abc\n", "abc"), ("\r\nabc\r\n", "abc"), ("a b", "a b"),
    ("\u{FEFF}abc", "abc"), ("abc\u{200B}", "abc"), ("abc\u{0}\u{7F}", "abc"), ("\u{A0}abc", "abc"),
    ("abc\n\u{301}", "abc\n\u{301}"), (" \n\t", ""), ("", ""),
  ])
  func `is taken without what surrounds it unseen`(text: String, trimmed: String) {
    #expect(Array(CredentialText.trim(text).unicodeScalars) == Array(trimmed.unicodeScalars))
  }
}
