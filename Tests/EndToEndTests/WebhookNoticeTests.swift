import TestSupport
import Testing

extension EndToEnd {
  /// Webhooks that arrive while a person is at the prompt.
  @Suite struct WebhookNoticeTests {
    private static let chosen = "sandbox abcd-efgh-ijkl/abcd ▸ "
    private static let running = "sandbox abcd-efgh-ijkl/abcd ●1 ▸ "

    @Test func `shows each verified webhook above the prompt`() async throws {
      try await Program().onTerminal(columns: 100) { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try terminal.send("set room abcd-efgh-ijkl; set participant abcd; listen\r")
        try await terminal.expect("listening at http://127.0.0.1:")
        try await terminal.expectPrompt(Self.chosen)
        try terminal.send("start audio\r")

        for step in ["starting", "started"] {
          try await terminal.expect(
            "note: webhook participant-track-recording-\(step): audio · abcd · abcd-efgh-ijkl")
        }
        try await terminal.expectPrompt(Self.running)
        try terminal.send("stop all\r")
        try await terminal.expect(
          "note: webhook participant-track-recording-stopped: audio · abcd · abcd-efgh-ijkl")
        try await terminal.expectPrompt(Self.chosen)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `shows no secret in what it tells`() async throws {
      try await Program().onTerminal(columns: 100) { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try terminal.send("set room abcd-efgh-ijkl; set participant abcd; listen\r")
        try await terminal.expectPrompt("/abcd ▸ ")
        try terminal.send("room; let secret-room = last.roomId secret\r")
        try await terminal.expectPrompt("/abcd ▸ ")
        try terminal.send("start audio\r")

        try await terminal.expect(
          "note: webhook participant-track-recording-starting: audio · abcd · [redacted]")
        try await terminal.expectPrompt("/abcd ●1 ▸ ")
        try terminal.send("stop all\r")
        try await terminal.expectPrompt("/abcd ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
