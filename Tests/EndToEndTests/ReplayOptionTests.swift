import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  /// The flags of `vsdk run`.
  @Suite struct ReplayOptionTests {
    private static let script =
      "param who = abcd\nset room abcd-efgh-ijkl\nset participant ${who}\n"

    @Test func `a dry run sends nothing, starts nothing, and is the same each time`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(Self.script + "defer stop all\nstart audio\n", to: "a.vsdk")

        let first = try await program.run("run", "--dry-run", "a.vsdk", "who=efgh")
        let second = try await program.run("run", "--dry-run", "a.vsdk", "who=efgh")

        let request = { (operation: String) in
          "curl --fail-with-body -X POST '\(sandbox.endpoint)/v2/recordings/participant/track/\(operation)' "
            + #"-H "Authorization: $VIDEOSDK_TOKEN" -H 'Content-Type: application/json' "#
            + #"-d '{"roomId":"abcd-efgh-ijkl","participantId":"efgh","kind":"audio"}'"#
        }
        #expect(
          first.standardOutput == """
            set -eu
            # a.vsdk:5  start audio
            \(request("start"))
            # a.vsdk:4  defer stop all
            \(request("stop"))

            """)
        #expect(first.standardError == "")
        #expect(first.status == 0)
        #expect(second.standardOutput == first.standardOutput)
        #expect(try await sandbox.operations() == [])
        #expect(program.home.files().keys.sorted() == ["a.vsdk"])
      }
    }

    @Test func `a dry run is a shell script that does the same`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(Self.script + "start audio bucket=\"it's \\${\"\n", to: "a.vsdk")
        let token = try await program.run("token", "mint")
        let dry = try await program.run("run", "--dry-run", "a.vsdk")
        try program.home.write(dry.standardOutput, to: "a.sh")
        var shell = program
        shell.environment["VIDEOSDK_TOKEN"] = token.standardOutput.trimmingCharacters(["\n"])

        let result = try await shell.shell("sh a.sh")

        #expect(result.standardOutput == #""track recording started successfully.""#)
        #expect(try await sandbox.running() == ["audio abcd"])
      }
    }

    @Test func `a dry run of several files ends as the first that fails`() async throws {
      let program = try Program()
      try program.home.write("stat audio\n", to: "b.vsdk")

      #expect(try await program.run("run", "--dry-run", "a.vsdk", "b.vsdk").status == 1)
      #expect(try await program.run("run", "--dry-run", "b.vsdk", "a.vsdk").status == 2)
    }

    @Test func `a word with a key is no file, whatever it ends in`() async throws {
      let program = try Program()
      try program.home.write("param key\necho ${key} ${1}\n", to: "a.vsdk")
      try program.home.write("param key\necho second ${1}\n", to: "b.vsdk")

      let result = try await program.run("run", "a.vsdk", "key=x.vsdk", "word", "b.vsdk")

      #expect(result.standardOutput == "x.vsdk word\nsecond word\n")
      #expect(result.status == 0)
    }

    @Test func `a doubt is a mistake when the run is strict`() async throws {
      let program = try Program()
      try program.home.write(Self.script + "start audio\n", to: "a.vsdk")

      let result = try await program.run("run", "--strict", "a.vsdk")

      #expect(
        result.talk == """
          a.vsdk:4:1: started here and never stopped: audio
              4 | start audio
                | ^^^^^^^^^^^
                = hint: `defer stop all` before it stops it whatever happens; else the run exits 6

          """)
      #expect(result.status == 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a script ends at its time limit, and what was deferred runs`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          Self.script + "defer stop all\nstart audio\nwait 1h\necho never\n", to: "a.vsdk")

        let result = try await program.run("run", "--no-echo", "--time-limit", "2s", "a.vsdk")

        #expect(
          result.talk.hasSuffix(
            """
            error: the script took longer than 2s
              hint: `--time-limit` allows more; the commands that were deferred run now

            """))
        #expect(result.status == 3)
        #expect(try await sandbox.running() == [])
      }
    }

    @Test(arguments: ["30", "0s", "soon"])
    func `a time limit that is none is a wrong invocation`(_ text: String) async throws {
      let program = try Program()
      try program.home.write("echo a\n", to: "a.vsdk")

      let result = try await program.run("run", "--time-limit", text, "a.vsdk")

      #expect(result.status == 1)
      #expect(
        result.standardError == """
          error: --time-limit: `\(text)` is not a duration
            hint: write it as `500ms`, `90s`, `10m` or `2h`

          """)
    }

    @Test func `asking before each command needs a terminal`() async throws {
      let program = try Program()
      try program.home.write("echo a\n", to: "a.vsdk")

      let result = try await program.run("run", "--step", "a.vsdk")

      #expect(result.status == 1)
      #expect(result.standardOutput == "")
      #expect(
        result.standardError == """
          error: --step asks before each command, and there is no terminal
            hint: --dry-run shows every request without asking

          """)
    }

    @Test func `shows the next request, and runs, skips or ends as the keys say`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write(
          LocalSandbox.place + "\ndefer echo deferred\nstart audio\nstart video\nstop all\n",
          to: "a.vsdk")
        try await program.onTerminal("run", "--step", "a.vsdk", columns: 200) { terminal in
          let question = "[Enter] run · s skip · c continue · q quit (defers run) "
          for _ in 0..<2 {
            try await terminal.expect(question)
            try terminal.send("\r")
          }
          try await terminal.expect("a.vsdk:3  start audio\n  curl --fail-with-body -X POST")
          try await terminal.expect(question)
          #expect(try await sandbox.operations() == [])
          try terminal.send("x")
          try await terminal.expect(question)
          try terminal.send("\r")
          try await terminal.expect("track recording started successfully.")
          try await terminal.expect("a.vsdk:4  start video")
          try await terminal.expect(question)
          try terminal.send("s")
          try await terminal.expect("a.vsdk:5  stop all")
          try await terminal.expect(question)
          try terminal.send("c")
          try await terminal.expect("track recording ended successfully.")
          try await terminal.expect("deferred\n")
          #expect(try await terminal.waitForExit() == .exited(0))
          #expect(
            try await sandbox.operations() == ["startTrackRecording", "stopTrackRecording"])
        }
      }
    }

    @Test func `a file that is replaced while it runs is run as it was checked`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.write("run part.vsdk\necho the end\n", to: "a.vsdk")
        try program.home.write(
          LocalSandbox.place + "recordings\necho as it was\n", to: "part.vsdk")
        try await sandbox.fault(#"{"delay":"2s"}"#, on: "listTrackRecordings")
        async let running = program.run("run", "--no-echo", "a.vsdk")
        try await sandbox.received("listTrackRecordings")

        try program.home.write("quit 10\n", to: "part.vsdk")
        try program.home.write("quit 11\n", to: "a.vsdk")
        let result = try await running

        #expect(result.standardOutput.hasSuffix("as it was\nthe end\n"))
        #expect(result.status == 0)
      }
    }
  }
}

extension String {
  /// Without these characters at its end.
  fileprivate func trimmingCharacters(_ characters: Set<Character>) -> String {
    var text = self
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return text
  }
}
