import FoundationEssentials
import Ledger
import TestSupport
import Testing

extension EndToEnd {
  /// A meeting that is followed, and ends that come from outside.
  @Suite struct FollowTests {
    @Test(arguments: [(Int32(15), Int32(143)), (2, 130)], ["for=5m", "until=empty"])
    func `a signal stops all that it started`(
      _ signal: (number: Int32, code: Int32), _ end: String
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal(
          "-c", LocalSandbox.place + "follow audio every=1s \(end)"
        ) { terminal in
          try await terminal.expect("abcd (Ada)")
          while try await sandbox.running().count < 3 { await Task.yield() }
          terminal.signal(signal.number)
          try await terminal.expect("note: stopped 3 recordings that `follow` had started\n")
          #expect(try await terminal.waitForExit() == .exited(signal.code))
        }
        #expect(try await sandbox.running() == [])
        #expect(try Ledger(path: "\(program.home.state)/ledger.sqlite").running() == [])
      }
    }

    @Test func `a limit of time stops all that it started`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          "set room abcd-efgh-ijkl\nfollow audio for=5m every=1s\n", to: "f.vsdk")

        let result = try await program.run("run", "--time-limit", "3s", "f.vsdk")

        #expect(result.status == 3)
        #expect(result.talk.contains("note: stopped 3 recordings that `follow` had started\n"))
        #expect(try await sandbox.running() == [])
      }
    }

    @Test func `at the prompt Control-C ends it, and the shell goes on`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("set room abcd-efgh-ijkl; follow audio\r")
          while try await sandbox.running().count < 3 { await Task.yield() }
          try terminal.send("\u{3}")
          try await terminal.expect("note: stopped 3 recordings that `follow` had started\n")
          try await terminal.expectPrompt("abcd-efgh-ijkl/- ▸ ")
          #expect(try await sandbox.running() == [])
          try terminal.send("\u{4}")
          #expect(try await terminal.waitForExit() == .exited(0))
        }
      }
    }
  }
}
