import TestSupport
import Testing

extension EndToEnd {
  /// What is no file is not opened by what only looks at scripts: nobody may ever write to a pipe.
  @Suite(.timeLimit(.minutes(2))) struct StreamFileTests {
    private static let refusal = "it is a pipe or a device, not a file"

    @Test(arguments: ["check", "fmt --check", "run --dry-run"])
    func `a pipe in the place of a script is refused`(_ verb: String) async throws {
      let program = try Program()

      let result = try await program.shell("mkfifo p.vsdk && exec \"$VSDK\" \(verb) p.vsdk")

      #expect(
        result.standardError
          == "error: cannot read `p.vsdk`: \(Self.refusal)\n  hint: `-` reads standard input\n")
      #expect(result.exit.shellStatus == 1)
    }

    @Test(arguments: ["check", "run --dry-run", "run --sandbox"])
    func `a pipe or a device that is included is refused`(_ verb: String) async throws {
      for path in ["p.vsdk", "/dev/zero", "/dev/tty"] {
        let program = try Program()
        try program.home.write("run \(path)\n", to: "a.vsdk")

        let result = try await program.shell("mkfifo p.vsdk && exec \"$VSDK\" \(verb) a.vsdk")

        let (sentence, hint) =
          path == "p.vsdk"
          ? ("`p.vsdk` is not a plain file", "it was not opened")
          : ("a script runs files whose names end in `.vsdk` only", "`\(path)` was not opened")
        #expect(
          result.talk == """
            a.vsdk:1:5: \(sentence)
                1 | run \(path)
                  |     \(String(repeating: "^", count: path.count))
                  = hint: \(hint)

            """)
        #expect(result.exit.shellStatus == 2)
      }
    }

    @Test func `a script that is run may come through a pipe`() async throws {
      let program = try Program()

      let result = try await program.shell(
        "mkfifo p.vsdk; echo 'echo hi' >p.vsdk & exec \"$VSDK\" run --no-echo p.vsdk")

      #expect(result.standardOutput == "hi\n")
      #expect(result.exit.shellStatus == 0)
    }
  }
}
