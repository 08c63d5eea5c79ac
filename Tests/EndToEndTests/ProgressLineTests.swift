import TestSupport
import Testing

extension EndToEnd {
  /// The line that tells what is under way.
  @Suite struct ProgressLineTests {
    @Test func `Control-C ends a wait, and its line is gone`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try terminal.send("wait 5m\r")
        try await terminal.expect("1 s · ^C ends it")
        try terminal.send("\u{3}")
        try await terminal.expect("error: interrupted")
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
