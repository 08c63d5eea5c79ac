import Crypto
import FoundationEssentials
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
    let claims = try await Self.minted(room: Trial.room, participant: Trial.participant).inspect()

    #expect(claims.algorithm == "HS256")
    #expect(claims.apiKey == "key")
    #expect(claims.permissions == ["allow_join", "allow_mod"])
    #expect(claims.roles == ["crawler"])
    #expect(claims.version == 2)
    #expect(claims.room == Trial.room)
    #expect(claims.participant == Trial.participant)
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

  @Test(arguments: ["s", "a secret of more than the thirty-two bytes that the hash has"])
  func `is signed with HS256 by its secret`(secret: String) async throws {
    let token = try await AccessToken.mint(apiKey: "key", secret: Secret(secret))
    let parts = token.reveal().split(separator: ".")
    let base64 = String(parts[2]).replacing("-", with: "+").replacing("_", with: "/") + "="
    let signature = try #require(Data(base64Encoded: base64))

    #expect(
      HMAC<SHA256>.isValidAuthenticationCode(
        signature, authenticating: Data("\(parts[0]).\(parts[1])".utf8),
        using: SymmetricKey(data: Data(secret.utf8))))
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
  ])
  func `is taken as people paste it`(text: String, hadPrefix: Bool) {
    let token = AccessToken(pasted: text)

    #expect(token.reveal() == "abc")
    #expect(token.hadBearerPrefix == hadPrefix)
  }

  @Test(arguments: [
    "", "abc", "a.b.c", "e30.e30.x", "e30..", "eyJ9.eyJ9.x", "e30.eyJhcGlrZXkiOiJrZXkifQ.",
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
      self.claims = #"{"apikey":"key""# + claims + "}"
      self.problems = problems
    }

    static let all = [
      Problem(""),
      Problem(#","version":2"#),
      Problem(#","version":2,"roles":["rtc","crawler"]"#),
      Problem(#","exp":1767348001"#),
      Problem(#","exp":1767348000"#, .expired(ago: .zero)),
      Problem(#","exp":1767347990"#, .expired(ago: .seconds(10))),
      Problem(#","nbf":1767348005"#, .notYetValid(startsIn: .seconds(5))),
      Problem(#","version":2,"roles":["rtc"]"#, .rtcOnly(roles: ["rtc"])),
      Problem(#","version":1"#, .wrongVersion(1)),
      Problem(#","roles":["crawler"]"#, .wrongVersion(nil)),
      Problem(
        #","version":2,"roomId":"other""#,
        .scopedToOtherRoom(RoomID("other"), requested: Trial.room)),
      Problem(#","version":2,"roomId":"k2jd-91xa-p0qe","participantId":"but3ihic""#),
      Problem(
        #","version":2,"participantId":"other""#,
        .scopedToOtherParticipant(ParticipantID("other"), requested: Trial.participant)),
      Problem(
        #","version":3,"roles":["rtc"],"exp":1767347999"#, .expired(ago: .seconds(1)),
        .rtcOnly(roles: ["rtc"]), .wrongVersion(3)),
    ]
  }

  @Test(arguments: Problem.all)
  func `has the problems of its claims`(problem: Problem) throws {
    let claims = try Trial.token(problem.claims).inspect()

    #expect(
      claims.problems(at: Self.now, room: Trial.room, participant: Trial.participant)
        == problem.problems)
  }

  @Test func `is not scoped against a request that names no room`() throws {
    let claims = try Trial.token(#"{"apikey":"k","version":2,"roomId":"other"}"#).inspect()

    #expect(claims.problems(at: Self.now) == [])
  }
}
