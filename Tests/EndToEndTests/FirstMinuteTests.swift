import Glibc
import TestSupport
import Testing

extension EndToEnd {
  /// What a newcomer sees first, and where what is typed first leads.
  @Suite struct FirstMinuteTests {
    private static let empty = "sandbox -/- ▸ "

    @Test func `the first line says where one is, what that means, and three words to try`()
      async throws
    {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        #expect(
          terminal.receivedText.hasPrefix(
            """
            note: sandbox: nothing here costs anything · new here? lesson · help · rooms
            \(Self.empty)
            """), "\(terminal.receivedText)")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `exit leaves, as everywhere, and asks what quit asks`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("set room abcd-efgh-ijkl; set participant abcd; start audio\r")
        try await terminal.expectPrompt("●1 ▸ ")
        try terminal.send("exit\r")
        try await terminal.expect("s stop and leave · l leave them · Enter stay: ")
        try terminal.send("s\r")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }

    @Test func `a command typed at a masked question is not taken, and strikes out nothing`()
      async throws
    {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        for question in ["token", "set token prompt", "set api-secret prompt"] {
          try terminal.send("\(question)\r")
          try await terminal.expect("(not shown; Enter alone cancels): ")
          try terminal.send("token show\r")
          try await terminal.expect("a command")
          try await terminal.expectPrompt(Self.empty)
        }
        try terminal.send("explain token\r")
        try await terminal.expect("shown by  `token show`\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `who has been through a lesson reads less`() async throws {
      let program = try Program()
      try program.home.makeFolder("state")
      chmod(program.home.state, 0o700)
      try program.home.write("", to: "state/lessons")

      try await program.onTerminal { terminal in
        try await terminal.expect("note: sandbox: nothing here costs anything · help · rooms\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `on LIVE recordings are billed, and no room of the sandbox is named`() async throws {
      try await Program().onTerminal("--live") { terminal in
        try await terminal.expect(
          "note: LIVE (--live): recordings are billed · token takes a token · help · lesson\n")
        try await terminal.expectPrompt("LIVE -/- ▸ ")
        #expect(!terminal.receivedText.contains("abcd-efgh-ijkl"))
        #expect(try await terminal.leave() == .exited(0))
      }
      try await Program(["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "a-secret-of-length-16"])
        .onTerminal("--live") { terminal in
          try await terminal.expect(
            "note: LIVE (--live): recordings are billed · rooms shows yours · help · lesson\n")
          try await terminal.expectPrompt("LIVE -/- ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        }
    }

    @Test func `help fits the screen, and goes through no pager`() async throws {
      try await Program(["PAGER": "sed s/^/paged:/"]).onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("help\r")
        try await terminal.expect("  record ")
        try await terminal.expect("  explain ")
        try await terminal.expectPrompt(Self.empty)
        #expect(!terminal.receivedText.contains("paged:"))
        #expect(terminal.receivedText.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `the pager says how to leave it`() async throws {
      try await Program(["PAGER": "less"]).onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("help all\r")
        try await terminal.expect("q leaves, Space goes on")
        try terminal.send("q")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `a forged webhook is told at an idle prompt`() async throws {
      try await Program(["PATH": "/usr/bin:/bin"]).onTerminal(columns: 100) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("set room abcd-efgh-ijkl; set participant abcd; listen\r")
        try await terminal.expectPrompt("/abcd ▸ ")
        try terminal.send("sandbox fail start webhook=bad-signature\r")
        try await terminal.expectPrompt("/abcd ▸ ")
        try terminal.send("start audio\r")
        try await terminal.expect(
          "note: webhook refused, forged (its signature is of another body, or by")
        try await terminal.expectPrompt("/abcd ●1 ▸ ")
        try terminal.send("hooks 1\r")
        try await terminal.expect("signature    forged\n")
        try await terminal.expectPrompt("/abcd ●1 ▸ ")
        try terminal.send("stop all\r")
        try await terminal.expectPrompt("/abcd ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
