import Glibc
import TestSupport
import Testing

extension EndToEnd {
  /// What line editors on libedit get wrong: the smallest input of each kind that was found here.
  @Suite struct PromptFindingTests {
    private static let empty = "sandbox -/- ▸ "

    @Test func `inserting in the middle of a line of two rows loses nothing on the screen`()
      async throws
    {
      try await Program().onTerminal(columns: 40) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo aaaa bbbb cccc dddd eeee ffff")
        try await terminal.expectScreen(
          columns: 40, cursor: 8, Self.empty + "echo aaaa bbbb cccc dddd e", "eee ffff")

        try terminal.send("\u{1}\u{1b}f XX")

        try await terminal.expectScreen(
          columns: 40, cursor: 21, Self.empty + "echo XX aaaa bbbb cccc ddd", "d eeee ffff")
        try terminal.send("\r")
        try await terminal.expect("\nXX aaaa bbbb cccc dddd eeee ffff\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(arguments: ["\u{1b}[D", "\u{1b}[H", "\u{1b}[F", "\u{1b}[3~", "\u{1b}b"])
    func `a key that is no letter ends a search and acts`(_ key: String) async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter("echo found", then: Self.empty)

        try terminal.send("\u{12}foun")
        try await terminal.expect("search: foun")
        try terminal.send(key)
        try await terminal.expectScreen(columns: 80, endingWith: Self.empty + "echo found")
        try terminal.send("\r")
        try await terminal.expect("\nfound\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(arguments: ["\u{1b}", "\u{18}", "\u{0}", "\u{16}", "\u{12}x", "\u{1b}[1;", "echo \t\t"])
    func `Control-C drops the line behind any key`(_ key: String) async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo half")
        try await terminal.expect("half")

        try terminal.send(key)
        try await terminal.giveUp(then: Self.empty)

        try await terminal.enter("echo alive", then: Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `Alt-x opens no command line of libedit's, and Control-N keeps the line`()
      async throws
    {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("echo kept\u{1b}x\u{e}\u{e}\r")

        try await terminal.expect("\nkept\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `no colon of vi's opens one either, and an arrow stays in insert mode`()
      async throws
    {
      let program = try Program()
      try program.home.write("bind -v\n", to: ".editrc")
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("echo ac\u{1b}[Db\r")
        try await terminal.expect("\nabc\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo x\u{1b}")
        try await terminal.expectScreen(columns: 80, cursor: 19, Self.empty + "echo x")
        try terminal.send(":ay\r")
        try await terminal.expect("\nxy\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(arguments: ["xterm-kitty", "xterm-ghostty", "foot", "alacritty", "no-such-terminal"])
    func `a terminal without terminfo is no reason to complain`(_ name: String) async throws {
      try await Program(["TERM": name]).onTerminal(environment: ["TERM": name]) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo ab\u{2}x\r")
        try await terminal.expect("\naxb\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(!terminal.receivedText.contains("erminal"))
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `an unknown sequence types nothing`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        for text in [
          "\u{1b}[44~", "\u{1b}]11;rgb:ff/ff/ff\u{7}", "\u{1b}P1$r0m\u{1b}\\", "\u{1b}[?62;4c",
          "\u{1b}[<0;5;5M", "\u{1b}[24;80R",
        ] { try terminal.send(text) }
        try terminal.send("echo clean\r")

        try await terminal.expectScreen(
          columns: 80, Self.empty + "echo clean", "clean", Self.empty.trimmed)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `a paste mark may come in two parts`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("\u{1b}[20")
        try terminal.send("\u{1b}[20")
        try terminal.send("0~echo one\necho two\n\u{1b}[201~")

        try await terminal.expect("\none\n")
        try await terminal.expect("\ntwo\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `combining marks are drawn`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo e\u{301}te\u{301}")
        try await terminal.expectScreen(
          columns: 80, cursor: 22, Self.empty + "echo e\u{301}te\u{301}")
        try await terminal.giveUp(then: Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `Tab completes in a word that begins with a quote`() async throws {
      let program = try Program()
      try program.home.makeFolder("my scripts")
      try program.home.write("echo of a file", to: "my scripts/first.vsdk")
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("run 'my\tfi\t\r")

        try await terminal.expect("\nof a file\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `in the background it stops, touches nothing and goes on when it is back`()
      async throws
    {
      let program = try Program()
      let terminal = try await PseudoTerminal.systemShell(for: program)
      try terminal.send("'\(Program.path)'\r")
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("echo half")
      try await terminal.expect("half")
      try terminal.send("\u{1a}")
      try await terminal.expect("Stopped")
      try await terminal.expect("outside> ")

      try terminal.send("bg; until [ -n \"$(jobs -s)\" ]; do :; done; echo stopped again\r")
      try await terminal.expect("\nstopped again\n")
      try await terminal.expect("outside> ")
      try terminal.send("fg\r")
      try await terminal.expectPrompt(Self.empty + "echo half")
      try terminal.send("-\r")

      try await terminal.expect("\nhalf-\n")
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("\u{4}")
      try await terminal.expect("outside> ")
      terminal.signal(9)
    }

    @Test func `Control-Backslash ends it as SIGTERM does, with the terminal as it was`()
      async throws
    {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("half\u{1c}")
        #expect(try await terminal.waitForExit().shellStatus == 143)
        #expect(terminal.terminalAttributes == terminal.initialAttributes)
      }
    }

    @Test func `takes back, takes the last word, and edits in an editor`() async throws {
      try await Program(["EDITOR": "sed -i s/outer/inner/"]).onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter("echo first", then: Self.empty)

        try terminal.send("echo \u{1b}.\r")
        try await terminal.expect("\nfirst\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo kept gone\u{1f}\r")
        try await terminal.expect("\nkept\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo outer\u{18}\u{5}")
        try await terminal.expect("echo inner")
        try terminal.send("\r")
        try await terminal.expect("\ninner\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(
      arguments: [
        "set token abcdefgh12345678", "echo eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl",
        "start audio webhook=https://me:pass@host/",
      ])
    func `does not write a line with a secret to a file for an editor`(
      _ line: String
    ) async throws {
      let program = try Program()
      try await program.onTerminal(
        environment: ["EDITOR": "cp -t \(program.home.path)", "TMPDIR": program.home.path]
      ) { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send(line + "\u{18}\u{5}")
        try await terminal.expect("note: the line may hold a secret, and none is written to a file")
        try await terminal.expectScreen(columns: 80, lineWith: Self.empty + line.prefix(20))
        try await terminal.giveUp(then: Self.empty)
        try terminal.send("echo plain")
        try await terminal.expect("plain")
        try terminal.send("\u{18}\u{5}")
        try await terminal.expectPrompt(Self.empty + "echo plain")
        try terminal.send("\r")
        try await terminal.expect("\nplain\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(program.home.text(of: "line.vsdk") == "echo plain\n")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `colours what is typed, suggests an earlier line, and neither when told`()
      async throws
    {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter("echo remembered", then: Self.empty)
        try terminal.send("ec")
        try await terminal.expectScreen(columns: 80, cursor: 16, Self.empty + "echo remembered")
        try terminal.send("\u{1b}[C\r")
        try await terminal.expect("\nremembered\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("strat x")
        try await terminal.expect("strat x")
        // Underlined and red: never by colour alone.
        #expect(
          terminal.receivedBytes.firstRange(of: Array("\u{1b}[0;4;31m".utf8)) != nil)
        try await terminal.giveUp(then: Self.empty)

        try await terminal.enter("set highlight off; set suggest off", then: Self.empty)
        let plain = terminal.receivedBytes.count
        try terminal.send("ec")
        try await terminal.expectScreen(columns: 80, since: plain, cursor: 2, "ec")
        try await terminal.giveUp(then: Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `Tab walks through a menu`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("start \t")
        try await terminal.expect("screen_video")
        try terminal.send("\t\t")
        try await terminal.expectScreen(columns: 80, lineWith: Self.empty + "start video")
        try terminal.send("\u{1b}[Z\r")
        try await terminal.expectScreen(columns: 80, lineWith: Self.empty + "start audio ")
        try await terminal.giveUp(then: Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `a pasted transcript loses its prompts`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send(
          "\u{1b}[200~sandbox -/- ▸ echo one\none\nsandbox -/- ▸ echo two\n\u{1b}[201~")
        try await terminal.expect("\none\n")
        try await terminal.expect("\ntwo\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(!terminal.receivedText.contains("error"))
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}

extension String {
  fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
