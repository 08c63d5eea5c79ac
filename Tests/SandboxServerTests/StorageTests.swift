import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct StorageTests {
  private static let session = "695797200000000000000003"
  private static let name = "track_recording_abcd_audio_1767348001000.webm"

  private struct Case: Sendable {
    let storage: SandboxConfiguration.Storage
    let folder: String?
    /// Nil where the recording fails.
    let path: String?
    let hasURL: Bool
  }

  private static let cases = [
    Case(
      storage: .vendor, folder: nil,
      path: "individual-recordings/\(session)/abcd/audio/\(name)", hasURL: true),
    Case(
      storage: .vendor, folder: "/lessons/", path: "lessons/\(session)/abcd/audio/\(name)",
      hasURL: true),
    Case(storage: .own, folder: nil, path: "\(session)/abcd/audio/\(name)", hasURL: false),
    Case(
      storage: .own, folder: "lessons", path: "lessons/\(session)/abcd/audio/\(name)",
      hasURL: false),
    Case(
      storage: .unconfigured, folder: nil,
      path: "individual-recordings/\(session)/abcd/audio/\(name)", hasURL: true),
    Case(storage: .unconfigured, folder: "lessons", path: nil, hasURL: false),
  ]

  @Test(arguments: cases.indices)
  func `a file goes where the storage says`(_ number: Int) async throws {
    let place = Self.cases[number]
    let configuration = SandboxConfiguration(
      isDeterministic: true, processing: .zero, storage: place.storage)
    try await HookServer.run { server in
      try await withSandbox(configuration) { (client) async throws in
        let folder = place.folder.map { "\"\($0)\"" } ?? "null"
        _ = try await client.post(
          SandboxHarness.start,
          """
          {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio",\
          "bucketDirPath":\(folder),"webhookUrl":"\(server.url)"}
          """)
        try await client.advance("5s")
        _ = try await client.stop()

        let last = try #require(try await client.deliveries(4).last)
        let files = try await client.get(
          SandboxHarness.firstTrack, as: RecordedFile.Record.self
        ).files
        guard let path = place.path else {
          #expect(last.type == "participant-track-recording-failed")
          #expect(files.isEmpty)
          #expect(try await client.recordingStates().map(\.state) == ["failed"])
          return
        }
        #expect(last.type == "participant-track-recording-stopped")
        #expect(files.map(\.filePath) == [path])
        #expect(files.map(\.fileUrl) == [place.hasURL ? client.fileURL(path) : nil])
        let url = place.hasURL ? "\"\(client.fileURL(path))\"" : "null"
        let body = try #require(await server.next(4).last).body
        #expect(body.contains(#""fileDetails":[{"filePath":"\#(path)","fileUrl":\#(url)}]"#))
        // The sandbox plays the bucket too.
        #expect(try await client.download(client.fileURL(path)).status == 200)
      }
    }
  }

  @Test func `a running recording keeps the storage that it began with`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      _ = try await client.post("/sandbox/settings", #"{"storage":"own"}"#)
      try await client.advance("5s")
      _ = try await client.stop()
      #expect(try await client.recordedFile().fileUrl != nil)
    }
  }
}
