import TestSupport
import Testing

extension EndToEnd.Untrusted {
  /// What a script starts stays in sight.
  @Suite struct HidingTests {
    @Test func `it does not take its starts out of the ledger`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          "set ledger off\n\(LocalSandbox.place)start audio\n", to: "a.vsdk")

        let result = try await program.run("run", "a.vsdk")

        #expect(
          result.talk == """
            a.vsdk:1:12: a script does not say that its starts go unnoted
                1 | set ledger off
                  |            ^^^
                  = hint: `--set ledger=off` does, or the prompt

            """)
        #expect(result.status == 2)
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `it does not keep the shell from asking about a leak`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          "set confirm off\n\(LocalSandbox.place)start audio\n", to: "a.vsdk")
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try await terminal.enter("run a.vsdk", then: "●1 ▸ ")
          try terminal.send("\u{4}")
          try await terminal.expect("s stop and leave")
          try terminal.send("s\r")
          #expect(try await terminal.waitForExit() == .exited(0))
        }
        #expect(try await sandbox.running() == [])
      }
    }

    @Test func `the time limit ends a download that never does`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await sandbox.fault(#"{"delay":"5m"}"#, times: 9, on: "getTrackRecording")
        try program.home.write(
          "\(LocalSandbox.place)defer echo deferred; download r1\n", to: "a.vsdk")

        let result = try await program.run("run", "--no-echo", "--time-limit", "500ms", "a.vsdk")

        #expect(result.standardOutput == "deferred\n", "\(result)")
        #expect(result.talk.contains("the script took longer than 500ms"))
        #expect(result.status == 3)
      }
    }

    @Test func `what listens is on this machine alone`() async throws {
      let program = try Program()

      let result = try await program.run("--sandbox", "-c", "listen")

      #expect(result.standardOutput.hasPrefix("listening at http://127.0.0.1:"), "\(result)")
      #expect(result.status == 0)
    }
  }
}
