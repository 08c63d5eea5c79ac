import AsyncHTTPClient
import FoundationEssentials
import JWTKit
import NIOCore
import NIOHTTP1
import SandboxServer
import TestSupport
import Testing

/// Talks to one sandbox as any client would: over a socket, with its own idea of the API.
struct SandboxHarness: Sendable {
  struct Reply: Equatable, Sendable, CustomStringConvertible {
    let status: Int
    let body: String
    var headers: [String: String] = [:]

    var description: String { "\(status) \(body)" }

    static func == (left: Reply, right: Reply) -> Bool {
      left.status == right.status && left.body == right.body
    }

    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
      try JSONDecoder().decode(type, from: Data(body.utf8))
    }

    static func error(_ status: Int, _ text: String) -> Reply {
      Reply(status: status, body: #"{"statusCode":\#(status),"error":"\#(text)"}"#)
    }
  }

  static let start = "/v2/recordings/participant/track/start"
  static let stop = "/v2/recordings/participant/track/stop"
  static let tracks = "/v2/recordings/participant/track"
  static let people = "/sandbox/rooms/abcd-efgh-ijkl/participants"

  let sandbox: RunningSandbox
  let token: String

  func send(
    _ method: String, _ path: String, body: String? = nil, token: String?? = nil,
    headers: [(String, String)] = [("content-type", "application/json")]
  ) async throws -> Reply {
    var request = HTTPClientRequest(url: sandbox.endpoint + path)
    request.method = .init(rawValue: method)
    for (name, value) in headers where body != nil || name != "content-type" {
      request.headers.add(name: name, value: value)
    }
    if let token = token ?? self.token { request.headers.add(name: "Authorization", value: token) }
    if let body { request.body = .bytes(ByteBuffer(string: body)) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
    let bytes = try await response.body.collect(upTo: 1 << 27)
    return Reply(
      status: Int(response.status.code), body: String(buffer: bytes),
      headers: Dictionary(
        response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 }))
  }

  /// A part of the answer that is not text.
  struct Download: Equatable, Sendable {
    let status: Int
    let headers: [String: String]
    let bytes: [UInt8]
  }

  /// Asks for a URL as a player does: without a token.
  func download(
    _ url: String, method: String = "GET", headers: [(String, String)] = []
  ) async throws -> Download {
    var request = HTTPClientRequest(url: url)
    request.method = .init(rawValue: method)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
    let bytes = try await response.body.collect(upTo: 1 << 27)
    return Download(
      status: Int(response.status.code),
      headers: Dictionary(
        response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 }),
      bytes: Array(bytes.readableBytesView))
  }

  /// Where a file can be had.
  func fileURL(_ path: String) -> String { "\(sandbox.endpoint)/files/\(path)" }

  func get(_ path: String) async throws -> Reply { try await send("GET", path) }

  func start(_ kind: String = "audio", participant: String = "abcd") async throws -> Reply {
    try await send("POST", SandboxHarness.start, body: body(kind, participant))
  }

  func stop(_ kind: String = "audio", participant: String = "abcd") async throws -> Reply {
    try await send("POST", SandboxHarness.stop, body: body(kind, participant))
  }

  func join(_ id: String, name: String? = nil) async throws -> Reply {
    let name = name.map { ",\"name\":\"\($0)\"" } ?? ""
    return try await send(
      "POST", SandboxHarness.people, body: "{\"participantId\":\"\(id)\"\(name)}")
  }

  func leave(_ id: String) async throws -> Reply {
    try await send("DELETE", "\(SandboxHarness.people)/\(id)")
  }

  func turn(_ kind: String, on: Bool, of id: String = "abcd") async throws -> Reply {
    try await send(
      "POST", "\(SandboxHarness.people)/\(id)/tracks", body: "{\"kind\":\"\(kind)\",\"on\":\(on)}")
  }

  func advance(_ duration: String) async throws {
    let reply = try await send("POST", "/sandbox/clock", body: "{\"advance\":\"\(duration)\"}")
    #expect(reply.status == 200, "\(reply)")
  }

  func post(_ path: String, _ body: String) async throws -> Reply {
    try await send("POST", path, body: body)
  }

  /// The answer to a request, decoded by the test's own idea of its shape.
  func get<Value: Decodable>(_ path: String, as type: Value.Type) async throws -> Value {
    try await get(path).decoded(as: type)
  }

  func fault(_ json: String) async throws {
    let reply = try await send("POST", "/sandbox/faults", body: json)
    #expect(reply.status == 200, "\(reply)")
  }

  private func body(_ kind: String, _ participant: String) -> String {
    #"{"roomId":"abcd-efgh-ijkl","participantId":"\#(participant)","kind":"\#(kind)"}"#
  }
}

/// The claims of a token, with any of them left out or wrong.
struct Claims: JWTPayload {
  var apikey: String? = "sandbox"
  var permissions: [String]? = ["allow_join", "allow_mod"]
  var version: Int? = 2
  var roles: [String]? = ["crawler"]
  var roomId: String?
  var participantId: String?
  var iat: Int? = 1_767_225_600
  var exp: Int? = 4_102_444_800
  var nbf: Int?

  func verify(using algorithm: some JWTAlgorithm) async throws {}

  func token(secret: String = Sandbox.secret) async throws -> String {
    let keys = JWTKeyCollection()
    await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
    return try await keys.sign(self)
  }
}

/// Runs `body` against a sandbox of its own, a deterministic one unless told otherwise.
func withSandbox(
  _ configuration: SandboxConfiguration = SandboxConfiguration(
    isDeterministic: true, processing: .zero),
  _ body: (SandboxHarness) async throws -> Void
) async throws {
  try await valueFromSandbox(configuration, body)
}

/// The same for a body that finds something out.
func valueFromSandbox<R>(
  _ configuration: SandboxConfiguration = SandboxConfiguration(
    isDeterministic: true, processing: .zero),
  _ body: (SandboxHarness) async throws -> R
) async throws -> R {
  let token = try await Claims().token()
  return try await Sandbox.withServer(configuration) { sandbox in
    try await body(SandboxHarness(sandbox: sandbox, token: token))
  }
}
