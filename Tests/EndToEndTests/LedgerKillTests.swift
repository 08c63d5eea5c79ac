import FoundationEssentials
import Ledger
import SandboxServer
import TestSupport
import Testing

extension EndToEnd {
  /// `kill -9` in the middle of a start: whatever the service has acted on, or may have, is in the ledger.
  @Suite struct LedgerKillTests {
    @Test(arguments: HeldStart.Stage.allCases)
    func `a start that was cut short is not lost`(_ stage: HeldStart.Stage) async throws {
      try await LocalSandbox.serve { sandbox in
        try await HeldStart.serve(stage, before: sandbox) { held, endpoint in
          let program = try sandbox.program(["VIDEOSDK_API_ENDPOINT": endpoint])
          try await program.onTerminal("-c", LocalSandbox.place + "start audio; wait 1h") {
            terminal in
            await held.reached()
            // A script that waits has written down what it learnt.
            let path = "\(program.home.state)/ledger.sqlite"
            while stage == .answered,
              try Ledger(path: path).running().first?.certainty != .started
            {
              await Task.yield()
            }

            terminal.signal(9)
            _ = try await terminal.waitForExit()

            let hasActed = [.acted, .firstByte, .answered].contains(stage)
            #expect(try await sandbox.running() == (hasActed ? ["audio abcd"] : []))
            let left = try Ledger(path: path).running(origin: endpoint)
            #expect(left.map(\.start.track.kind) == ["audio"])
            #expect(left.map(\.start.track.participant) == ["abcd"])
            #expect(left.map(\.certainty) == [stage == .answered ? .started : .unknown])
          }
        }
      }
    }

    @Test func `the next shell says so, and recovers it`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio video\r")
          try await terminal.expectPrompt("●2 ▸ ")
          #expect(!terminal.receivedText.contains("you started"))
          terminal.signal(9)
          _ = try await terminal.waitForExit()
        }

        try await program.onTerminal { terminal in
          try await terminal.expect(
            "note: 2 recordings you started today still run, less than $0.01 so far (an\n"
              + "      estimate); `recover` stops, leaves or forgets them\n")
          try await terminal.expectPrompt("-/- ▸ ")
          // What the notice says is the ledger's word alone.
          #expect(
            try await sandbox.operations() == ["startTrackRecording", "startTrackRecording"])
          try terminal.send("recover\r")
          try await terminal.expect("note: audio · abcd · abcd-efgh-ijkl\n")
          try await terminal.expectPrompt(
            "s stop · l leave · f forget · S or F all · Enter leave: ")
          try terminal.send("S\r")
          try await terminal.expect("ended successfully.  video · abcd · abcd-efgh-ijkl\n")
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("\u{4}")
          #expect(try await terminal.waitForExit() == .exited(0))
        }
        #expect(try await sandbox.running() == [])

        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("\u{4}")
          _ = try await terminal.waitForExit()
          #expect(!terminal.receivedText.contains("you started"))
        }
      }
    }

    @Test func `what the embedded sandbox recorded ended with the process`() async throws {
      let program = try Program()
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt("-/- ▸ ")
        try terminal.send(LocalSandbox.place + "start audio\r")
        try await terminal.expectPrompt("●1 ▸ ")
        terminal.signal(9)
        _ = try await terminal.waitForExit()
      }
      #expect(program.home.mode(of: "state/ledger.sqlite") == nil)
    }

    @Test func `a shell that goes from the sandbox to another endpoint notes its starts on disk`()
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        var program = try Program()
        program.environment["SANDBOX_SECRET"] = Sandbox.secret
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("set endpoint \(sandbox.endpoint)\r")
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("set api-key \(Sandbox.apiKey); set api-secret env:SANDBOX_SECRET\r")
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio\r")
          try await terminal.expectPrompt("●1 ▸ ")
          terminal.signal(9)
          _ = try await terminal.waitForExit()
        }
        let ledger = try Ledger(path: "\(program.home.state)/ledger.sqlite")
        #expect(try ledger.running(origin: sandbox.endpoint).map(\.certainty) == [.started])
      }
    }

    @Test(arguments: [(Int32(15), Int32(143)), (1, 129)])
    func `a shell that is told to end says what it leaves running`(
      _ signal: Int32, _ status: Int32
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio\r")
          try await terminal.expectPrompt("●1 ▸ ")

          terminal.signal(signal)

          #expect(try await terminal.waitForExit().shellStatus == status)
          try await terminal.expect(
            "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl\n")
          #expect(terminal.terminalAttributes == terminal.initialAttributes)
        }
      }
    }

    @Test(arguments: [(Int32(15), Int32(143)), (1, 129)])
    func `and so does one that is told so in the middle of a request`(
      _ signal: Int32, _ status: Int32
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await sandbox.fault(#"{"delay":"5m"}"#, on: "listTrackRecordings")
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio\r")
          try await terminal.expectPrompt("●1 ▸ ")
          try terminal.send("recordings\r")
          try await sandbox.received("listTrackRecordings")

          terminal.signal(signal)

          #expect(try await terminal.waitForExit().shellStatus == status)
          try await terminal.expect(
            "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl\n")
        }
      }
    }
  }
}
