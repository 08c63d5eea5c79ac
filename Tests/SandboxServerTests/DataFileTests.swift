import FoundationEssentials
import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct DataFileTests {
  private func configuration(
    _ folder: DataFolder, seed: SandboxConfiguration.Seed = .classroom, deterministic: Bool = true
  ) -> SandboxConfiguration {
    SandboxConfiguration(
      seed: seed, isDeterministic: deterministic, processing: .zero,
      dataFile: folder.file)
  }

  /// The state before and after a restart, the latter as it is found.
  private func restarting(
    _ body: (SandboxHarness) async throws -> Void
  ) async throws -> (before: String, after: String) {
    let folder = try DataFolder()
    let before = try await valueFromSandbox(configuration(folder)) { (client) async throws in
      try await body(client)
      return try await client.stateAnywhere()
    }
    let after = try await valueFromSandbox(configuration(folder)) { (client) async throws in
      try await client.stateAnywhere()
    }
    return (before, after)
  }

  @Test func `a data file is its owner's alone, also one that was open to others`() async throws {
    let folder = try DataFolder()
    func modes() throws -> [Int] {
      try ["", "-wal"].compactMap { end in
        let facts = try FileManager.default.attributesOfItem(atPath: folder.file + end)
        return (facts[.posixPermissions] as? UInt16).map(Int.init)
      }
    }
    try await withSandbox(configuration(folder)) { (client) async throws in
      _ = try await client.start()
      #expect(try modes() == [0o600, 0o600])
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: UInt16(0o644)], ofItemAtPath: folder.file)
    try await withSandbox(configuration(folder)) { (client) async throws in
      _ = try await client.stop()
      #expect(try modes() == [0o600, 0o600])
    }
  }

  @Test func `a restart keeps the recordings of all families`() async throws {
    let (before, after) = try await restarting { (client) async throws in
      _ = try await client.start()
      _ = try await client.start("video")
      _ = try await client.start("screen_video", participant: "efgh")
      _ = try await client.post("/v2/recordings/start", #"{"roomId":"abcd-efgh-ijkl"}"#)
      _ = try await client.post(
        "/v2/recordings/participant/start",
        #"{"roomId":"abcd-efgh-ijkl","participantId":"ijkl","bucketDirPath":"x"}"#)
      try await client.advance("1h")
      _ = try await client.turn("audio", on: false)
      _ = try await client.stop("video")
    }

    #expect(before == after)
    #expect(before.split(separator: #""state":"#).count - 1 == 5)
  }

  @Test func `a restart keeps rooms, sessions and people`() async throws {
    let (before, after) = try await restarting { (client) async throws in
      _ = try await client.post("/v2/rooms", #"{"customRoomId":"mine"}"#)
      _ = try await client.join("xyz", name: "Ex")
      _ = try await client.leave("efgh")
      _ = try await client.post(
        "/sandbox/rooms/mine/participants", #"{"participantId":"solo","name":"So"}"#)
      _ = try await client.post("/v2/rooms/deactivate", #"{"roomId":"abcd-efgh-ijkl"}"#)
    }

    #expect(before == after)
    #expect(before.contains(#""customRoomId":"mine""#))
  }

  @Test func `a restart keeps what was deleted gone`() async throws {
    let (before, after) = try await restarting { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()
      let id = try await client.recordingIDs()[0]
      _ = try await client.send("DELETE", "\(SandboxHarness.tracks)/\(id)")
    }

    #expect(before == after)
    #expect(after.contains(#""recordings":[]"#))
  }

  @Test func `a reset is kept too`() async throws {
    let (before, after) = try await restarting { (client) async throws in
      _ = try await client.post("/v2/rooms", "{}")
      _ = try await client.start()
      _ = try await client.send("POST", "/sandbox/reset")
    }

    #expect(before == after)
    #expect(after.contains(#""recordings":[]"#))
  }

  @Test func `ids and times go on where they were`() async throws {
    let folder = try DataFolder()
    func ids(_ configuration: SandboxConfiguration?, afterRestart: Bool) async throws -> [String] {
      try await valueFromSandbox(
        configuration ?? SandboxConfiguration(isDeterministic: true, processing: .zero)
      ) { (client) async throws in
        if !afterRestart || configuration == nil { _ = try await client.start() }
        if afterRestart || configuration == nil { _ = try await client.start("video") }
        return try await client.recordingIDs()
      }
    }

    let unbroken = try await ids(nil, afterRestart: false)
    _ = try await ids(configuration(folder), afterRestart: false)

    #expect(try await ids(configuration(folder), afterRestart: true) == unbroken)
  }

  @Test func `a running recording can be stopped after a restart, and its file downloaded`()
    async throws
  {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      _ = try await client.start()
    }

    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(try await client.start().status == 409)
      #expect(try await client.stop().status == 200)
    }

    try await withSandbox(configuration(folder)) { (client) async throws in
      struct Record: Decodable {
        struct File: Decodable {
          var fileUrl: String
          var size: Int
        }
        var files: [File]
      }
      let id = try await client.recordingIDs()[0]
      let file = try await client.get("\(SandboxHarness.tracks)/\(id)", as: Record.self).files[0]
      #expect(try await client.download(file.fileUrl).bytes.count == file.size)
    }
  }

  @Test func `a restart keeps the counters of webhooks`() async throws {
    struct Record: Decodable, Equatable {
      struct Webhook: Decodable, Equatable {
        var totalCount: Int
        var successCount: Int
      }
      var webhook: Webhook
    }
    let folder = try DataFolder()
    // How many are a success depends on how busy the machine is.
    var before = Record(webhook: .init(totalCount: 0, successCount: 0))
    try await HookServer.run { server in
      before = try await valueFromSandbox(configuration(folder)) { (client) async throws in
        _ = try await client.start(telling: server.url)
        _ = try await client.stop()
        let path = "\(SandboxHarness.tracks)/\(try await client.recordingIDs()[0])"
        var record = try await client.get(path, as: Record.self)
        while record.webhook.totalCount < 4 {
          await Task.yield()
          record = try await client.get(path, as: Record.self)
        }
        return record
      }
    }

    try await withSandbox(configuration(folder)) { (client) async throws in
      let path = "\(SandboxHarness.tracks)/\(try await client.recordingIDs()[0])"
      #expect(try await client.get(path, as: Record.self) == before)
    }
  }

  @Test func `what is in the file goes before the seed`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { _ in }

    let rooms = try await valueFromSandbox(configuration(folder, seed: .empty)) { client in
      client.sandbox.rooms
    }

    #expect(rooms == ["abcd-efgh-ijkl"])
  }

  @Test func `an empty world is kept as one`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder, seed: .empty)) { _ in }

    let rooms = try await valueFromSandbox(configuration(folder)) { $0.sandbox.rooms }

    #expect(rooms == [])
  }

  @Test func `a sandbox in real time keeps its recordings and its clock`() async throws {
    let folder = try DataFolder()
    struct State: Decodable { var now: String }
    let configuration = configuration(folder, deterministic: false)
    let (ids, before) = try await valueFromSandbox(configuration) { (client) async throws in
      _ = try await client.start()
      try await client.advance("100000h")
      return (
        try await client.recordingIDs(), try await client.get("/sandbox/state", as: State.self).now
      )
    }

    try await withSandbox(configuration) { (client) async throws in
      #expect(try await client.recordingIDs() == ids)
      #expect(try await client.get("/sandbox/state", as: State.self).now >= before)
      _ = try await client.start("video")
      #expect(Set(try await client.recordingIDs()).count == 2)
    }
  }

  @Test func `every acknowledged change is in the file at once`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      for number in 1...20 {
        _ = try await client.join("p\(number)")
        #expect(try await client.start(participant: "p\(number)").status == 200)

        // What is on disk now is what a killed process leaves behind.
        let copy = try folder.copy()
        let found = try await valueFromSandbox(configuration(copy)) { (client) async throws in
          try await client.recordingIDs().count
        }
        #expect(found == number)
      }
    }
  }

  @Test func `a change that cannot be saved is not acknowledged`() async throws {
    let folder = try DataFolder()
    // A trigger stands for a disk that is full.
    try await withSandbox(configuration(folder)) { _ in }
    try folder.execute(
      """
      CREATE TRIGGER full BEFORE INSERT ON item WHEN NEW.body LIKE '%screen_video%'
        AND NEW.kind = 3
      BEGIN SELECT RAISE(FAIL, 'full'); END
      """)

    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(try await client.start().status == 200)
      #expect(
        try await client.start("screen_video")
          == .error(500, "The sandbox could not write its data file"))
    }
  }
}

extension SandboxHarness {
  /// The state without the address of the sandbox, which is another one after a restart.
  fileprivate func stateAnywhere() async throws -> String {
    try await get("/sandbox/state").body.replacing(sandbox.endpoint, with: "http://sandbox")
  }

  /// The ids of all recordings, newest first.
  func recordingIDs() async throws -> [String] {
    struct State: Decodable {
      struct Recording: Decodable { var id: String }
      var recordings: [Recording]
    }
    return try await get("/sandbox/state", as: State.self).recordings.map(\.id)
  }
}
