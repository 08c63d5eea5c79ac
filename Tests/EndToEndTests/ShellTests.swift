import TestSupport
import Testing

extension EndToEnd {
  /// The shell on a terminal: what only a terminal can show.
  @Suite struct ShellTests {
    private static let empty = "sandbox -/- ▸ "
    private static let chosen = "sandbox abcd-efgh-ijkl/abcd ▸ "
    private static let choose = "set room abcd-efgh-ijkl; set participant abcd\r"
    /// Has the shape of a token and opens nothing.
    private static let token =
      "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJzYW5kYm94In0.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU"

    @Test func `shows target, room, participant and what runs`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send(Self.choose)
        try await terminal.expectPrompt(Self.chosen)
        try await terminal.enter("start audio video", then: "sandbox abcd-efgh-ijkl/abcd ●2 ▸ ")
        try await terminal.enter("stop all", then: Self.chosen)
        try terminal.send("quit\r")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }

    @Test func `completes a verb and lists kinds`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("sta\t")
        try await terminal.expect("start ")
        try terminal.send("\t")
        for kind in ["audio", "video", "screen_audio", "screen_video", "screen", "all"] {
          try await terminal.expect(matching: "\\b\(kind)\\b")
        }
        try terminal.send("au\t")
        try await terminal.expect("audio ")
        try await terminal.giveUp(then: Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `says what may come next at a question mark`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("stop ?")
        try await terminal.expect("every recording this shell started")
        try await terminal.expectPrompt(Self.empty + "stop ")
        try await terminal.giveUp(then: Self.empty)
        try terminal.send("echo why?\r")
        try await terminal.expect("\nwhy?\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `drops half a line at Control-C and lives on`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("start aud")
        try await terminal.expect("start aud")
        try await terminal.giveUp(then: Self.empty)
        try terminal.send("\u{3}")
        try await terminal.expect("note: Ctrl-D or `quit` leaves the shell")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo alive\r")
        try await terminal.expect("\nalive\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `cancels a request at Control-C and says what is unknown`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.fault(#"{"delay":"5m"}"#, on: "startTrackRecording")
        try await sandbox.program().onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(Self.choose)
          try await terminal.expectPrompt("abcd-efgh-ijkl/abcd ▸ ")
          try terminal.send("start audio\r")
          try await sandbox.received("startTrackRecording")

          try terminal.send("\u{3}")

          try await terminal.expect("error: interrupted after the request was sent")
          try await terminal.expect("hint: the service may have acted on it: `recordings` tells")
          try await terminal.expectPrompt("abcd-efgh-ijkl/abcd ●1 ▸ ")
          try await terminal.enter("quit", then: "s stop and leave · l leave them · Enter stay: ")
          try terminal.send("l\r")
          #expect(try await terminal.waitForExit() == .exited(6))
        }
      }
    }

    @Test func `asks before it leaves recordings running`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await sandbox.program().onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "start audio\r")
          try await terminal.expectPrompt("●1 ▸ ")

          try terminal.send("\u{4}")
          try await terminal.expect(
            "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl")
          try await terminal.expectPrompt("s stop and leave · l leave them · Enter stay: ")
          try await terminal.enter("", then: "●1 ▸ ")
          #expect(try await sandbox.running() == ["audio abcd"])
          try await terminal.enter("quit", then: "Enter stay: ")
          try terminal.send("s\r")
          try await terminal.expect("track recording ended successfully.")

          #expect(try await terminal.waitForExit() == .exited(0))
          #expect(try await sandbox.running() == [])
        }
      }
    }

    @Test func `leaves the terminal as it was when it is told to end`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        #expect(terminal.terminalAttributes?.isCanonical == false)

        terminal.signal(15)

        #expect(try await terminal.waitForExit().shellStatus == 143)
        #expect(terminal.terminalAttributes == terminal.initialAttributes)
      }
    }

    @Test func `remembers lines in a file of its owner`() async throws {
      let program = try Program()
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter("echo remembered", then: Self.empty)
        try await terminal.enter(" echo not on disk", then: Self.empty)
        try terminal.send("quit\r")
        try await terminal.waitForExit()
      }
      #expect(program.home.mode(of: "state") == 0o700)
      #expect(program.home.mode(of: "state/history") == 0o600)
      #expect(program.home.text(of: "state/history")?.contains("not on disk") == false)

      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{1b}[A\u{1b}[A\r")
        try await terminal.expect("\nremembered\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    struct SecretLine: Sendable, CustomTestStringConvertible {
      /// `SECRET` stands for the secret.
      let testDescription: String
      var secret = "canary-of-a-project-secret"
    }

    @Test(arguments: [
      SecretLine(testDescription: "set token SECRET"),
      SecretLine(testDescription: "set api-secret SECRET"),
      SecretLine(testDescription: "set api-secret 'SECRET"),
      SecretLine(testDescription: "set tokne SECRET", secret: Self.token),
      SecretLine(testDescription: "echo SECRET", secret: Self.token),
      SecretLine(testDescription: "strat SECRET", secret: "Bearer " + Self.token),
    ])
    func `keeps a line with a secret out of the history and off the screen`(
      _ line: SecretLine
    ) async throws {
      let program = try Program()
      try await program.onTerminal(columns: 400) { terminal in
        try await terminal.expectPrompt(Self.empty)

        let typed = line.testDescription.replacing("SECRET", with: line.secret)
        try terminal.send(typed + "\r")
        try await terminal.expect(typed + "\n")
        let echoed = terminal.receivedText.count
        try await terminal.expectPrompt(" ")
        try await terminal.giveUp(then: Self.empty)
        try terminal.send("echo still here\r")
        try await terminal.expect("\nstill here\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{4}")
        try await terminal.waitForExit()

        #expect(!terminal.receivedText.dropFirst(echoed).contains(line.secret))
      }
      let history = try #require(program.home.text(of: "state/history"))
      #expect(history.contains("still"))
      #expect(!history.contains(line.secret))
    }

    @Test func `runs every line of a paste`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        let lines = (1...20).map { "echo pasted-\($0)" }
        try terminal.send("\u{1b}[200~" + lines.joined(separator: "\n") + "\n\u{1b}[201~")
        for number in 1...20 { try await terminal.expect("\npasted-\(number)\n") }
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `drops the rest of a paste after a failure`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("\u{1b}[200~echo one\nstrat\necho two\n\u{1b}[201~")
        try await terminal.expect("\none\n")
        try await terminal.expect("error: unknown command `strat`")
        try await terminal.expect("note: the line behind it was dropped")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo three\r")
        try await terminal.expect("\nthree\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{4}")
        try await terminal.waitForExit()
        #expect(!terminal.receivedText.contains("\ntwo\n"))
      }
    }

    @Test func `keeps what ran of a paste that leaves the shell`() async throws {
      let program = try Program()
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("\u{1b}[200~echo one\nquit\necho two\n\u{1b}[201~")
        try await terminal.waitForExit()
      }
      #expect(program.home.text(of: "state/history") == "echo one\nquit\n")
    }

    @Test func `fits into forty columns`() async throws {
      try await Program().onTerminal(columns: 40) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send(Self.choose)
        try await terminal.expectPrompt(Self.chosen)
        try await terminal.enter("help", then: Self.chosen)
        try terminal.send("start audoi\r")
        try await terminal.expect(
          """
          hint: did you mean `audio`?
            hint: it can be `audio`, `video`,
              `screen_audio`, `screen_video`,
              `screen` or `all`

          """)
        try await terminal.expectPrompt(Self.chosen)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `works on a terminal that can do nothing`() async throws {
      try await Program().onTerminal(environment: ["TERM": "dumb"]) { terminal in
        try await terminal.expect(Self.empty)

        try terminal.send("echo plain\r")
        try await terminal.expect("\nplain\n")
        try await terminal.expect(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
        #expect(!terminal.receivedBytes.contains(0x1B))
      }
    }

    @Test func `keeps to ASCII, and takes any letter, without a locale`() async throws {
      try await Program().onTerminal(environment: ["LANG": nil]) { terminal in
        try await terminal.expectPrompt("sandbox -/- > ")

        try terminal.send("echo héllo 日本\r")
        try await terminal.expect("\nhéllo 日本\n")
        try await terminal.expectPrompt("sandbox -/- > ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
