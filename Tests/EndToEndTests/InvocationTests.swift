import TestSupport
import Testing

extension EndToEnd {
  @Suite struct InvocationTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
      let arguments: [String]
      let message: String
      var status: Int32 = 1

      var testDescription: String { arguments.joined(separator: " ") }

      init(_ arguments: String..., message: String) {
        self.arguments = arguments
        self.message = message
      }
    }

    static let rootUsage = """
      Usage: vsdk <options> <subcommand>
        See 'vsdk --help' for more information.

      """

    @Test(arguments: [
      Mistake(
        "--live", "--sandbox", "-c", "session",
        message: "Error: --live, --sandbox and --endpoint exclude each other; give one\n"
          + rootUsage),
      Mistake(
        "--frob", message: "Error: Unknown option '--frob'. Did you mean '--root'?\n" + rootUsage),
      Mistake(
        "--endpoint", "http://127.0.0.1:9/path", "-c", "session",
        message: """
          error: the endpoint is not an origin: it has the path `/path`
            hint: write scheme, host and port alone, such as http://127.0.0.1:9797

          """),
      Mistake(
        "--set", "rom=x", "-c", "session",
        message: "error: --set: no setting `rom`\n  hint: did you mean `room`?\n"),
      Mistake(
        "--set", "room", "-c", "session",
        message: "error: --set needs key=value, got `room`\n"),
      Mistake(
        "--set", "timeout=5", "-c", "session",
        message: "error: --set: `5` has no unit\n  hint: write `500ms`, `5s`, `1m30s` or `2h`\n"),
      Mistake(
        "--set", "token=abcdefgh", "-c", "session",
        message: """
          error: --set cannot set `token`
            hint: others could read it from the process list; use the environment

          """),
      Mistake(
        "--output", "yaml", "-c", "session",
        message:
          "error: --output: `yaml` is not a value of `output`\n  hint: it can be `text` or `json`\n"
      ),
      Mistake(
        "run", "nowhere.vsdk", message: "error: cannot read `nowhere.vsdk`: no such file\n"),
      Mistake(
        "run", "/dev/zero",
        message:
          "error: cannot read `/dev/zero`: it is longer than 256 MiB\n  hint: `-` reads standard input\n"
      ),
      Mistake(
        "run", ".",
        message: """
          error: there is no script in the folder `.`
            hint: a script is a file whose name ends in `.vsdk`

          """),
    ])
    func `refuses a wrong call`(_ mistake: Mistake) async throws {
      let result = try await Program().run(arguments: mistake.arguments)

      #expect(result.standardOutput == "")
      #expect(result.standardError == mistake.message)
      #expect(result.status == mistake.status)
    }

    @Test(arguments: [
      ["run", "--no-echo", "script.vsdk", "--output", "json", "--sandbox"],
      ["--output", "json", "--sandbox", "run", "--no-echo", "script.vsdk"],
      ["--output=json", "run", "--sandbox", "script.vsdk", "--no-echo"],
    ])
    func `takes global options before and behind a subcommand`(_ arguments: [String]) async throws {
      let program = try Program()
      try program.home.write("echo one\n", to: "script.vsdk")

      let result = try await program.run(arguments: arguments)

      #expect(
        result.standardOutput == """
          {"source":"script.vsdk","line":1,"command":"echo one","ok":true,"result":"one",\
          "state":{"room":null,"participant":null,"running":0}}

          """)
      #expect(result.standardError == "note: target: a sandbox in this process (--sandbox)\n")
      #expect(result.status == 0)
    }

    @Test func `lists every subcommand and option`() async throws {
      let result = try await Program().run("--help")

      let words = Set(result.standardOutput.split { $0.isWhitespace || $0 == "," }.map(String.init))
      #expect(
        [
          "run", "sandbox", "token", "doctor", "reference", "-c", "--live", "--endpoint",
          "--output",
        ]
        .filter { !words.contains($0) } == [])
      #expect(result.standardError == "")
      #expect(result.status == 0)
    }

    @Test(arguments: [
      ("help wait", "usage: wait DURATION", 0), ("help exit-codes", "exit codes: ", 0),
      ("help start meeting", "usage: start meeting ", 0), ("explain track", "track\n  is  ", 0),
      ("explain", "", 0), ("help run", "OVERVIEW: Replay scripts", 0), ("help nothing", "", 2),
      ("explain nothing", "", 2),
    ])
    func `help and explain answer without a session`(
      _ line: String, _ beginning: String, _ status: Int32
    ) async throws {
      let result = try await Program().run(
        arguments: line.split(separator: " ").map(String.init))

      #expect(result.standardOutput.hasPrefix(beginning), "\(result.standardOutput)")
      #expect(result.standardOutput.isEmpty == (status != 0))
      #expect(status != 0 || result.standardError == "")
      #expect(result.status == status)
    }

    @Test func `says its version`() async throws {
      let result = try await Program().run("--version")

      #expect(result.standardOutput == "vsdk 0.1.0\n")
      #expect(result.status == 0)
    }
  }
}
