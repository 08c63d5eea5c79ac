import TestSupport
import Testing

extension EndToEnd {
  /// The number of running recordings in the prompt, while a line is half typed.
  @Suite struct RunningCountTests {
    private static let place = "abcd-efgh-ijkl/abcd"

    @Test func `is right as soon as a webhook has said that a recording has ended`() async throws {
      try await LocalSandbox.serve { sandbox in
        let target = sandbox.endpoint.replacing("http://", with: "")
        let program = try sandbox.program()
        try await program.onTerminal(columns: 100) { terminal in
          try await terminal.expectPrompt("\(target) -/- ▸ ")
          try await terminal.enter(
            LocalSandbox.place + "listen", then: "\(target) \(Self.place) ▸ ")
          try await terminal.enter("start audio video", then: "\(target) \(Self.place) ●2 ▸ ")
          try terminal.send("echo half\u{2}\u{2}")
          try await terminal.expectScreen(
            columns: 100, cursor: target.count + 33, "\(target) \(Self.place) ●2 ▸ echo half")

          let other = try sandbox.program()
          let stopped = try await other.run("-c", LocalSandbox.place + "stop audio")
          #expect(stopped.status == 0)

          try await terminal.expect("ended, says its webhook")
          try await terminal.expectScreen(
            columns: 100, cursor: target.count + 33, "\(target) \(Self.place) ●1 ▸ echo half")
          try terminal.send("-\r")
          try await terminal.expect("\nha-lf\n")
          try await terminal.enter("stop all", then: "\(target) \(Self.place) ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        }
      }
    }

    @Test func `is right as soon as a time is over`() async throws {
      try await Program().onTerminal(columns: 100) { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try await terminal.enter(LocalSandbox.place, then: "sandbox \(Self.place) ▸ ")
        try terminal.send("start audio for=2s; start video\r")
        try await terminal.expectPrompt(" ▸ ")
        try terminal.send("echo half")
        try await terminal.expect("stopped audio · abcd · abcd-efgh-ijkl: its time is over")
        try await terminal.expectScreen(
          columns: 100, cursor: 42, "sandbox \(Self.place) ●1 ▸ echo half")
        try await terminal.giveUp(then: "sandbox \(Self.place) ●1 ▸ ")
        try await terminal.enter("stop all", then: "sandbox \(Self.place) ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
