import FoundationEssentials
import Ledger
import SandboxServer
import TestSupport
import Testing

extension EndToEnd {
  /// `vsdk recover`, as cron and CI call it.
  @Suite struct RecoverSubcommandTests {
    private static let audio = "audio  abcd         abcd-efgh-ijkl"

    /// A program whose earlier run left the microphone's recording.
    private func left(in sandbox: LocalSandbox) async throws -> Program {
      let program = try sandbox.program()
      let result = try await program.run("-c", LocalSandbox.place + "start audio")
      #expect(result.status == 6)
      return program
    }

    /// Puts an entry into the ledger of a home, of a start that was granted.
    private func enter(
      _ kind: String, hoursAgo hours: Double, endedHoursAgo end: Double? = nil,
      in sandbox: LocalSandbox, _ program: Program
    ) throws {
      let ledger = try Ledger(path: "\(program.home.state)/ledger.sqlite")
      let now = Date()
      let ids = try ledger.intend([
        RecordingStart(
          track: RecordedTrack(
            origin: sandbox.endpoint, room: LocalSandbox.room, participant: "abcd", kind: kind),
          startedAt: now.addingTimeInterval(-hours * 3_600), shell: "another",
          deadline: end.map { now.addingTimeInterval(-$0 * 3_600) })
      ])
      try ledger.note(ids.map { .resolved($0, .started, at: now) })
    }

    @Test(arguments: [[], ["--list"]])
    func `a look stops nothing, and says that something runs`(_ flags: [String]) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try await left(in: sandbox)

        let result = try await program.run(arguments: ["recover"] + flags)

        let lines = result.standardOutput.split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        #expect(lines.last?.hasPrefix("\(Self.audio)  just now  recording  ") == true)
        #expect(result.talk == "")
        #expect(result.status == 6)
        #expect(try await sandbox.running() == ["audio abcd"])
      }
    }

    @Test func `a stop leaves nothing, and so does the one behind it`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try await left(in: sandbox)

        let result = try await program.run("recover", "--stop")
        let again = try await program.run("recover", "--stop")

        #expect(
          result.standardOutput.hasSuffix(
            "track recording ended successfully.  audio · abcd · abcd-efgh-ijkl\n"))
        #expect(result.status == 0)
        #expect(try await sandbox.running() == [])
        #expect(
          again.standardOutput
            == "nothing to recover: the ledger knows of no recording here that may still run\n")
        #expect(again.status == 0)
      }
    }

    @Test func `only what is overdue is stopped`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        _ = try await program.run(
          "--set", "ledger=off", "-c", LocalSandbox.place + "start audio video screen_video")
        try enter("audio", hoursAgo: 3, endedHoursAgo: 2, in: sandbox, program)
        try enter("video", hoursAgo: 3, endedHoursAgo: -1, in: sandbox, program)
        try enter("screen_video", hoursAgo: 3, in: sandbox, program)

        let look = try await program.run("recover", "--overdue", "--output", "json")
        let stop = try await program.run("recover", "--overdue", "--stop")
        let rest = try await program.run("recover")

        #expect(look.status == 6)
        let object = look.standardOutput
        #expect(object.contains(#""command":"recover leave only=overdue""#))
        #expect(object.contains(#""kind":"audio""#) && object.contains(#""overdue":true"#))
        #expect(!object.contains(#""kind":"video""#))
        #expect(stop.status == 0)
        #expect(try await sandbox.running().sorted() == ["screen_video abcd", "video abcd"])
        #expect(rest.status == 6)
        let row = rest.standardOutput.split(separator: "\n").first { $0.hasPrefix("video ") }
        #expect(row?.contains("  in 59 min ") == true || row?.contains("  in 1 h 0 min") == true)
      }
    }

    @Test func `only what is old enough is asked about`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        _ = try await program.run(
          "--set", "ledger=off", "-c", LocalSandbox.place + "start audio video")
        try enter("audio", hoursAgo: 3, in: sandbox, program)
        try enter("video", hoursAgo: 1, in: sandbox, program)

        let result = try await program.run("recover", "--stop", "--older-than", "2h")

        #expect(result.status == 0)
        #expect(try await sandbox.running() == ["video abcd"])
      }
    }

    @Test func `a service that is not there is 3, one that refuses is 5, and the ledger stays`()
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        let program = try await left(in: sandbox)
        try await sandbox.fault(#"{"status":403}"#, on: "listTrackRecordings")
        let refused = try await program.run("recover", "--stop")
        try await sandbox.fault(#"{"status":403}"#, on: "stopTrackRecording")
        let unstopped = try await program.run("recover", "--stop")
        try await sandbox.fault(#"{"drop":"before"}"#, times: 9, on: "listTrackRecordings")
        let away = try await program.run("recover", "--stop", "--set", "retries=0")

        #expect([refused.status, unstopped.status, away.status] == [5, 5, 3])
        #expect(
          unstopped.talk.contains(
            "note: 1 recording may still run: audio · abcd · abcd-efgh-ijkl\n"))
        #expect(try await sandbox.running() == ["audio abcd"])
      }
    }

    @Test(arguments: [
      (["--stop", "--list"], "--list and --stop exclude each other; give one"),
      (["--older-than", "2"], "--older-than needs a duration such as 30m or 2h, got `2`"),
      ([], "a sandbox in this process has nothing that an earlier run left"),
      (["--set", "ledger=off", "--endpoint", "http://127.0.0.1:1"], "the ledger is off"),
    ])
    func `a wrong invocation says why`(_ arguments: [String], _ message: String) async throws {
      let result = try await Program().run(arguments: ["recover"] + arguments)

      #expect(result.standardError.contains(message), "\(result.standardError)")
      #expect(result.status == 1)
    }

    @Test func `damaged entries are told, and keep it from saying that nothing runs`() async throws
    {
      try await LocalSandbox.serve { sandbox in
        let program = try await left(in: sandbox)
        _ = try await program.run("recover", "--stop")
        try enter("", hoursAgo: 1, in: sandbox, program)

        let result = try await program.run("recover", "--stop")

        #expect(result.talk.contains("1 entry of the ledger cannot be read"))
        #expect(result.status == 6)
      }
    }
  }
}
