import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct RequestShapeTests {
  struct BadBody: CustomTestStringConvertible {
    let body: String
    let error: String
    var testDescription: String { body }

    init(_ body: String, _ error: String) {
      (self.body, self.error) = (body, error)
    }
  }

  private static let kinds = "audio, video, screen_audio, screen_video"
  private static let track =
    #""roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio""#

  @Test(arguments: [
    BadBody("", "Request body is not valid JSON"),
    BadBody("{", "Request body is not valid JSON"),
    BadBody("{} {}", "Request body is not valid JSON"),
    BadBody("[]", "Request body must be a JSON object"),
    BadBody(#""text""#, "Request body must be a JSON object"),
    BadBody("{}", "RoomId is required in request body"),
    BadBody(#"{"roomId":""}"#, "RoomId is required in request body"),
    BadBody(#"{"roomId":7}"#, "RoomId must be a string"),
    BadBody(#"{"roomId":"abcd-efgh-ijkl"}"#, "ParticipantId is required in request body"),
    BadBody(
      #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd"}"#, "Kind is required in request body"),
    BadBody(
      #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"sound"}"#,
      "Kind must be one of \(kinds)"),
    BadBody(
      "{\(track),\"fileFormat\":\"avi\"}", "FileFormat must be one of webm, mp4, m3u8, mp3"),
    BadBody("{\(track),\"webhookUrl\":\"here\"}", "WebhookUrl must be an http or https URL"),
    BadBody("{\(track),\"webhookUrl\":\"https://\"}", "WebhookUrl must be an http or https URL"),
    BadBody(
      "{\(track),\"webhookUrl\":\"http://a.b/<c>\"}", "WebhookUrl must be an http or https URL"),
    BadBody("{\(track),\"webhookUrl\":\"ftp://a.b\"}", "WebhookUrl must be an http or https URL"),
    BadBody("{\(track),\"webhookUrl\":false}", "WebhookUrl must be a string"),
  ])
  func `a bad body is refused by name`(_ bad: BadBody) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send("POST", SandboxHarness.start, body: bad.body)
          == .error(400, bad.error))
    }
  }

  @Test(arguments: [
    "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data",
  ])
  func `another content type is refused`(_ type: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send(
          "POST", SandboxHarness.start, body: "{}", headers: [("content-type", type)])
          == .error(415, "Content-Type must be application/json"))
    }
  }

  @Test func `a body without a content type is refused`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send("POST", SandboxHarness.start, body: "{}", headers: [])
          == .error(415, "Content-Type must be application/json"))
    }
  }

  @Test(arguments: ["application/json; charset=utf-8", "Application/JSON", "application/json ;x"])
  func `a content type may have parameters`(_ type: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send(
          "POST", SandboxHarness.start, body: "{}", headers: [("content-type", type)])
          == .error(400, "RoomId is required in request body"))
    }
  }

  @Test func `a body of more than a mebibyte is refused`() async throws {
    try await withSandbox { (client) async throws in
      let body = "{\"roomId\":\"" + String(repeating: "a", count: 1 << 20) + "\"}"

      #expect(
        try await client.send("POST", SandboxHarness.start, body: body)
          == .error(413, "Request body is larger than 1 MiB"))
    }
  }

  @Test func `a body of exactly a mebibyte is read`() async throws {
    try await withSandbox { (client) async throws in
      let body = "{}" + String(repeating: " ", count: (1 << 20) - 2)

      #expect(
        try await client.send("POST", SandboxHarness.start, body: body)
          == .error(400, "RoomId is required in request body"))
    }
  }

  @Test(arguments: ["/x", "/v2", "/v3/rooms", "/v2/recordings/participant/track/a/b", "/sandbox"])
  func `an unknown route is not found`(_ path: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get(path) == .error(404, "Route not found"))
    }
  }

  struct WrongMethod: CustomTestStringConvertible {
    let method: String
    let path: String
    let allowed: String
    var testDescription: String { "\(method) \(path)" }
  }

  @Test(arguments: [
    WrongMethod(method: "GET", path: SandboxHarness.start, allowed: "POST"),
    WrongMethod(method: "PUT", path: SandboxHarness.tracks, allowed: "GET, HEAD"),
    WrongMethod(method: "POST", path: SandboxHarness.tracks + "/x", allowed: "GET, HEAD, DELETE"),
    WrongMethod(
      method: "PUT", path: "/v2/rooms/validate/abcd-efgh-ijkl", allowed: "GET, HEAD, POST"),
    WrongMethod(method: "GET", path: "/sandbox/reset", allowed: "POST"),
  ])
  func `a wrong method is named`(_ wrong: WrongMethod) async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.send(wrong.method, wrong.path)

      #expect(
        reply
          == .error(
            405, "Method not allowed, use \(wrong.allowed.replacing(", ", with: " or "))"))
      #expect(reply.headers["allow"] == wrong.allowed)
    }
  }

  @Test func `a slash at the end of a path does not matter`() async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get("/v2/sessions/") == client.get("/v2/sessions"))
    }
  }

  @Test func `every answer has a request id`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.get("/v2/rooms")

      #expect(try await client.get("/v2/nothing").headers["x-request-id"] == "0000000000000002")
    }
  }
}
