import TestSupport
import Testing

extension EndToEnd {
  /// Answers that are longer than the screen.
  @Suite struct PagerTests {
    private static let empty = "sandbox -/- ▸ "

    private func leave(_ terminal: PseudoTerminal) async throws {
      #expect(try await terminal.leave() == .exited(0))
      #expect(terminal.terminalAttributes == terminal.initialAttributes)
    }

    @Test func `goes through the person's pager, and only what is longer than the screen`()
      async throws
    {
      try await Program(["PAGER": "sed s/^/paged:/", "VIDEOSDK_SECRET": ""]).onTerminal {
        terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("help all\r")
        try await terminal.expect("paged:  set ")
        try await terminal.expect("paged:`help VERB` shows")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("help echo\r")
        try await terminal.expect("\nusage: echo")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("set pager off; help all\r")
        try await terminal.expect("\n`help VERB` shows")
        try await terminal.expectPrompt(Self.empty)
        try await leave(terminal)
      }
    }

    @Test func `shows the answer itself when there is no such pager`() async throws {
      try await Program(["PAGER": "no-such-pager -x"]).onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("help all\r")
        try await terminal.expect("no-such-pager")
        try await terminal.expect("\n`help VERB` shows")
        try await terminal.expectPrompt(Self.empty)
        try await leave(terminal)
      }
    }

    @Test func `lives on when the pager ends early, or dies with the terminal changed`()
      async throws
    {
      for pager in ["head -2", "stty raw -echo </dev/tty; kill -9 $$", "exit 3"] {
        try await Program(["PAGER": pager]).onTerminal { terminal in
          try await terminal.expectPrompt(Self.empty)

          try terminal.send("help all\r")
          try await terminal.expectPrompt(Self.empty)
          try terminal.send("echo alive\r")
          try await terminal.expect("\nalive\n")
          try await terminal.expectPrompt(Self.empty)
          #expect(!terminal.receivedText.contains("`help VERB` shows"))
          try await leave(terminal)
        }
      }
    }

    @Test func `a Control-C in the pager ends no more than the pager`() async throws {
      try await Program(["PAGER": "head -1; exec sleep 60"]).onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("help all\r")
        try await terminal.expect("  set ")
        try terminal.send("\u{3}")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo alive\r")
        try await terminal.expect("\nalive\n")
        try await terminal.expectPrompt(Self.empty)
        try await leave(terminal)
      }
    }

    @Test func `a pager gets no connection and no port of the shell`() async throws {
      try await Program(["PAGER": "ls /proc/self/fd | tr '\\n' ,"]).onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("help all\r")
        // The last is the folder that `ls` reads.
        try await terminal.expect("\n0,1,2,3,")
        try await terminal.expect(Self.empty)
        try await leave(terminal)
      }
    }

    @Test func `a pager gets no secret of the environment`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.program(["PAGER": "env | grep -c ^VIDEOSDK"]).onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")

          try terminal.send("help all\r")
          try await terminal.expect("\n0\n")
          try await terminal.expectPrompt("-/- ▸ ")
          try await leave(terminal)
        }
      }
    }
  }
}
