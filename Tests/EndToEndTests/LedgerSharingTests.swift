import Ledger
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// Several processes over one ledger.
  @Suite struct LedgerSharingTests {
    private static let shells = 6

    @Test func `several shells start and stop at once, and none loses anything`() async throws {
      try await LocalSandbox.serve { sandbox in
        // The file is made by all of them at once, too.
        let program = try sandbox.program()
        let results = try await withThrowingTaskGroup(of: ProcessResult.self) { group in
          for shell in 0..<Self.shells {
            let who = "person\(shell)"
            let answer = try await sandbox.send(
              .post, "/sandbox/rooms/\(LocalSandbox.room)/participants",
              #"{"participantId":"\#(who)"}"#)
            try #require(answer.status == 200)
            let turn = "start audio; wait 1ms; stop audio; "
            let text =
              "set room \(LocalSandbox.room); set participant \(who); "
              + String(repeating: turn, count: 5) + "start video"
            group.addTask { try await program.run("-c", text) }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }

        for result in results {
          #expect(result.status == 6)
          #expect(!result.standardError.contains("ledger"), "\(result.standardError)")
        }
        let ledger = try Ledger(path: "\(program.home.state)/ledger.sqlite")
        let left = try ledger.running(origin: sandbox.endpoint)
        #expect(
          left.map { "\($0.start.track.kind) \($0.start.track.participant)" }.sorted()
            == (0..<Self.shells).map { "video person\($0)" })
        #expect(left.allSatisfy { $0.certainty == .started })
        #expect(try await sandbox.running().count == Self.shells)
      }
    }

    @Test func `the stop of one shell closes the entry of another`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio\r")
          try await terminal.expectPrompt("●1 ▸ ")

          let other = try await program.run("-c", LocalSandbox.place + "stop audio")

          #expect(other.status == 0)
          let ledger = try Ledger(path: "\(program.home.state)/ledger.sqlite")
          #expect(try ledger.running() == [])
          try terminal.send("quit\r")
          try await terminal.expectPrompt("Enter stay: ")
          try terminal.send("s\r")
          try await terminal.expect("audio of abcd is no longer taken as recording")
          #expect(try await terminal.waitForExit() == .exited(0))
        }
      }
    }
  }
}
