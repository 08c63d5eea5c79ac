import Ledger
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// Scripts that are far too large, too deep or too many.
  @Suite struct HostileScriptTests {
    @Test(.timeLimit(.minutes(5))) func `a line of ten megabytes is run, or named in a few words`()
      async throws
    {
      let program = try Program()
      let long = String(repeating: "a", count: 10_000_000)
      try program.home.write("echo \(long)\n", to: "good.vsdk")
      try program.home.write("start \(long)\n", to: "bad.vsdk")

      let good = try await program.run("run", "--no-echo", "good.vsdk")
      let bad = try await program.run("run", "--no-echo", "bad.vsdk")

      #expect(good.status == 0)
      #expect(good.standardOutput.utf8.count == long.utf8.count + 1)
      #expect(bad.status == 2)
      #expect(bad.standardError.utf8.count < 2_000)
    }

    @Test func `scripts inside each other are run to a depth of sixteen`() async throws {
      let program = try Program()
      for depth in 1...17 {
        try program.home.write("run \(depth + 1).vsdk\n", to: "\(depth).vsdk")
      }
      try program.home.write("echo the bottom\n", to: "18.vsdk")

      let deep = try await program.run("run", "--no-echo", "2.vsdk")
      let tooDeep = try await program.run("run", "--no-echo", "1.vsdk")

      #expect(deep.standardOutput == "the bottom\n", "\(deep)")
      #expect(deep.status == 0)
      #expect(tooDeep.standardOutput == "")
      #expect(
        tooDeep.talk.contains("17.vsdk:1:5: more than 16 scripts inside each other"),
        "\(tooDeep.talk)")
      #expect(tooDeep.status == 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a signal in the middle of many starts leaves nothing running`() async throws {
      try await LocalSandbox.serve { sandbox in
        for number in 1...40 {
          _ = try await sandbox.send(
            .post, "/sandbox/rooms/abcd-efgh-ijkl/participants",
            #"{"participantId":"p\#(number)","name":"p\#(number)"}"#)
        }
        let program = try sandbox.program()
        try program.home.write(
          "set room abcd-efgh-ijkl\nset concurrency 8\ndefer stop all\nstart audio participant=all\n",
          to: "a.vsdk")
        try await sandbox.fault(#"{"delay":"5m"}"#, times: 4, on: "startTrackRecording")
        try await program.onTerminal("run", "--no-echo", "a.vsdk") { terminal in
          while try await sandbox.running().count < 39 { await Task.yield() }

          terminal.signal(15)
          let end = try await terminal.waitForExit()

          #expect(end == .exited(143))
          #expect(try await sandbox.running() == [])
        }
        let ledger = try Ledger(path: "\(program.home.state)/ledger.sqlite")
        #expect(try ledger.running(origin: sandbox.endpoint) == [])
      }
    }
  }
}
