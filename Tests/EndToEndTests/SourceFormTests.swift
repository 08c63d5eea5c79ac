import TestSupport
import Testing

extension EndToEnd {
  /// One language, three ways in: a file, `-c` and standard input.
  @Suite struct SourceFormTests {
    struct Form: Sendable, CustomTestStringConvertible {
      let testDescription: String
      /// The name that messages give the text.
      let source: String
      /// Whether it is run as a file that is kept: its doubts are then told.
      var tellsDoubts = false
      let run: @Sendable (_ text: String, Program) async throws -> ProcessResult

      static let all = [
        Form(testDescription: "file", source: "script.vsdk", tellsDoubts: true) { text, program in
          try program.home.write(text, to: "script.vsdk")
          return try await program.run("run", "--no-echo", "script.vsdk")
        },
        Form(testDescription: "-c", source: "<command>") { text, program in
          try await program.run("-c", text)
        },
        Form(testDescription: "standard input", source: "<stdin>") { text, program in
          try await program.run(input: text)
        },
        Form(testDescription: "run -", source: "<stdin>", tellsDoubts: true) { text, program in
          try await program.run("run", "--no-echo", "-", input: text)
        },
      ]
    }

    @Test(arguments: Form.all)
    func `runs a text with an unfinished last line`(_ form: Form) async throws {
      let text = LocalSandbox.place + "start audio\nexpect http == 200; stop audio\necho \\\n  done"

      let result = try await form.run(text, try Program())

      #expect(
        result.standardOutput == """
          track recording started successfully.  audio · abcd · abcd-efgh-ijkl
          track recording ended successfully.  audio · abcd · abcd-efgh-ijkl
          done

          """)
      #expect(result.talk == "")
      #expect(result.status == 0)
    }

    @Test(arguments: Form.all)
    func `draws a failure over its line`(_ form: Form) async throws {
      let result = try await form.run("echo one\nstart audio\necho two\n", try Program())

      #expect(result.standardOutput == "")
      #expect(
        result.talk == """
          \(form.source):2:1: no room chosen
              2 | start audio
                | ^^^^^
                = hint: `rooms` lists them; choose one with `set room ID`, or by `room=ID` behind the command

          """)
      #expect(result.status == 2)
    }

    @Test(arguments: Form.all)
    func `refuses a continuation into nothing`(_ form: Form) async throws {
      let result = try await form.run("echo one \\", try Program())

      #expect(result.standardOutput == "")
      #expect(
        result.talk == """
          \(form.source):1:10: nothing follows the `\\` at the end of the text
              1 | echo one \\
                |          ^
                = hint: remove the `\\`, or add the line it continues on

          """)
      #expect(result.status == 2)
    }

    @Test(arguments: Form.all)
    func `names what still runs`(_ form: Form) async throws {
      let result = try await form.run(LocalSandbox.place + "start audio", try Program())

      let doubt = """
        \(form.source):1:48: warning: started here and never stopped: audio
            1 | \(LocalSandbox.place)start audio
              | \(String(repeating: " ", count: 47))^^^^^^^^^^^
              = hint: `defer stop all` before it stops it whatever happens; else the run exits 6

        """
      #expect(
        result.talk == (form.tellsDoubts ? doubt : "") + """
          error: 1 recording that this script started still runs, or may
            audio · abcd · abcd-efgh-ijkl
            hint: end the script with `stop all`, or put `defer stop all` near its top

          """)
      #expect(result.status == 6)
    }

    @Test func `reads an empty standard input as an empty script`() async throws {
      let result = try await Program().run()

      #expect(result.standardOutput == "")
      #expect(
        result.standardError == """
          note: target: a sandbox in this process (no credentials found)
          note: `<stdin>` holds no command: nothing ran

          """)
      #expect(result.status == 0)
    }

    @Test func `takes a parameter from the environment after the command line`() async throws {
      let program = try Program(["VSDK_VAR_one": "inherited", "VSDK_VAR_two": "inherited"])
      try program.home.write(
        "param one = default\nparam two = default\nparam three = default\n"
          + "echo ${one} ${two} ${three}\n", to: "script.vsdk")

      let result = try await program.run("run", "--no-echo", "script.vsdk", "one=given")

      #expect(result.standardOutput == "given inherited default\n")
      #expect(result.status == 0)
    }
  }
}
