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
        let text = String(decoding: terminal.receivedBytes, as: UTF8.self)
        let drawn = try #require(text.ranges(of: "^C ends it").last)
        let said = try #require(text[drawn.upperBound...].firstRange(of: "error: interrupted"))
        #expect(text[drawn.upperBound..<said.lowerBound].contains("\r\u{1b}[K"))
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `the answers that came at once are counted while one is waited for`() async throws {
      try await Program().onTerminal { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try terminal.send("set room abcd-efgh-ijkl; sandbox fail start delay=60s\r")
        try await terminal.expectPrompt("sandbox abcd-efgh-ijkl/- ▸ ")

        try terminal.send("start audio participant=all\r")
        try await terminal.expect("[#############       ] 2/3 · ")
        try terminal.send("\u{3}")

        try await terminal.expect("hint: the service may have acted on it: `recordings` tells")
        try await terminal.expectPrompt("sandbox abcd-efgh-ijkl/- ●3 ▸ ")
      }
    }
  }
}
