import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct FamilyTests {
  /// The five operations of a family, as its pages document them.
  struct Family: CustomTestStringConvertible {
    let name: String
    let path: String
    let stopPath: String
    let body: String
    let started: String
    let stopped: String
    let deleted: String
    let duplicate: String
    let notStarted: SandboxHarness.Reply
    let notFound: String
    let stillRunning: SandboxHarness.Reply

    var testDescription: String { name }
  }

  private static let families = [
    Family(
      name: "participant", path: "/v2/recordings/participant",
      stopPath: "/v2/recordings/participant/stop",
      body: #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd"}"#,
      started: "participant recording started successfully.",
      stopped: "participant recording ended successfully.",
      deleted: "Participant Recording deleted successfully.",
      duplicate: "Participant recording is already running",
      notStarted: .error(400, "Participant recording is not started"),
      notFound: "Participant Recording not found",
      stillRunning: .error(409, "Participant recording is still running")),
    Family(
      name: "room", path: "/v2/recordings", stopPath: "/v2/recordings/end",
      body: #"{"roomId":"abcd-efgh-ijkl"}"#,
      started: "Recording started successfully", stopped: "Recording ended successfully",
      deleted: "Room recording deleted successfully",
      duplicate:
        "Previous recording session is being processed, please try again after few seconds!",
      notStarted: .error(404, "Room Recording not found"),
      notFound: "Room Recording not found",
      stillRunning: .error(400, "Room recording is still running")),
  ]

  private let id = "695797210000000000000007"

  private func message(_ text: String) -> SandboxHarness.Reply {
    .init(status: 200, body: "\"\(text)\"")
  }

  @Test(arguments: families)
  func `a recording is started, stopped and deleted`(_ family: Family) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.post(family.path + "/start", family.body) == message(family.started))
      #expect(
        try await client.send("DELETE", "\(family.path)/\(id)") == family.stillRunning)
      #expect(try await client.post(family.stopPath, family.body) == message(family.stopped))
      #expect(
        try await client.send("DELETE", "\(family.path)/\(id)") == message(family.deleted))
      #expect(
        try await client.send("DELETE", "\(family.path)/\(id)") == .error(404, family.notFound))
    }
  }

  @Test(arguments: families)
  func `a second start is a conflict`(_ family: Family) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post(family.path + "/start", family.body)

      #expect(
        try await client.post(family.path + "/start", family.body)
          == .error(409, family.duplicate))
    }
  }

  @Test(arguments: families)
  func `a stop without a start is refused`(_ family: Family) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.post(family.stopPath, family.body) == family.notStarted)
    }
  }

  @Test(arguments: families)
  func `a recording needs a live session`(_ family: Family) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post("/v2/sessions/end", #"{"roomId":"abcd-efgh-ijkl"}"#)

      #expect(
        try await client.post(family.path + "/start", family.body)
          == .error(404, "Session not found"))
    }
  }

  @Test(arguments: families)
  func `a list holds recordings of its family only`(_ family: Family) async throws {
    struct List: Decodable {
      struct Item: Decodable {
        var id: String
      }

      var data: [Item]
    }
    try await withSandbox { (client) async throws in
      _ = try await client.post(family.path + "/start", family.body)
      _ = try await client.start()

      let all = try await client.get(family.path, as: List.self)
      let there = try await client.get("\(family.path)?roomId=abcd-efgh-ijkl", as: List.self)
      let elsewhere = try await client.get("\(family.path)?roomId=none", as: List.self)

      #expect(all.data.map(\.id) == [id])
      #expect(there.data.map(\.id) == [id])
      #expect(elsewhere.data.map(\.id) == [])
    }
  }

  @Test(arguments: families)
  func `a record of another family is not found`(_ family: Family) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      #expect(try await client.get("\(family.path)/\(id)") == .error(404, family.notFound))
    }
  }

  @Test func `a stopped participant recording has one file with sound and picture`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post(
        "/v2/recordings/participant/start",
        #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","fileFormat":"webm"}"#)
      try await client.advance("9s")
      _ = try await client.turn("audio", on: false)
      _ = try await client.post(
        "/v2/recordings/participant/stop", #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd"}"#)

      let path =
        "individual-recordings/695797200000000000000003/abcd/participant_recording_abcd_1767348001000.webm"
      #expect(
        try await client.get("/v2/recordings/participant/\(id)")
          == .init(
            status: 200,
            body: """
              {"sessionId":"695797200000000000000003","participantId":"abcd","kind":"audio_video",\
              "fileFormat":"webm","start":"2026-01-02T10:00:01.000Z",\
              "end":"2026-01-02T10:00:11.000Z","mode":"participant","region":"in002",\
              "files":[{"meta":{"resolution":{"width":640,"height":360},"format":"webm",\
              "duration":10},"_id":"695797210000000000000008",\
              "userId":"695797200000000000000001","filePath":"\(path)",\
              "fileUrl":"\(client.fileURL(path))","type":"video","size":3868,\
              "ratio":{"360":386.8},"__v":0}],"roomId":"abcd-efgh-ijkl",\
              "webhook":{"totalCount":0,"successCount":0,"data":[]},"id":"\(id)"}
              """))
    }
  }

  @Test func `a running room recording has no file yet`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post(
        "/v2/recordings/start",
        """
        {"roomId":"abcd-efgh-ijkl","config":{"layout":{"type":"GRID","priority":"SPEAKER",\
        "gridSize":4},"quality":"med"}}
        """)

      #expect(
        try await client.get("/v2/recordings/\(id)")
          == .init(
            status: 200,
            body: """
              {"userId":"695797200000000000000001","roomId":"abcd-efgh-ijkl",\
              "sessionId":"695797200000000000000003","createdAt":"2026-01-02T10:00:01.000Z",\
              "updatedAt":"2026-01-02T10:00:01.000Z","id":"\(id)"}
              """))
    }
  }

  @Test func `a stopped room recording has its file`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post("/v2/recordings/start", #"{"roomId":"abcd-efgh-ijkl"}"#)
      try await client.advance("54s")
      _ = try await client.post("/v2/recordings/end", #"{"roomId":"abcd-efgh-ijkl"}"#)

      let file = "695797210000000000000008"
      #expect(
        try await client.get("/v2/recordings/\(id)")
          == .init(
            status: 200,
            body: """
              {"userId":"695797200000000000000001","roomId":"abcd-efgh-ijkl",\
              "sessionId":"695797200000000000000003","createdAt":"2026-01-02T10:00:01.000Z",\
              "updatedAt":"2026-01-02T10:00:56.000Z","fileId":"\(file)",\
              "file":{"meta":{"resolution":{"width":1920,"height":1080},\
              "format":"matroska,webm","duration":55},\
              "filePath":"uploads/videos/\(file).webm","size":88307,"type":"video",\
              "userStorage":null,"createdAt":"2026-01-02T10:00:56.000Z",\
              "updatedAt":"2026-01-02T10:00:56.000Z","ratio":{"1080":1605.581818181818},\
              "fileUrl":"\(client.fileURL("uploads/videos/\(file).webm"))","id":"\(file)"},\
              "id":"\(id)"}
              """))
    }
  }

  struct BadConfig: CustomTestStringConvertible {
    let config: String
    let error: String
    var testDescription: String { config }

    init(_ config: String, _ error: String) {
      (self.config, self.error) = (config, error)
    }
  }

  @Test(arguments: [
    BadConfig(
      #"{"layout":{"type":"ROUND"}}"#, "layout.type must be SPOTLIGHT, SIDEBAR or GRID"),
    BadConfig(#"{"layout":{"priority":"ME"}}"#, "layout.priority must be SPEAKER or PIN"),
    BadConfig(#"{"layout":{"gridSize":5}}"#, "layout.gridSize must be a number from 1 to 4"),
    BadConfig(#"{"theme":"RED"}"#, "theme must be DARK, LIGHT or DEFAULT"),
    BadConfig(#"{"mode":"video"}"#, "mode must be video-and-audio or audio"),
    BadConfig(#"{"quality":"best"}"#, "quality must be low, med or high"),
    BadConfig(#"{"orientation":"up"}"#, "orientation must be portrait or landscape"),
  ])
  func `a bad layout cannot be processed`(_ bad: BadConfig) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.post(
          "/v2/recordings/start", #"{"roomId":"abcd-efgh-ijkl","config":\#(bad.config)}"#)
          == .error(422, bad.error))
    }
  }
}
