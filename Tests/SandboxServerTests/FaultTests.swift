import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct FaultTests {
  private let started = SandboxHarness.Reply(
    status: 200, body: #""track recording started successfully.""#)
  private let alreadyRunning = SandboxHarness.Reply.error(
    409, "Track recording is already running")

  struct Status: CustomTestStringConvertible {
    let status: Int
    let error: String
    var testDescription: String { "\(status)" }
  }

  @Test(arguments: [
    Status(status: 400, error: "RoomId is invalid"),
    Status(status: 401, error: "Token is invalid or expired"),
    Status(status: 402, error: "Room not found"),
    Status(status: 403, error: "Your role must be a CRAWLER in token payload to use V2 API"),
    Status(status: 404, error: "Room not found"),
    Status(status: 406, error: "Failed to get session details"),
    Status(status: 409, error: "Track recording is already running"),
    Status(status: 429, error: "Too many requests"),
    Status(status: 500, error: "Internal server error"),
    Status(status: 502, error: "Bad Gateway"),
    Status(status: 503, error: "Service Unavailable"),
  ])
  func `a status refuses without acting`(_ status: Status) async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"status":\#(status.status)}}"#)

      #expect(try await client.start() == .error(status.status, status.error))
      #expect(try await client.start() == started)
    }
  }

  @Test func `the time to wait is sent`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"status":503,"retryAfter":2}}"#)

      #expect(try await client.start().headers["retry-after"] == "2")
    }
  }

  @Test func `too many requests have a time to wait by themselves`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"status":429}}"#)

      #expect(try await client.start().headers["retry-after"] == "1")
    }
  }

  @Test func `a fault waits for its operation`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(
        #"{"match":{"operation":"stopTrackRecording"},"fault":{"status":500}}"#)

      #expect(try await client.start() == started)
      #expect(try await client.stop() == .error(500, "Internal server error"))
    }
  }

  @Test func `a fault hits as often as asked for`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"times":2,"fault":{"status":503}}"#)

      var statuses: [Int] = []
      for _ in 0..<3 { statuses.append(try await client.get("/v2/rooms").status) }

      #expect(statuses == [503, 503, 200])
    }
  }

  @Test func `faults hit in the order in which they were asked for`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"status":500}}"#)
      try await client.fault(#"{"fault":{"status":502}}"#)

      var statuses: [Int] = []
      for _ in 0..<3 { statuses.append(try await client.get("/v2/rooms").status) }

      #expect(statuses == [500, 502, 200])
    }
  }

  @Test func `dropping before acts on nothing`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"drop":"before"}}"#)

      await #expect(throws: (any Error).self) { try await client.start() }
      #expect(try await client.start() == started)
    }
  }

  @Test func `dropping after has acted`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"drop":"after"}}"#)

      await #expect(throws: (any Error).self) { try await client.start() }
      #expect(try await client.start() == alreadyRunning)
    }
  }

  @Test func `a delay holds the answer back`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"delay":"150ms"}}"#)
      let clock = ContinuousClock()
      let begin = clock.now

      #expect(try await client.start() == started)
      #expect(clock.now - begin >= .milliseconds(150))
    }
  }

  @Test func `HTML replaces the answer of a request that was acted on`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"body":"html"}}"#)

      let reply = try await client.start()

      #expect(
        reply
          == .init(
            status: 200,
            body: """
              <html>
              <head><title>200 OK</title></head>
              <body><center><h1>200 OK</h1></center></body>
              </html>

              """))
      #expect(reply.headers["content-type"] == "text/html")
      #expect(try await client.start() == alreadyRunning)
    }
  }

  @Test func `HTML may come with a status`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"status":502,"body":"html"}}"#)

      let reply = try await client.start()

      #expect(reply.status == 502)
      #expect(reply.body.hasPrefix("<html>\n<head><title>502 Bad Gateway</title></head>"))
      #expect(try await client.start() == started)
    }
  }

  @Test func `text replaces the answer`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"body":"text"}}"#)

      let reply = try await client.start()

      #expect(
        reply == .init(status: 200, body: "upstream connect error or disconnect before headers"))
      #expect(reply.headers["content-type"] == "text/plain")
    }
  }

  @Test func `an empty body replaces the answer`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"body":"empty"}}"#)

      let reply = try await client.start()

      #expect(reply == .init(status: 200, body: ""))
      #expect(reply.headers["content-length"] == "0")
    }
  }

  @Test func `a truncated body ends with the connection`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"body":"truncated"}}"#)
      var request = HTTPClientRequest(url: client.sandbox.endpoint + "/v2/rooms")
      request.headers.add(name: "Authorization", value: client.token)
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
      let promised = response.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
      var received = ByteBuffer()

      await #expect(throws: (any Error).self) {
        for try await part in response.body { received.writeImmutableBuffer(part) }
      }
      #expect(String(buffer: received).hasPrefix(#"{"pageInfo":{"currentPage":1,"#))
      #expect(received.readableBytes == promised / 2)
    }
  }

  @Test func `a huge body is one long string`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"body":"huge"}}"#)

      let reply = try await client.start()

      #expect(reply.body.utf8.count == 64 << 20)
      #expect(reply.body.hasPrefix("\"aaa") && reply.body.hasSuffix("aaa\""))
    }
  }

  @Test func `faults can be taken back`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"times":9,"fault":{"status":503}}"#)

      #expect(
        try await client.send("DELETE", "/sandbox/faults")
          == .init(status: 200, body: #"{"faults":[]}"#))
      #expect(try await client.start() == started)
    }
  }

  @Test func `faults that wait are listed`() async throws {
    try await withSandbox { (client) async throws in
      let fault = """
        {"match":{"operation":"getRoom"},"times":3,"fault":{"status":503,"retryAfter":2,\
        "delay":"250ms","drop":"after","body":"html"}}
        """

      #expect(
        try await client.send("POST", "/sandbox/faults", body: fault)
          == .init(status: 200, body: "{\"faults\":[\(fault)]}"))
    }
  }

  struct BadFault: CustomTestStringConvertible {
    let body: String
    let error: String
    var testDescription: String { body }

    init(_ body: String, _ error: String) {
      (self.body, self.error) = (body, error)
    }
  }

  @Test(arguments: [
    BadFault("{}", "Fault is required in request body"),
    BadFault(
      #"{"fault":{}}"#,
      "Fault must be an object with status, delay, drop, body, webhook, recording or justJoined"),
    BadFault(
      #"{"fault":{"webhook":"soon"}}"#,
      "Webhook must be one of lost, duplicate, reordered, late, badSignature"),
    BadFault(
      #"{"fault":{"webhook":"lost","status":500}}"#,
      "Webhook must be alone, because it hits an event and not an answer"),
    BadFault(
      #"{"match":{"event":"session-ended"},"fault":{"status":500}}"#,
      "Event must be absent, because only webhook faults hit events"),
    BadFault(#"{"fault":{"recording":"lost"}}"#, "Recording must be one of failed"),
    BadFault(
      #"{"match":{"operation":"getRoom"},"fault":{"recording":"failed"}}"#,
      """
      Operation must be one of startTrackRecording, stopTrackRecording, \
      startParticipantRecording, stopParticipantRecording, startMerge, startRecording, \
      stopRecording
      """),
    BadFault(#"{"fault":7}"#, "Fault must be an object"),
    BadFault(#"{"fault":{"status":200}}"#, "Status must be a number from 400 to 599"),
    BadFault(#"{"fault":{"status":"no"}}"#, "Status must be a number"),
    BadFault(
      #"{"fault":{"delay":"2"}}"#, "Delay must be a duration up to 10m, such as 250ms or 2s"),
    BadFault(
      #"{"fault":{"delay":"11m"}}"#, "Delay must be a duration up to 10m, such as 250ms or 2s"),
    BadFault(#"{"fault":{"drop":"now"}}"#, "Drop must be one of before, after"),
    BadFault(
      #"{"fault":{"body":"xml"}}"#, "Body must be one of html, text, truncated, empty, huge"),
    BadFault(#"{"times":0,"fault":{"status":500}}"#, "Times must be a number from 1 to 1000000"),
    BadFault(
      #"{"match":{"operation":"start"},"fault":{"status":500}}"#,
      """
      Operation must be one of createRoom, listRooms, getRoom, validateRoom, deactivateRoom, \
      listSessions, getSession, listParticipants, listActiveParticipants, endSession, \
      removeParticipant, getSessionStats, getParticipantStats, startTrackRecording, \
      stopTrackRecording, listTrackRecordings, getTrackRecording, deleteTrackRecording, \
      startParticipantRecording, stopParticipantRecording, listParticipantRecordings, \
      getParticipantRecording, deleteParticipantRecording, startMerge, listMerges, getMerge, \
      startRecording, stopRecording, listRecordings, getRecording, deleteRecording, \
      getWebhookPublicKey
      """),
  ])
  func `a bad fault is refused by name`(_ bad: BadFault) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send("POST", "/sandbox/faults", body: bad.body) == .error(400, bad.error))
    }
  }
}
