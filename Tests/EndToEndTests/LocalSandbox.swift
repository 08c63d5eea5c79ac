import FoundationEssentials
import SandboxServer
import TestSupport
import Testing
import VideoSDKClient

/// A sandbox in the test's own process, looked into and made to fail over HTTP.
struct LocalSandbox: Sendable {
  static let room = "abcd-efgh-ijkl"
  /// A script's first lines: where the others record.
  static let place = "set room abcd-efgh-ijkl; set participant abcd; "

  /// The note that shows a refused start of the microphone there.
  static let startAsCurl = #"""
    request: curl --fail-with-body -X POST 'http://127.0.0.1:<<[0-9]+>>/v2/recordings/participant/track/start' \
    -H "Authorization: $VIDEOSDK_TOKEN" -H 'Content-Type: application/json' \
    -d '{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}'
    """#.replacing("\\\n", with: "")

  let endpoint: String
  private let origin: Origin
  private let transport: AsyncHTTPTransport

  /// Serves while `body` runs.
  static func serve(_ body: (LocalSandbox) async throws -> Void) async throws {
    try await Sandbox.withServer(SandboxConfiguration(isDeterministic: true, processing: .zero)) {
      running in
      try await connect(to: running.endpoint, body)
    }
  }

  /// Looks into one that runs elsewhere.
  static func connect(
    to endpoint: String, _ body: (LocalSandbox) async throws -> Void
  ) async throws {
    let origin = try Origin(endpoint)
    try await AsyncHTTPTransport.withTransport { transport in
      try await body(
        LocalSandbox(endpoint: endpoint, origin: origin, transport: transport))
    }
  }

  /// The program with this sandbox as its target and the sandbox's key pair.
  func program(_ environment: [String: String] = [:]) throws -> Program {
    try Program(
      [
        "VIDEOSDK_API_ENDPOINT": endpoint, "VIDEOSDK_API_KEY": Sandbox.apiKey,
        "VIDEOSDK_SECRET": Sandbox.secret,
      ].merging(environment) { $1 })
  }

  /// The program with a token instead of the key pair.
  func program(token: AccessToken, prefix: String = "") throws -> Program {
    try Program([
      "VIDEOSDK_API_ENDPOINT": endpoint, "VIDEOSDK_TOKEN": prefix + token.reveal(),
    ])
  }

  /// Asks for a fault, in the words of the control plane.
  func fault(_ effect: String, times: Int = 1, on operation: String? = nil) async throws {
    let match = operation.map { #"{"operation":"\#($0)"}"# } ?? "{}"
    let answer = try await send(
      .post, "/sandbox/faults", #"{"match":\#(match),"times":\#(times),"fault":\#(effect)}"#)
    try #require(answer.status == 200)
  }

  /// The API's operations that were received, in order; the control plane's own are left out.
  func operations() async throws -> [String] {
    let log = try await get("/sandbox/requests")
    guard case .array(let entries)? = log["requests"] else { return [] }
    return entries.compactMap { entry in
      if case .string(let name)? = entry["operation"] { name } else { nil }
    }
  }

  /// The recordings that run, such as `audio abcd`.
  func running() async throws -> [String] { try await recordings { $0 == "recording" } }

  /// All recordings, those that ended too.
  func recorded() async throws -> [String] { try await recordings { _ in true } }

  /// Waits until an operation has been received.
  func received(_ operation: String) async throws {
    while try await !operations().contains(operation) { await Task.yield() }
  }

  func send(
    _ method: HTTPMethod, _ target: String, _ body: String? = nil, token: String? = nil
  ) async throws -> HTTPAnswer {
    var headers = body == nil ? [] : [(name: "Content-Type", value: "application/json")]
    if let token { headers.append((name: "Authorization", value: token)) }
    return try await transport.send(
      HTTPCall(
        method: method, origin: origin, target: target, headers: headers,
        body: body.map { Array($0.utf8) }, timeout: .seconds(30)))
  }

  private func get(_ target: String) async throws -> JSONValue {
    try await send(.get, target).json()
  }

  private func recordings(in states: (String) -> Bool) async throws -> [String] {
    guard case .array(let all)? = try await get("/sandbox/state")["recordings"] else { return [] }
    return all.compactMap { recording in
      guard case .string(let state)? = recording["state"], states(state),
        case .string(let kind)? = recording["kind"],
        case .string(let participant)? = recording["participantId"]
      else { return nil }
      return "\(kind) \(participant)"
    }
  }
}

extension AccessToken {
  /// A token for a sandbox, with one thing about it changed.
  static func sandbox(
    secret: String = Sandbox.secret, issued secondsAgo: Double = 0,
    lifetime: Duration = .seconds(3_600), roles: [String]? = ["crawler"],
    permissions: [String] = ["allow_join", "allow_mod"]
  ) async throws -> AccessToken {
    try await mint(
      apiKey: Sandbox.apiKey, secret: Secret(secret),
      issuedAt: Date(timeIntervalSinceNow: -secondsAgo),
      lifetime: lifetime, permissions: permissions, roles: roles)
  }
}
