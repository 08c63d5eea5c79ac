import Glibc
import TestSupport
import Testing

extension EndToEnd {
  /// Keys and pastes that are not as they should be, and questions that are interrupted.
  @Suite struct UnusualKeyTests {
    private static let empty = "sandbox -/- ▸ "

    @Test func `a key that does nothing leaves no letters, and Control with an arrow moves a word`()
      async throws
    {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        // F5, Page Up, Insert, Shift-Up, Alt-Delete, Shift-Tab, F1, the end of no paste.
        let idle = ["[15~", "[5~", "[2~", "[1;2A", "[3;3~", "[Z", "OP", "[201~"]
        try terminal.send("echo aa bb" + idle.map { "\u{1b}" + $0 }.joined())
        try terminal.send("\u{1b}[1;5D+\u{1b}[1;5C=\u{1b}[1;3D\u{1b}[1;3D-\r")

        try await terminal.expect("\n-aa +bb=\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `the same keys leave no letters with the keys of vi`() async throws {
      let program = try Program()
      try program.home.write("bind -v\n", to: ".editrc")
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("echo aa bb\u{1b}[15~")
        try terminal.send("\u{1b}[15~\u{1b}[1;5D+\r")

        try await terminal.expect("\naa +bb\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `Control-C gives up a paste whose end does not come`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("\u{1b}[200~echo lost\n")
        try terminal.send("\u{3}")
        try await terminal.expect("leaves the shell")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo here\r")

        try await terminal.expect("\nhere\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(!terminal.receivedText.contains("lost"))
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `a secret is not shown after the question was stopped and continued`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("set api-secret prompt\r")
        try await terminal.expect("api-secret (not shown; Enter alone cancels): ")

        // What a shell does with the terminal while it has it.
        try terminal.setEcho(true)
        terminal.signal(SIGCONT)
        try await terminal.expect("api-secret (not shown; Enter alone cancels): ")
        #expect(terminal.terminalAttributes?.echoes == false)
        try terminal.send("not-for-the-screen\r")

        try await terminal.expectPrompt(Self.empty)
        #expect(!terminal.receivedText.contains("not-for-the-screen"))
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `a transcript into a pipe that nobody reads is refused`() async throws {
      let program = try Program()
      try #require(mkfifo(program.home.path + "/pipe", 0o600) == 0)
      try await program.onTerminal(columns: 200) { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("transcript pipe\r")

        try await terminal.expect("error: cannot write `pipe`: nobody reads from it")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
