import TestSupport
import Testing

extension EndToEnd {
  /// History, scripts and transcripts of the real program on a terminal.
  @Suite struct TakingTests {
    private static let empty = "sandbox -/- ▸ "
    private static let chosen = "sandbox abcd-efgh-ijkl/abcd ▸ "
    private static let choose = "set room abcd-efgh-ijkl; set participant abcd\r"

    @Test func `switches the history off at once and clears its file`() async throws {
      let program = try Program()
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        for line in ["echo one", "history off", "echo private", "history on", "echo two"] {
          try await terminal.enter(line, then: Self.empty)
        }
        #expect(program.home.text(of: "state/history") == "echo one\necho two\n")

        try terminal.send("history clear\r")
        try await terminal.expect("forgot 6 lines, in the file too")
        try await terminal.expectPrompt(Self.empty)
        #expect(program.home.text(of: "state/history") == "")
        #expect(program.home.mode(of: "state/history") == 0o600)
        // Recalled by nothing: the line before the prompt is empty.
        try terminal.send("\u{1b}[Aecho alone\r")
        try await terminal.expect("\nalone\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `saves a script that replays, and replaces it only when told to`() async throws {
      let program = try Program()
      try await program.onTerminal(columns: 200) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send(Self.choose)
        try await terminal.expectPrompt(Self.chosen)
        try await terminal.enter("start audio", then: "●1 ▸ ")
        try await terminal.enter("try start audio; stop all", then: Self.chosen)
        try terminal.send("save lesson.vsdk\r")
        try await terminal.expect("saved 5 commands to lesson.vsdk")
        try await terminal.expectPrompt(Self.chosen)
        try terminal.send("save lesson.vsdk\r")
        try await terminal.expect("`lesson.vsdk` is there already; replace it? y yes · Enter no: ")
        try terminal.send("\r")
        try await terminal.expect("error: `lesson.vsdk` is there already")
        try await terminal.expectPrompt(Self.chosen)
        try terminal.send("set confirm off; save lesson.vsdk 1-1\r")
        try await terminal.expect("saved 2 commands to lesson.vsdk")
        try await terminal.expectPrompt(Self.chosen)
        try terminal.send("set confirm on; save whole.vsdk\r")
        try await terminal.expect("to whole.vsdk")
        try await terminal.expectPrompt(Self.chosen)
        #expect(try await terminal.leave() == .exited(0))
      }

      let replayed = try await program.run("run", "--strict", "lesson.vsdk", "whole.vsdk")

      #expect(replayed.status == 0, "\(replayed.standardError)")
      #expect(try await program.run("fmt", "--check", "whole.vsdk").status == 0)
    }

    @Test func `a transcript outlives the shell's sudden death, and replays`() async throws {
      let program = try Program()
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send(Self.choose)
        try await terminal.expectPrompt(Self.chosen)
        try await terminal.enter("transcript t.vsdk", then: Self.chosen)
        try await terminal.enter("start audio", then: "●1 ▸ ")
        try await terminal.enter("stop audio", then: Self.chosen)
        terminal.signal(9)
        try await terminal.waitForExit()
      }

      let replayed = try await program.run("run", "--no-echo", "t.vsdk")
      #expect(replayed.status == 0)
      #expect(
        replayed.standardOutput == """
          track recording started successfully.  audio · abcd · abcd-efgh-ijkl
          track recording ended successfully.  audio · abcd · abcd-efgh-ijkl

          """)
    }

    @Test func `a transcript on a full device is told and ends nothing`() async throws {
      try await Program().onTerminal(columns: 200) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("transcript /dev/full\r")
        try await terminal.expect("error: cannot write `/dev/full`: no space left on device")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo alive\r")
        try await terminal.expect("\nalive\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `watches in place until Control-C`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("watch sandbox status every=100ms\r")
        for _ in 0..<3 {
          try await terminal.expect("watch sandbox status every=100ms · every 100 ms · ^C ends")
          try await terminal.expect("present")
        }
        try terminal.send("\u{3}")
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo alive; clear\r")
        try await terminal.expect("\nalive\n")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
        let bytes = String(decoding: terminal.receivedBytes, as: UTF8.self)
        #expect(bytes.contains("\u{1B}[Hwatch") || bytes.contains("\u{1B}[H\u{1B}[2mwatch"))
        #expect(bytes.contains("alive\r\n\u{1B}[H\u{1B}[2J"))
      }
    }

    @Test func `watches below each other where nothing can be drawn over`() async throws {
      try await Program().onTerminal(environment: ["TERM": "dumb"]) { terminal in
        try await terminal.expect(Self.empty)
        try terminal.send("watch sandbox status every=100ms\r")
        for _ in 0..<3 { try await terminal.expect("seed ") }
        try terminal.send("\u{3}")
        try await terminal.expect(Self.empty)
        try terminal.send("clear\r")
        try await terminal.expect(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
        #expect(!terminal.receivedBytes.contains(0x1B))
      }
    }

    @Test func `a script takes none of the prompt's words`() async throws {
      for line in [
        "history", "save a.vsdk", "transcript a.vsdk", "clear", "watch rooms",
      ] {
        let result = try await Program().run("--sandbox", "-c", line)

        let verb = line.split(separator: " ")[0]
        let first = result.talk.split(separator: "\n").first
        #expect(first == "<command>:1:1: `\(verb)` is for a person at the prompt")
        #expect(result.status == 2)
      }
    }
  }
}
