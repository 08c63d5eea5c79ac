import TestSupport
import Testing

extension EndToEnd {
  /// Keys and pastes as a person's set-up changes them.
  @Suite struct KeyTests {
    private static let empty = "sandbox -/- ▸ "

    @Test func `keeps its keys with the bindings of vi`() async throws {
      let program = try Program()
      try program.home.write("bind -v\n", to: ".editrc")
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("ech\t")
        try await terminal.expect("echo ")
        try terminal.send("two three")
        try await terminal.expect("three")
        // Escape, to the start, over a word, insert.
        try terminal.send("\u{1b}")
        try await terminal.expectScreen(columns: 80, cursor: 27, Self.empty + "echo two three")
        try terminal.send("0wione \r")
        try await terminal.expect("\none two three\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("stop ?")
        try await terminal.expect("every recording this shell started")
        try await terminal.expectPrompt(Self.empty + "stop ")
        try await terminal.giveUp(then: Self.empty)
        try terminal.send("ec\u{1b}[A\r")
        try await terminal.expect("\none two three\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{12}two")
        try await terminal.expect("search: two")
        try terminal.send("\r")
        try await terminal.expect("\none two three\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `honours the bindings of a person, but for Control-C and Enter`() async throws {
      let program = try Program()
      try program.home.write(
        """
        bind ^T ed-move-to-beg
        bind ^I ed-insert
        bind ^C ed-insert
        vsdk:bind -s ^X "echo macro"
        other:bind ^A ed-insert
        """, to: ".editrc")
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("o 1\u{14}ech\r")
        try await terminal.expect("\n1\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{18}\u{1}\u{5}2\r")
        try await terminal.expect("\nmacro2\n")
        try await terminal.expectPrompt(Self.empty)
        // Tab is a blank here.
        try terminal.send("echo\ta\r")
        try await terminal.expect("\na\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("half\u{3}")
        try await terminal.expect("half^C\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(arguments: ["", "bind -v\n"])
    func `sequences and keys of the cursor that a person has bound act`(
      _ keymap: String
    ) async throws {
      let program = try Program()
      try program.home.write(
        keymap + #"""
          bind "\e[15~" ed-move-to-beg
          bind -s "\e[17~" "echo f6\040"
          bind "\eOP" ed-delete-prev-char
          bind -k up ed-move-to-beg
          bind "\e[B" vsdk-last-word

          """#, to: ".editrc")
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("o 1\u{1b}[15~ech\r")
        try await terminal.expect("\n1\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{1b}[17~2x\u{1b}OP\r")
        try await terminal.expect("\nf6 2\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("o three\u{1b}[Aech\r")
        try await terminal.expect("\nthree\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo \u{1b}[B\u{1b}[18~\r")
        try await terminal.expect("\nthree\n")
        try await terminal.expectPrompt(Self.empty)
        // Escape by itself is what it was.
        try terminal.send("echo four\u{1b}")
        try await terminal.expectScreen(columns: 80, Self.empty + "echo four")
        try terminal.send(keymap.isEmpty ? "bx\r" : "b~\r")
        try await terminal.expect(keymap.isEmpty ? "\nxfour\n" : "\nFour\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `is suspended by Control-Z, and comes back with its line`() async throws {
      let program = try Program()
      let terminal = try await PseudoTerminal.systemShell(for: program)
      try terminal.send("'\(Program.path)'\r")
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("echo half\u{2}\u{2}")
      try await terminal.expect("half")

      try terminal.send("\u{1a}")
      try await terminal.expect("Stopped")
      try await terminal.expect("outside> ")
      try terminal.send("stty -a | grep -c 'isig icanon iexten echo '\r")
      try await terminal.expect("\n1\n")
      try await terminal.expect("outside> ")
      try terminal.send("fg\r")
      try await terminal.expectPrompt(Self.empty + "echo half")
      try terminal.send("-\r")

      try await terminal.expect("\nha-lf\n")
      try await terminal.expectPrompt(Self.empty)
      try terminal.send("\u{4}")
      try await terminal.expect("outside> ")
      terminal.signal(9)
    }

    @Test(
      arguments: [(1, 129), (15, 143), (6, 134), (11, 139), (10, 138), (14, 142)]
        as [(Int32, Int32)])
    func `leaves the terminal as it was, whatever ends it`(
      signal: Int32, status: Int32
    ) async throws {
      try await Program(["SWIFT_BACKTRACE": "enable=no"]).onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("half a line")
        try await terminal.expect("half a line")

        terminal.signal(signal)

        #expect(try await terminal.waitForExit().shellStatus == status)
        #expect(terminal.terminalAttributes == terminal.initialAttributes)
        // Pasting works in the program that comes next.
        let bytes = terminal.receivedBytes
        #expect(bytes.suffix(16).firstRange(of: Array("\u{1b}[?2004l".utf8)) != nil)
      }
    }

    @Test func `takes a Control-C at any moment on a terminal that can do nothing`() async throws {
      try await Program().onTerminal(environment: ["TERM": "dumb"]) { terminal in
        try await terminal.expect(Self.empty)

        for number in 1...100 {
          try terminal.send("echo \(number)\r")
          try await terminal.expect("\n\(number)\n")
          try await terminal.expect(Self.empty)
          // The shell may still be on its way from the prompt to the wait for a line.
          try terminal.send("\u{3}")
          try await terminal.expect("leaves the shell")
          try await terminal.expect(Self.empty)
        }
        try terminal.send("echo done\r")
        try await terminal.expect("\ndone\n")
        try await terminal.expect(Self.empty)
        try terminal.send("\u{4}")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }
  }

  /// Many lines at once.
  @Suite struct PasteTests {
    private static let empty = "sandbox -/- ▸ "

    @Test func `runs ten thousand lines of a paste in order`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        let lines = (1...10_000).map { "echo n\($0)\n" }
        try terminal.send("\u{1b}[200~" + lines.joined() + "\u{1b}[201~")

        try await terminal.expect("\nn10000\n", within: .seconds(120))
        try await terminal.expectPrompt(Self.empty)
        #expect(Self.answers(terminal) == (1...10_000).map { "n\($0)" })
        try terminal.send("\u{4}")
        try await terminal.waitForExit()
      }
    }

    @Test func `runs the lines of a paste that says nothing of itself`() async throws {
      let program = try Program()
      // The kernel shows what it takes in between two lines among the answers, so those go to a file.
      let launcher = ["/bin/sh", "-c", #"exec "$0" > answers"#]
      try await program.onTerminal(launcher: launcher) { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send((1...1_000).map { "echo n\($0)\r" }.joined())

        try await terminal.expect("echo n1000\n", within: .seconds(120))
        // That may have been the kernel, far ahead of the shell; the last answer was not.
        while program.home.text(of: "answers")?.hasSuffix("n1000\n") != true { await Task.yield() }
        while terminal.terminalAttributes?.isCanonical == true { await Task.yield() }
        try terminal.send("\u{4}")
        try await terminal.waitForExit()
      }
      #expect(program.home.text(of: "answers") == (1...1_000).map { "n\($0)\n" }.joined())
    }

    private static func answers(_ terminal: PseudoTerminal) -> [String] {
      terminal.receivedText.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("n") && Int($0.dropFirst()) != nil
      }
    }

    @Test func `asks before it runs several lines on LIVE`() async throws {
      let live = "LIVE -/- ▸ "
      try await Program().onTerminal("--live") { terminal in
        try await terminal.expectPrompt(live)
        let paste = "\u{1b}[200~echo one\necho two\necho three\u{1b}[201~"
        let question = "3 lines pasted on LIVE: r run · e edit · Enter cancel: "

        try terminal.send("kept" + paste)
        try await terminal.expect(question)
        try terminal.send("x\r")
        try await terminal.expect(question)
        try terminal.send("r\u{7f}\r")
        try await terminal.expectPrompt(live + "kept")
        try terminal.send("\u{15}" + paste)
        try await terminal.expect(question)
        try terminal.send("\u{3}")
        try await terminal.expectPrompt(live)
        try terminal.send(paste)
        try await terminal.expect(question)
        try terminal.send("r\r")
        try await terminal.expect("\none\n")
        try await terminal.expect("\ntwo\n")
        try await terminal.expectPrompt(live + "echo three")
        try terminal.send("\u{15}" + paste)
        try await terminal.expect(question)
        try terminal.send("e\r")
        try await terminal.expect("echo three")
        try terminal.send("+\r")
        for answer in ["one", "two", "three+"] { try await terminal.expect("\n\(answer)\n") }
        try await terminal.expectPrompt(live)

        // One line is no reason to ask, and neither is a person who does not want to be asked.
        try terminal.send("\u{1b}[200~echo four\n\u{1b}[201~")
        try await terminal.expect("\nfour\n")
        try await terminal.expectPrompt(live)
        try terminal.send("set confirm off\r")
        try await terminal.expectPrompt(live)
        try terminal.send(paste + "\r")
        for answer in ["one", "two", "three"] { try await terminal.expect("\n\(answer)\n") }
        try await terminal.expectPrompt(live)
        try terminal.send("\u{4}")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }
  }
}
