import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
  /// The shell as a job of another: in the background, left behind, and ended by the keyboard.
  @Suite struct JobControlTests {
    private static let empty = "sandbox -/- ▸ "

    // MARK: SIGQUIT

    @Test func `Control-Backslash at the prompt names what still runs`() async throws {
      try await Program().onTerminal(columns: 120) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter(
          LocalSandbox.place + "start audio", then: "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ")
        try terminal.send("half\u{1c}")

        try await terminal.expect(
          "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl")
        #expect(try await terminal.waitForExit().shellStatus == 143)
        #expect(terminal.terminalAttributes == terminal.initialAttributes)
      }
    }

    @Test func `SIGQUIT at the prompt names what still runs`() async throws {
      try await Program(["SWIFT_BACKTRACE": "enable=no"]).onTerminal(columns: 120) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter(
          LocalSandbox.place + "start audio", then: "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ")
        terminal.signal(SIGQUIT)

        try await terminal.expect(
          "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl")
        #expect(try await terminal.waitForExit().shellStatus == 131)
        #expect(terminal.terminalAttributes == terminal.initialAttributes)
      }
    }

    @Test
    func `Control-Backslash during a command runs what was deferred, and names what still runs`()
      async throws
    {
      let program = try Program()
      try program.home.write(
        "defer echo deferred\nstart audio\necho waiting\nwait 1h\n", to: "a.vsdk")
      try await program.onTerminal(columns: 120) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send(LocalSandbox.place + "run a.vsdk\r")
        try await terminal.expect("\nwaiting\n")
        // The terminal itself makes a signal of it.
        while terminal.terminalAttributes?.isCanonical != true { await Task.yield() }
        try terminal.send("\u{1c}")

        try await terminal.expect("\ndeferred\n")
        try await terminal.expect(
          "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl")
        #expect(try await terminal.waitForExit().shellStatus == 131)
        #expect(terminal.terminalAttributes == terminal.initialAttributes)
      }
    }

    // MARK: The background

    @Test func `a job that is started in the background waits, and comes to the foreground whole`()
      async throws
    {
      let program = try Program()
      let terminal = try await PseudoTerminal.systemShell(for: program)
      // With it, writing from the background stops a job too.
      try terminal.send("stty tostop; '\(Program.path)' &\r")
      try terminal.send("until [ -n \"$(jobs -s)\" ]; do :; done; echo it has stopped\r")
      try await terminal.expect("\nit has stopped\n")
      try terminal.send("stty -a | grep -c 'isig icanon iexten echo '\r")
      try await terminal.expect("\n1\n")
      try terminal.send("fg\r")
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("echo here\r")
      try await terminal.expect("\nhere\n")
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("\u{4}")
      try await terminal.expect("outside> ")
      terminal.signal(SIGKILL)
    }

    @Test(arguments: ["SIGTTIN", "SIGTTOU"])
    func `a job that is stopped from elsewhere comes back with its line`(
      _ signal: String
    ) async throws {
      let program = try Program()
      let terminal = try await PseudoTerminal.systemShell(for: program)
      try terminal.send("(echo \"job: $BASHPID;\"; exec '\(Program.path)')\r")
      let job = try await job(told: terminal)
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("echo half")
      try await terminal.expect("half")

      kill(job, signal == "SIGTTIN" ? SIGTTIN : SIGTTOU)
      try await terminal.expect("outside> ")
      try terminal.send("fg\r")
      try await terminal.expectPrompt(Self.empty + "echo half")
      try terminal.send("-\r")
      try await terminal.expect("\nhalf-\n")
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("\u{4}")
      try await terminal.expect("outside> ")
      terminal.signal(SIGKILL)
    }

    /// Waits until a process is gone; whoever takes it over looks after it.
    private func awaitEnd(of process: Int32) async throws {
      let limit = ContinuousClock.now + .seconds(20)
      while kill(process, 0) == 0 {
        try #require(ContinuousClock.now < limit, "process \(process) goes on")
        let facts = FileManager.default.contents(atPath: "/proc/\(process)/stat")
        if let facts, String(decoding: facts, as: UTF8.self).contains(") Z ") { return }
        await Task.yield()
      }
    }

    /// The number that was written behind `job:`.
    private func job(told terminal: PseudoTerminal) async throws -> Int32 {
      try await terminal.expect("\njob: ")
      try await terminal.expect(";")
      let told = terminal.receivedText.split(separator: "\njob: ").last?.prefix { $0 != ";" }
      return try #require(told.flatMap { Int32($0) })
    }

    @Test func `a stopped job ends when the shell that could continue it does`() async throws {
      let program = try Program()
      let terminal = try await PseudoTerminal.systemShell(for: program)
      try terminal.send("'\(Program.path)' &\r")
      try terminal.send("until [ -n \"$(jobs -s)\" ]; do :; done; echo \"job: $!;\"\r")
      let job = try await job(told: terminal)

      terminal.signal(SIGKILL)

      try await awaitEnd(of: job)
    }

    @Test func `in a group that nobody looks after, a terminal that cannot be read is an end`()
      async throws
    {
      let program = try Program()
      let terminal = try await PseudoTerminal.systemShell(for: program)
      // The inner shell gives it a group of its own and is gone: reading answers EIO, and nothing stops the job.
      try terminal.send("(set -m; '\(Program.path)' & echo \"job: $!;\")\r")
      let job = try await job(told: terminal)

      try await awaitEnd(of: job)

      try terminal.send("stty -a | grep -c 'isig icanon iexten echo '\r")
      try await terminal.expect("\n1\n")
      terminal.signal(SIGKILL)
    }
  }
}
