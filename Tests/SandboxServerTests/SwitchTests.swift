import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct SwitchTests {
  private static let unknown = [
    "/v2/rooms/none", "/v2/rooms/validate/none", "/v2/sessions/none",
    "/v2/sessions/none/participants", "/v2/recordings/participant/track/none",
    "/v2/recordings/participant/none", "/v2/recordings/none",
  ]

  @Test(arguments: unknown, SandboxConfiguration.Switches.NotFound.allCases)
  func `the status of what does not exist is the chosen one everywhere`(
    _ path: String, _ choice: SandboxConfiguration.Switches.NotFound
  ) async throws {
    let configuration = SandboxConfiguration(switches: .init(notFound: choice))
    try await withSandbox(configuration) { (client) async throws in
      #expect(try await client.get(path).status == choice.rawValue)
    }
  }

  struct Start: CustomTestStringConvertible {
    let path: String
    let body: String
    var testDescription: String { path }
  }

  private static let starts = [
    Start(
      path: "/v2/recordings/participant/track/start",
      body: #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}"#),
    Start(
      path: "/v2/recordings/participant/start",
      body: #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd"}"#),
    Start(path: "/v2/recordings/start", body: #"{"roomId":"abcd-efgh-ijkl"}"#),
  ]

  @Test(arguments: starts, SandboxConfiguration.Switches.DuplicateStart.allCases)
  func `the answer to a second start is the chosen one everywhere`(
    _ start: Start, _ choice: SandboxConfiguration.Switches.DuplicateStart
  ) async throws {
    let configuration = SandboxConfiguration(switches: .init(duplicateStart: choice))
    try await withSandbox(configuration) { (client) async throws in
      _ = try await client.post(start.path, start.body)

      #expect(try await client.post(start.path, start.body).status == choice.rawValue)
      #expect(try await client.recordingStates().map(\.state) == ["recording"])
    }
  }

  struct Unversioned: CustomTestStringConvertible {
    let claims: Claims
    let isRefused: Bool
    var testDescription: String { "\(claims)" }
  }

  @Test(arguments: [
    Unversioned(claims: Claims(version: nil, roles: ["crawler"]), isRefused: true),
    Unversioned(
      claims: Claims(version: nil, roles: nil, roomId: "abcd-efgh-ijkl"), isRefused: true),
    Unversioned(claims: Claims(version: nil, roles: nil, participantId: "abcd"), isRefused: true),
    Unversioned(claims: Claims(version: nil, roles: nil), isRefused: false),
    Unversioned(claims: Claims(), isRefused: false),
  ])
  func `a strict sandbox wants a version`(_ unversioned: Unversioned) async throws {
    let token = try await unversioned.claims.token()
    for isStrict in [true, false] {
      let configuration = SandboxConfiguration(switches: .init(strictTokens: isStrict))
      try await withSandbox(configuration) { (client) async throws in
        let reply = try await client.send("GET", "/v2/rooms", token: .some(token))

        #expect(reply.status == (isStrict && unversioned.isRefused ? 403 : 200))
      }
    }
  }
}
