import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
  /// A history file that cannot be used any more.
  @Suite struct HistoryProblemTests {
    private static let empty = "sandbox -/- ▸ "

    @Test func `is told of once when it happens, and the shell goes on`() async throws {
      let program = try Program()
      let file = program.home.state + "/history"
      try await program.onTerminal(columns: 200) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter("echo one", then: Self.empty)
        try #require(chmod(file, 0o644) == 0)

        try terminal.send("echo two\r")
        try await terminal.expect("\ntwo\n")
        try await terminal.expect(
          "note: the history file `\(file)` can be read by others and is not used; run `chmod 600")
        try await terminal.expectPrompt(Self.empty)
        try await terminal.enter("echo three", then: Self.empty)

        #expect(try await terminal.leave() == .exited(0))
        #expect(terminal.receivedText.ranges(of: "can be read by others").count == 1)
      }
      #expect(program.home.text(of: "state/history") == "echo one\n")
    }

    @Test func `a half-written entry is taken back`() async throws {
      let program = try Program()
      let entries = "echo \(String(repeating: "x", count: 1_003))\n"
      try FileManager.default.createDirectory(
        atPath: program.home.state, withIntermediateDirectories: true)
      let file = try program.home.write(entries, to: "state/history")
      try #require(chmod(file, 0o600) == 0)
      // A file may have two blocks of 512 bytes: the first fifteen bytes of the entry fit.
      let launcher = ["/bin/sh", "-c", "ulimit -f 2; exec \"$0\""]

      try await program.onTerminal(launcher: launcher, columns: 200) { terminal in
        try await terminal.expectPrompt(Self.empty)
        try terminal.send("echo 0123456789012345678\r")
        try await terminal.expect(
          "note: the history file `\(file)` cannot be used (No space left on device)")
        try await terminal.expectPrompt(Self.empty)
        #expect(try await terminal.leave() == .exited(0))
      }

      #expect(program.home.text(of: "state/history") == entries)
    }
  }
}
