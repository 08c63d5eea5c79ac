import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct SegmentTests {
  private struct Record: Decodable {
    struct File: Decodable {
      struct Meta: Decodable {
        var duration: Double
      }

      var meta: Meta
      var filePath: String
    }

    var end: String?
    var files: [File]

    var durations: [Double] { files.map(\.meta.duration) }
  }

  private func record(_ client: SandboxHarness) async throws -> Record {
    try await client.get("\(SandboxHarness.tracks)/695797210000000000000007", as: Record.self)
  }

  @Test func `muting ends a file and unmuting begins the next`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      try await client.advance("10m")
      _ = try await client.turn("audio", on: false)
      try await client.advance("1h")
      _ = try await client.turn("audio", on: true)
      try await client.advance("30s")
      _ = try await client.stop()

      let record = try await record(client)

      #expect(record.durations == [600, 31])
      let names = record.files.compactMap { $0.filePath.split(separator: "/").last }
      #expect(
        names == [
          "track_recording_abcd_audio_1767348001000.webm",
          "track_recording_abcd_audio_1767352201000.webm",
        ])
    }
  }

  @Test func `a file can be had while the recording goes on`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      try await client.advance("10s")
      _ = try await client.turn("audio", on: false)

      let record = try await record(client)

      #expect(record.durations == [10])
      #expect(record.end == nil)
      #expect(try await client.recordingStates() == [RecordingState("recording", "abcd", "audio")])
    }
  }

  @Test func `a recording waits for a track that is not there`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start("screen_video", participant: "efgh")
      #expect(
        try await client.recordingStates() == [RecordingState("starting", "efgh", "screen_video")])

      try await client.advance("1m")
      _ = try await client.turn("screen_video", on: true, of: "efgh")
      #expect(
        try await client.recordingStates() == [RecordingState("recording", "efgh", "screen_video")]
      )

      try await client.advance("5s")
      _ = try await client.stop("screen_video", participant: "efgh")
      #expect(try await record(client).durations == [6])
      #expect(
        try await client.recordingStates() == [RecordingState("stopped", "efgh", "screen_video")])
    }
  }

  @Test func `another track does not matter`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      try await client.advance("1s")
      _ = try await client.turn("video", on: false)
      _ = try await client.turn("audio", on: true)
      _ = try await client.turn("audio", on: false, of: "efgh")
      _ = try await client.stop()

      #expect(try await record(client).durations == [2])
    }
  }

  @Test func `a file in which no time has passed is not kept`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      _ = try await client.turn("audio", on: false)
      _ = try await client.turn("audio", on: true)
      _ = try await client.stop()

      #expect(try await record(client).durations == [1])
    }
  }

  @Test func `leaving ends the last file`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      try await client.advance("7s")
      _ = try await client.leave("abcd")

      let record = try await record(client)

      #expect(record.durations == [7])
      #expect(record.end == "2026-01-02T10:00:08.000Z")
    }
  }

  struct Failing: CustomTestStringConvertible {
    let operation: String
    let states: [String]
    var testDescription: String { operation }
  }

  @Test(arguments: [
    Failing(operation: "startTrackRecording", states: ["failed", "stopped"]),
    Failing(operation: "stopTrackRecording", states: ["failed"]),
  ])
  func `a recording fails although it was accepted`(_ failing: Failing) async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(
        #"{"match":{"operation":"\#(failing.operation)"},"fault":{"recording":"failed"}}"#)

      #expect(try await client.start().status == 200)
      if failing.states.count > 1 { #expect(try await client.start().status == 200) }
      #expect(try await client.stop().status == 200)

      #expect(try await client.recordingStates().map(\.state) == failing.states.reversed())
      let record = try await record(client)
      #expect(record.durations == [])
      #expect(record.end != nil)
    }
  }

  @Test func `a failing recording waits for a start or a stop`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"recording":"failed"}}"#)
      _ = try await client.get("/v2/rooms")
      _ = try await client.start()

      #expect(try await client.recordingStates() == [RecordingState("failed", "abcd", "audio")])
      #expect(
        try await client.send("DELETE", "/sandbox/faults")
          == .init(status: 200, body: #"{"faults":[]}"#))
    }
  }
}
