import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct OutputTests {
    @Test func `ends quietly when its reader leaves`() async throws {
      let program = try Program()
      try program.home.write(String(repeating: "echo line\n", count: 4_000), to: "long.vsdk")

      let result = try await program.shell(
        "{ \"$VSDK\" run --no-echo long.vsdk; echo status $? >&2; } | head -1")

      #expect(result.standardOutput == "line\n")
      #expect(result.talk == "status 0\n")
    }

    @Test func `says when its output cannot be written`() async throws {
      let result = try await Program().shell("\"$VSDK\" -c 'echo one' >/dev/full")

      #expect(
        result.talk == "error: cannot write to standard output: no space left on device\n")
      #expect(result.status == 3)
    }

    @Test func `does without standard error`() async throws {
      let result = try await Program().shell("\"$VSDK\" -c 'echo one' 2>&-")

      #expect(result.standardOutput == "one\n")
      #expect(result.standardError == "")
      #expect(result.status == 0)
    }

    @Test func `prints the chapter of reference as it is kept`() async throws {
      let chapter = try MarkdownFile("Sources/Guide/Reference.md").text

      let result = try await Program().run("reference")

      #expect(result.standardOutput == chapter)
      #expect(result.standardError == "")
      #expect(result.status == 0)
    }

    @Test func `writes no colour into a file`() async throws {
      let result = try await Program(["TERM": "xterm-256color"]).run(
        "-c", LocalSandbox.place + "start audio; session; stop all")

      #expect(!result.standardOutput.utf8.contains(0x1B))
      #expect(!result.standardError.utf8.contains(0x1B))
      #expect(result.status == 0)
    }

    @Test func `writes colour into a file when told to`() async throws {
      let result = try await Program().run("--color", "always", "-c", "session")

      #expect(result.standardOutput.utf8.contains(0x1B))
      #expect(result.status == 0)
    }
  }
}
