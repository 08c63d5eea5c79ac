import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// Editing a line on a terminal: what libedit and the shell's own keys make of it on the screen.
  @Suite struct EditingTests {
    private static let empty = "sandbox -/- ▸ "

    @Test func `lists ids with what they are and how old the news is`() async throws {
      let program = try Program()
      try program.home.write("echo sample", to: "sample.vsdk")
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        // Seen already: a busy machine may take longer to look than Tab waits.
        try await terminal.enter("participants room=abcd-efgh-ijkl", then: Self.empty)

        try terminal.send("set participant e\t")
        try await terminal.expect("set participant efgh ")
        try terminal.send("\u{17}\t")
        try await terminal.expect(matching: #"abcd  Ada, in the session   (just now|\d+s ago)"#)
        try await terminal.expect(matching: #"efgh  Emil, in the session  (just now|\d+s ago)"#)
        try terminal.send("?")
        try await terminal.expect(matching: #"ijkl +Iris, in the session · (just now|\d+s ago)"#)
        try await terminal.giveUp(then: Self.empty)
        try terminal.send("run sam\t")
        try await terminal.expect("run sample.vsdk ")
        try await terminal.giveUp(then: Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `wraps, lists and edits on forty columns`() async throws {
      try await Program().onTerminal(columns: 40) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("set room abcd-efgh-ijkl; participants\r")
        try await terminal.expect("Iris")
        try await terminal.expectPrompt("sandbox abcd-efgh-ijkl/- ▸ ")
        let screen = TerminalScreen(columns: 40, terminal.receivedBytes)
        #expect(screen.lines.contains { $0.contains("abcd") && $0.contains("Ada") })

        try terminal.send("set participant \t")
        try await terminal.expect("Iris, in the session")
        try await terminal.expectScreen(columns: 40, lineWith: "ijkl  Iris, in the session")
        let rows = TerminalScreen(columns: 40, terminal.receivedBytes).lines.suffix(5)
        #expect(rows.prefix(2) == ["sandbox abcd-efgh-ijkl/- ▸ set participa", "nt"])
        for (row, name) in zip(rows.dropFirst(2), ["abcd  Ada", "efgh  Emil", "ijkl  Iris"]) {
          #expect(row.hasPrefix("\(name), in the session"), "\(rows)")
          #expect(row.hasSuffix("just now") || row.hasSuffix("s ago"), "\(rows)")
        }
        try await terminal.giveUp(then: "sandbox abcd-efgh-ijkl/- ▸ ")

        // Three rows; then a change at its start moves all that follows.
        try terminal.send("echo " + (1...9).map { "word\($0) " }.joined() + "end")
        try await terminal.expect("end")
        try terminal.send("\u{1}\u{1b}f x\u{5}.")
        try await terminal.expectScreen(
          columns: 40, cursor: 12, "sandbox abcd-efgh-ijkl/- ▸ echo x word1",
          "word2 word3 word4 word5 word6 word7 word", "8 word9 end.")
        try terminal.send("\r")
        try await terminal.expect(
          "\nx word1 word2 word3 word4 word5 word6 word7 word8 word9 end.\n")
        try await terminal.expectPrompt("sandbox abcd-efgh-ijkl/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `draws the half-typed line anew when the window changes its size`() async throws {
      try await Program().onTerminal(columns: 80) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo one two three four five six\u{2}\u{2}\u{2}")
        try await terminal.expect("six")
        try await terminal.expectScreen(
          columns: 80, cursor: 43, Self.empty + "echo one two three four five six")

        let narrow = terminal.receivedBytes.count
        terminal.resize(columns: 30, rows: 24)
        try await terminal.expectScreen(
          columns: 30, since: narrow, cursor: 13, Self.empty + "echo one two thr",
          "ee four five six")
        try terminal.send("5½ ")
        try await terminal.expectScreen(
          columns: 30, since: narrow, cursor: 16, Self.empty + "echo one two thr",
          "ee four five 5½ six")

        let wide = terminal.receivedBytes.count
        terminal.resize(columns: 100, rows: 24)
        try await terminal.expectScreen(
          columns: 100, since: wide, cursor: 46, Self.empty + "echo one two three four five 5½ six")
        try terminal.send("\r")
        try await terminal.expect("\none two three four five 5½ six\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `moves over wide and combining characters`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)

        try terminal.send("echo 日本語x\u{2}\u{2}\u{7f}")
        try await terminal.expectScreen(columns: 80, cursor: 21, Self.empty + "echo 日語x")
        try terminal.send("é\r")
        try await terminal.expect("\n日é語x\n")
        try await terminal.expectPrompt(Self.empty)

        // An accent of its own is one step of the cursor and one backspace, as in every libedit.
        try terminal.send("echo ae\u{301}b\u{2}\u{7f}\r")
        try await terminal.expect("\naeb\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `finds lines in the history by what is typed and by a search`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        for line in ["echo first", "set timing on", "echo second", "set"] {
          try terminal.send(line + "\r")
          try await terminal.expectPrompt(Self.empty)
        }

        try terminal.send("ec\u{1b}[A\u{1b}[A\r")
        try await terminal.expect("\nfirst\n")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{12}timi")
        try await terminal.expect("search: timi")
        try await terminal.expectScreen(columns: 80, lineWith: Self.empty + "set timing on")
        try terminal.send("\r")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("\u{12}seco")
        try await terminal.expect("search: seco")
        try await terminal.giveUp(then: Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `shows a webhook above a half-typed line and leaves the cursor in it`() async throws
    {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox()
        try await sandbox.program().onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(LocalSandbox.place + "listen; start audio\r")
          try await terminal.expect("recording-started")
          try await terminal.expectPrompt("●1 ▸ ")
          try terminal.send("echo a half-typed line\u{2}\u{2}\u{2}\u{2}")
          try await terminal.expect("typed line")

          let start = terminal.receivedBytes.count
          let answer = try await sandbox.send(
            .post, "/v2/recordings/participant/track/stop",
            #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}"#,
            token: token.reveal())
          #expect(answer.status == 200)
          try await terminal.expect("recording-stopped: audio · abcd · abcd-efgh-ijkl")
          try terminal.send("+")

          try await terminal.expect("half-typed ")
          try await terminal.expectScreen(
            columns: 80, since: start, endingWith: "echo a half-typed +line")
          // The prompt has its colours again.
          #expect(
            terminal.receivedBytes[start...].firstRange(of: Array("\u{1b}[0;36m".utf8)) != nil)
          try terminal.send("\r")
          try await terminal.expect("\na half-typed +line\n")
          try await terminal.expectPrompt("abcd-efgh-ijkl/abcd ▸ ")
          try terminal.send("quit\r")
          #expect(try await terminal.waitForExit() == .exited(0))
        }
      }
    }
  }
}
