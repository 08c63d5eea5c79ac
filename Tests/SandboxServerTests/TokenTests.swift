import Crypto
import FoundationEssentials
import Testing

@testable import SandboxServer

@Suite(.timeLimit(.minutes(1))) struct TokenTests {
  private let invalid = SandboxHarness.Reply.error(401, "Token is invalid or expired")
  private let wrongRole = SandboxHarness.Reply.error(
    403, "Your role must be a CRAWLER in token payload to use V2 API")
  private let wrongVersion = SandboxHarness.Reply.error(
    403, "Your version must be 2 in token payload to use V2 API")
  private let outOfScope = SandboxHarness.Reply.error(
    403, "Unauthorized: token is not valid for this room")

  private func answer(
    to token: String?, path: String = "/v2/rooms",
    switches: SandboxConfiguration.Switches = .init()
  ) async throws -> SandboxHarness.Reply {
    try await valueFromSandbox(SandboxConfiguration(switches: switches, processing: .zero)) {
      (client) async throws in
      try await client.send("GET", path, token: .some(token))
    }
  }

  private func status(_ claims: Claims) async throws -> Int {
    try await answer(to: claims.token()).status
  }

  @Test func `a request without a token is refused`() async throws {
    #expect(try await answer(to: nil) == invalid)
  }

  @Test(arguments: [
    "sandbox", "a.b.c", "", "e30.e30.", "..", "bnVsbA.eyJhcGlrZXkiOiJzYW5kYm94In0.",
    "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJzYW5kYm94In0",
    "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJzYW5kYm94In0.",
    "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJzYW5kYm94In0.!",
    "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJzYW5kYm94In0.e30.",
  ])
  func `what is no token is refused`(_ text: String) async throws {
    #expect(try await answer(to: text) == invalid)
  }

  @Test func `a token signed with another secret is refused`() async throws {
    #expect(try await answer(to: Claims().token(secret: Sandbox.secret + "x")) == invalid)
  }

  @Test(arguments: ["HS384", "HS512", "none"])
  func `a token that names another algorithm is refused`(_ algorithm: String) async throws {
    let header = base64URL(Data(#"{"alg":"\#(algorithm)","typ":"JWT"}"#.utf8))
    let payload = base64URL(Data(#"{"apikey":"sandbox","version":2}"#.utf8))
    let signature = HMAC<SHA256>.authenticationCode(
      for: Data("\(header).\(payload)".utf8), using: SymmetricKey(data: Data(Sandbox.secret.utf8)))

    #expect(
      try await answer(to: "\(header).\(payload).\(base64URL(Data(signature)))") == invalid)
  }

  @Test func `a token without an algorithm and without a signature is refused`() async throws {
    let header = base64URL(Data(#"{"alg":"none"}"#.utf8))
    let payload = base64URL(Data(#"{"apikey":"sandbox"}"#.utf8))

    #expect(try await answer(to: "\(header).\(payload).") == invalid)
  }

  @Test func `a token whose claims were changed is refused`() async throws {
    let parts = try await Claims().token().split(separator: ".")
    let payload = base64URL(Data(#"{"apikey":"sandbox","version":2}"#.utf8))

    #expect(try await answer(to: "\(parts[0]).\(payload).\(parts[2])") == invalid)
  }

  private func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  @Test func `a token of another account is refused with the reason`() async throws {
    let token = try await Claims(apikey: "00000000-0000-4000-8000-000000000000").token()

    #expect(
      try await answer(to: token)
        == .error(
          401,
          "Token is invalid or expired: it was not minted for the sandbox, whose apikey is `sandbox`"
        ))
  }

  @Test(arguments: ["Bearer ", "bearer "])
  func `a prefix is refused with the reason`(_ prefix: String) async throws {
    #expect(
      try await answer(to: prefix + Claims().token())
        == .error(401, "Token is invalid or expired: send the token without `Bearer `"))
  }

  @Test func `a token without an apikey is refused`() async throws {
    #expect(try await answer(to: Claims(apikey: nil).token()) == invalid)
  }

  @Test func `an expired token is refused`() async throws {
    #expect(try await answer(to: Claims(exp: 1_700_000_000).token()) == invalid)
  }

  @Test func `the times of a token that was checked before are looked at again`() async throws {
    let verifier = TokenVerifier(isStrict: false)
    let token = try await Claims(exp: 1_800_000_000, nbf: 1_700_000_000).token()
    func check(_ milliseconds: Int64) throws {
      _ = try verifier.scope(ofHeader: token, now: Timestamp(milliseconds: milliseconds))
    }

    try check(1_700_000_000_000)
    try check(1_799_999_999_999)
    for time: Int64 in [1_699_999_999_999, 1_800_000_000_000, 1_800_000_000_001] {
      #expect(throws: APIError.invalidToken) { try check(time) }
    }
  }

  @Test func `a token that is not valid yet is refused`() async throws {
    #expect(try await answer(to: Claims(nbf: 4_102_444_799).token()) == invalid)
  }

  @Test func `a token without an end is accepted`() async throws {
    #expect(try await status(Claims(exp: nil)) == 200)
  }

  @Test func `a token for meetings only is refused`() async throws {
    #expect(try await answer(to: Claims(roles: ["rtc"]).token()) == wrongRole)
  }

  @Test func `a token for meetings and the API is accepted`() async throws {
    #expect(try await status(Claims(roles: ["rtc", "crawler"])) == 200)
  }

  @Test func `a token of another version is refused`() async throws {
    #expect(try await answer(to: Claims(version: 1).token()) == wrongVersion)
  }

  @Test func `the role is looked at before the version`() async throws {
    #expect(try await answer(to: Claims(version: 1, roles: ["rtc"]).token()) == wrongRole)
  }

  @Test func `the signature is looked at before the role`() async throws {
    #expect(
      try await answer(to: Claims(roles: ["rtc"]).token(secret: Sandbox.secret + "x")) == invalid)
  }

  @Test func `the oldest form of a token is accepted`() async throws {
    #expect(try await status(Claims(permissions: nil, version: nil, roles: nil)) == 200)
  }

  @Test func `roles without a version are accepted`() async throws {
    #expect(try await status(Claims(version: nil)) == 200)
  }

  @Test func `roles without a version are refused when tokens are strict`() async throws {
    #expect(
      try await answer(to: Claims(version: nil).token(), switches: .init(strictTokens: true))
        == wrongVersion)
  }

  @Test func `a token for another room cannot start`() async throws {
    let token = try await Claims(roomId: "none-none-none").token()

    try await withSandbox { (client) async throws in
      #expect(
        try await client.send(
          "POST", SandboxHarness.start,
          body: #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}"#, token: token)
          == outOfScope)
    }
  }

  @Test func `a token for another participant cannot start`() async throws {
    let token = try await Claims(participantId: "efgh").token()

    try await withSandbox { (client) async throws in
      #expect(
        try await client.send(
          "POST", SandboxHarness.start,
          body: #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}"#, token: token)
          == outOfScope)
    }
  }

  @Test func `a token for a room can start there`() async throws {
    let token = try await Claims(roomId: "abcd-efgh-ijkl", participantId: "abcd").token()

    try await withSandbox { (client) async throws in
      #expect(
        try await client.send(
          "POST", SandboxHarness.start,
          body: #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}"#, token: token)
          == .init(status: 200, body: #""track recording started successfully.""#))
    }
  }

  @Test func `a token for another room sees no recordings`() async throws {
    let token = try await Claims(roomId: "none-none-none").token()

    try await withSandbox { (client) async throws in
      _ = try await client.start()

      #expect(
        try await client.send("GET", SandboxHarness.tracks, token: token)
          == .init(
            status: 200,
            body: """
              {"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":0},"data":[]}
              """))
    }
  }
}
