import TestSupport
import Testing

extension EndToEnd {
  /// What people found to be otherwise than they expected of the language, a test each.
  @Suite struct LanguageFindingTests {
    private static let start = LocalSandbox.place + "start audio\n"

    @Test(arguments: SourceFormTests.Form.all)
    func `exists does not hold on null`(_ form: SourceFormTests.Form) async throws {
      let text =
        "defer stop all\n" + Self.start
        + "recordings state=running\nexpect not last.data[0].end exists\n"
        + "expect last.data[0].end exists\n"

      let result = try await form.run(text, try Program())

      #expect(result.talk.contains("^ actual: null"))
      #expect(result.status == 4)
    }

    @Test(arguments: SourceFormTests.Form.all)
    func `an element is chosen by its values`(_ form: SourceFormTests.Form) async throws {
      let text =
        LocalSandbox.place + """
          defer stop all
          start audio participant=abcd,efgh
          recordings
          let who = last.data[kind=audio, participantId=efgh].participantId
          echo chosen: ${who}
          expect last.data[participantId=${who}].kind == audio
          wait until recording.audio.id exists within=1s
          expect last.data[kind="video"].id exists else "no video runs"

          """

      let result = try await form.run(text, try Program())

      #expect(result.standardOutput.contains("\nchosen: efgh\n"))
      #expect(
        result.talk.contains(
          "\(form.source):8:1: no video runs: expectation failed (after `wait until recording.audio.id exists within=1s`, line 7"
        ))
      #expect(
        result.talk.contains("^ actual: nothing; `last.data[kind=\"video\"]` is missing\n"))
      #expect(result.talk.contains("= there: kind=\"audio\"\n"))
      #expect(result.status == 4)
    }

    @Test func `a report says first what the script has to say`() async throws {
      let program = try Program()
      try program.home.write(
        "session\nexpect state.running == 1 else \"nobody\nsings\"\n", to: "a.vsdk")

      let result = try await program.run("run", "--report", "junit=r.xml", "a.vsdk")

      let report = try #require(program.home.text(of: "r.xml"))
      #expect(
        report.contains(
          #"<failure message="nobody sings: expectation failed (after `session`, line 1)""#))
      #expect(result.status == 4)
    }

    @Test(arguments: ["try rooms", "rooms\nexpect error", "rooms\nexpect http == 4xx"])
    func `try does not hide a bad token`(_ text: String) async throws {
      let program = try Program(["VIDEOSDK_TOKEN": "bad"])

      let result = try await program.run("--live", "-c", text + "\necho never")

      #expect(result.standardOutput == "")
      #expect(
        result.talk.hasPrefix("<command>:1:1: the token is not a JSON Web Token\n"))
      #expect(result.status == 5)
    }

    @Test(
      arguments: SourceFormTests.Form.all,
      [
        "whoami", "doctor", "recover stop", "recover leave", "recover forget", "token show",
        "as curl rooms", "dry rooms", "try dry stop all", "defer whoami",
      ])
    func `what asks nobody is allowed in a script`(
      _ form: SourceFormTests.Form, _ line: String
    ) async throws {
      let result = try await form.run(line + "\necho on\n", try Program())

      #expect(result.standardOutput.contains("on\n"))
      #expect(result.talk == "")
      #expect(result.status == 0)
    }

    @Test func `recover stop ends what an earlier script left running`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        #expect(try await program.run("-c", Self.start).status == 6)

        let result = try await program.run("-c", "recover stop")

        #expect(result.standardOutput.contains("track recording ended successfully."))
        #expect(result.status == 0)
      }
    }

    @Test func `what a preview needs is checked before anything is sent`() async throws {
      let result = try await Program().run("-c", "echo first; dry start audio")

      #expect(result.standardOutput == "")
      #expect(result.talk.hasPrefix("<command>:1:17: no room chosen\n"))
      #expect(result.status == 2)
    }

    @Test(arguments: SourceFormTests.Form.all)
    func `a quoted text spans lines in every form`(_ form: SourceFormTests.Form) async throws {
      let text = "echo \"one\n  two\"; echo 'a\n# b'\necho end\nexpect http == 4\n"

      let result = try await form.run(text, try Program())

      #expect(result.standardOutput == "one\n    two\na\n  # b\nend\n")
      #expect(
        result.talk.contains("\(form.source):5:1: expectation failed (after `echo end`, line 4)"))
      #expect(result.status == 4)
    }

    @Test func `a quoted text spans lines at the prompt, typed and pasted`() async throws {
      try await Program().onTerminal("--sandbox") { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try terminal.send("echo \"one\r  two\"\r")
        try await terminal.expect(matching: "one\\s+two\\s")
        try terminal.send("\u{1B}[200~echo 'three\n  four'\u{1B}[201~\r")
        try await terminal.expect(matching: "three\\s+four\\s")
      }
    }

    @Test(arguments: SourceFormTests.Form.all)
    func `if gets a word of expect`(_ form: SourceFormTests.Form) async throws {
      let result = try await form.run("if http == 200 { stop audio }\n", try Program())

      #expect(
        result.talk == """
          \(form.source):1:1: unknown command `if`
              1 | if http == 200 { stop audio }
                | ^^
                = hint: nothing is run or left out by a condition: `expect` ends the script when one does not hold, `wait until` waits for it, `try` goes on behind a refusal
                = hint: what to say then stands behind the `expect`: `expect … else "TEXT"`

          """)
      #expect(result.status == 2)
    }

    @Test(arguments: SourceFormTests.Form.all, ["", "\n", "# nothing\n", "param a = 1\n"])
    func `an empty script says so`(_ form: SourceFormTests.Form, _ text: String) async throws {
      let result = try await form.run(text, try Program())

      #expect(result.talk.hasSuffix("note: `\(form.source)` holds no command: nothing ran\n"))
      #expect(result.standardOutput == "")
      #expect(result.status == 0)
    }

    @Test func `check says so of an empty script too`() async throws {
      let program = try Program()
      try program.home.write("# nothing\n", to: "a.vsdk")

      let result = try await program.run("check", "a.vsdk")

      #expect(result.standardOutput.hasPrefix("a.vsdk: ok, but it holds no command\n"))
    }

    @Test func `an unset secret is one mistake`() async throws {
      let result = try await Program().run(
        "-c", "secret key = env:NOT_SET; set token ${key}; echo ${key:-x}")

      #expect(result.talk.contains("cannot read its secret `key`"))
      #expect(!result.talk.contains("nothing defines"))
    }

    @Test func `JUnit says what was wrong with an invocation`() async throws {
      let program = try Program()
      try program.home.write("echo a\n", to: "a.vsdk")

      let result = try await program.run(
        "run", "--endpoint", "ftp://x", "--report", "junit=r.xml", "a.vsdk")

      let report = try #require(program.home.text(of: "r.xml"))
      #expect(report.contains(#"type="usage""#))
      #expect(report.contains("ftp"))
      #expect(!report.contains("quit with"))
      #expect(result.status == 1)
    }

    @Test func `two files of one name are told apart in a report`() async throws {
      let program = try Program()
      _ = try await program.shell("mkdir b vsdk")
      for folder in ["", "vsdk/", "b/"] {
        try program.home.write("echo a\n", to: folder + "a.vsdk")
      }

      _ = try await program.run(
        "run", "a.vsdk", "a.vsdk", "b/a.vsdk", "vsdk/a.vsdk", "--report", "junit=r.xml",
        "--report", "tap=r.tap")

      let cases = try #require(program.home.text(of: "r.xml")).split(separator: "\n").filter {
        $0.contains("<testcase ")
      }.map { $0.split(separator: "time=")[0] }
      #expect(Set(cases).count == 4, "\(cases)")
      let tests = try #require(program.home.text(of: "r.tap")).split(separator: "\n").filter {
        $0.hasPrefix("ok ")
      }
      #expect(
        tests == ["ok 1 - a.vsdk", "ok 2 - a.vsdk (2)", "ok 3 - b/a.vsdk", "ok 4 - vsdk/a.vsdk"])
    }

    @Test func `a name may hold an equals sign`() async throws {
      let program = try Program()
      try program.home.write("echo one\n", to: "a=1.vsdk")
      try program.home.write("echo two\n", to: "b=2.vsdk")

      let result = try await program.run("run", "--no-echo", "a=1.vsdk", "b=2.vsdk")
      let absent = try await program.run("run", "--no-echo", "a=1.vsdk", "c=3.vsdk")

      #expect(result.standardOutput == "one\ntwo\n")
      #expect(absent.talk.contains("has no parameter `c`"))
    }

    @Test func `a name that is not UTF-8 is a clear mistake`() async throws {
      let result = try await Program().shell("\"$VSDK\" run \"$(printf 'caf\\351.vsdk')\"")

      #expect(
        result.standardError == """
          error: argument 2 is not UTF-8: `caf\u{FFFD}.vsdk`
            hint: rename the file, or give its content on standard input: `vsdk run - < FILE`

          """)
      #expect(result.status == 1)
    }

    @Test func `check doubts what can never come, in text and JSON`() async throws {
      let program = try Program()
      try program.home.write("let id = last.id\nwait until http == 200\n", to: "a.vsdk")

      let text = try await program.run("check", "a.vsdk")
      let json = try await program.run("check", "a.vsdk", "--output", "json")
      let strict = try await program.run("check", "--strict", "a.vsdk")

      #expect(
        text.talk == """
          a.vsdk:1:10: warning: no command above gives an answer
              1 | let id = last.id
                |          ^^^^^^^
                = hint: it looks at the nearest command above; `recordings`, `rooms` and their kin give answers
          a.vsdk:2:12: warning: `http` is about the command above: no poll changes it
              2 | wait until http == 200
                |            ^^^^
                = hint: `recording.KIND` asks the server each time, `hook` hears of each webhook

          """)
      #expect(json.talk.contains("no command above gives an answer"))
      #expect(json.talk.contains("no poll changes it"))
      #expect(strict.status == 2)
    }
  }
}
