import TestSupport
import Testing

extension EndToEnd {
  /// A signal in the middle of a script: what was deferred still runs, and the status tells which signal it was.
  @Suite struct SignalTests {
    struct Signal: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let number: Int32
      let status: Int32

      static let all = [
        Signal(testDescription: "SIGINT", number: 2, status: 130),
        Signal(testDescription: "SIGTERM", number: 15, status: 143),
        Signal(testDescription: "SIGHUP", number: 1, status: 129),
        Signal(testDescription: "SIGQUIT", number: 3, status: 131),
      ]
    }

    // Far above what it takes, far below what the script waits for.
    private static let limit = Duration.seconds(10)

    @Test(arguments: Signal.all)
    func `runs what was deferred when a wait is interrupted`(_ signal: Signal) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          LocalSandbox.place + "defer stop all\nstart audio\necho waiting\nwait 1h\necho never\n",
          to: "script.vsdk")
        try await program.onTerminal("run", "--no-echo", "script.vsdk") { terminal in
          try await terminal.expect("waiting\n")
          #expect(try await sandbox.running() == ["audio abcd"])

          terminal.signal(signal.number)
          let end = try await terminal.waitForExit(within: Self.limit)

          #expect(end.shellStatus == signal.status)
          #expect(try await sandbox.running() == [])
          #expect(
            terminal.receivedText.hasSuffix(
              "track recording ended successfully.  audio · abcd · abcd-efgh-ijkl\n"))
        }
      }
    }

    @Test(arguments: Signal.all)
    func `runs what was deferred when a request is interrupted`(_ signal: Signal) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          LocalSandbox.place + "defer stop all\nstart audio\nrecordings\necho never\n",
          to: "script.vsdk")
        try await sandbox.fault(#"{"delay":"5m"}"#, on: "listTrackRecordings")
        try await program.onTerminal("run", "--no-echo", "script.vsdk") { terminal in
          try await sandbox.received("listTrackRecordings")

          terminal.signal(signal.number)
          let end = try await terminal.waitForExit(within: Self.limit)

          #expect(end.shellStatus == signal.status)
          #expect(try await sandbox.running() == [])
          #expect(
            try await sandbox.operations() == [
              "startTrackRecording", "listTrackRecordings", "stopTrackRecording",
            ])
        }
      }
    }

    @Test func `stops a start whose answer was not waited for`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          LocalSandbox.place + "defer stop all\nstart audio\n", to: "script.vsdk")
        try await sandbox.fault(#"{"delay":"5m"}"#, on: "startTrackRecording")
        try await program.onTerminal("run", "--no-echo", "script.vsdk") { terminal in
          try await sandbox.received("startTrackRecording")
          while try await sandbox.running().isEmpty { await Task.yield() }

          terminal.signal(2)
          let end = try await terminal.waitForExit(within: Self.limit)

          #expect(end == .exited(130))
          #expect(try await sandbox.running() == [])
        }
      }
    }

    /// It signals the process, and then its group, of which the process is one.
    @Test(arguments: ["INT", "TERM", "HUP"])
    func `what a supervisor sends twice is one wish`(_ signal: String) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          LocalSandbox.place + "defer stop all\nstart audio\nfollow video for=5m every=1s\n",
          to: "script.vsdk")

        let result = try await program.shell(
          "timeout -s \(signal) 2 \"$VSDK\" run --no-echo script.vsdk")

        #expect(result.status == 124, "\(result)")
        #expect(
          result.standardError.contains("recordings that `follow` had started\n"), "\(result)")
        #expect(try await sandbox.running() == [])
      }
    }

    @Test func `gives up what was deferred at a second signal`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          LocalSandbox.place + "defer stop all\nstart audio\necho waiting\nwait 1h\n",
          to: "script.vsdk")
        try await sandbox.fault(#"{"delay":"5m"}"#, times: 9, on: "stopTrackRecording")
        try await program.onTerminal("run", "--no-echo", "script.vsdk") { terminal in
          try await terminal.expect("waiting\n")
          terminal.signal(2)
          try await sandbox.received("stopTrackRecording")

          // What comes in the moment of the first would be one wish with it.
          try await ContinuousClock().sleep(for: .milliseconds(250))
          terminal.signal(2)
          let end = try await terminal.waitForExit(within: Self.limit)

          #expect(end == .exited(130))
          try await terminal.expect(
            "error: 1 recording that this script started still runs, or may\n"
              + "  audio · abcd · abcd-efgh-ijkl\n")
        }
      }
    }
  }
}
