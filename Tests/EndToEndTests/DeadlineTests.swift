import FoundationEssentials
import Ledger
import TestSupport
import Testing

extension EndToEnd {
  /// Ends of recordings, as a person and a script see them.
  @Suite struct DeadlineTests {
    @Test func `an end comes between two keys, and what is typed stays`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio video for=2s\r")
          try await terminal.expectPrompt("abcd-efgh-ijkl/abcd ●2→")
          try terminal.send("echo half")
          try await terminal.expect("note: stopped audio · abcd · abcd-efgh-ijkl, video · ")
          try await terminal.expect("their time is over")
          #expect(try await sandbox.running() == [])
          try terminal.send(" a line\r")
          try await terminal.expect("half a line\n")
          try await terminal.expectPrompt("abcd-efgh-ijkl/abcd ▸ ")
          try terminal.send("\u{4}")
          #expect(try await terminal.waitForExit() == .exited(0))
        }
      }
    }

    @Test func `the next shell stops what a killed one was to stop`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio for=1ms; start video\r")
          try await terminal.expect("video · abcd · abcd-efgh-ijkl")
          terminal.signal(9)
          _ = try await terminal.waitForExit()
        }
        let path = "\(program.home.state)/ledger.sqlite"
        let ledger = try Ledger(path: path)
        let late = try ledger.intend([
          RecordingStart(
            track: RecordedTrack(
              origin: sandbox.endpoint, room: LocalSandbox.room, participant: "abcd",
              kind: "video"),
            startedAt: Date(), shell: "another", deadline: Date())
        ])
        try ledger.note(late.map { .resolved($0, .started, at: Date()) })

        try await program.onTerminal { terminal in
          try await terminal.expect(
            "note: an earlier shell ended before it could stop what was to end by now\n")
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("\u{4}")
          #expect(try await terminal.waitForExit() == .exited(0))
        }
        #expect(try await sandbox.running() == [])
      }
    }

    @Test(arguments: [(Int32(15), Int32(143)), (2, 130)])
    func `a signal stops at once what a script waits for`(
      _ signal: Int32, _ code: Int32
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal("-c", LocalSandbox.place + "start audio for=5m") { terminal in
          try await terminal.expect("note: nothing else to do: waiting for the end at ")
          #expect(try await sandbox.running() == ["audio abcd"])
          terminal.signal(signal)
          try await terminal.expect("its script has ended before its\n      time was over\n")
          #expect(try await terminal.waitForExit() == .exited(code))
        }
        #expect(try await sandbox.running() == [])
        #expect(try Ledger(path: "\(program.home.state)/ledger.sqlite").running() == [])
      }
    }
  }
}
