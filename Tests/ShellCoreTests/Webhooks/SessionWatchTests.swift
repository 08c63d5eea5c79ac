import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What happens to recordings while nobody runs a command: webhooks of the real sandbox, delivered to the real receiver.
@Suite(.timeLimit(.minutes(1)))
struct SessionWatchTests {
  private let prompts = PromptText(isUTF8: true, isColored: false)

  /// What the watch tells from a change behind the back of a shell that listens and records, until it has told a prompt.
  private func told(
    _ change: (ShellHarness) async -> Void
  ) async throws -> (lines: [String], after: Session?) {
    var options = ShellHarness.Options()
    options.clock = ContinuousClock()
    return try await ShellHarness.with(options) { harness in
      let interpreter = Interpreter(services: harness.services)
      var session = harness.classroom()
      for line in ["listen", "start audio video"] {
        _ = await interpreter.type(line, in: &session)
      }
      #expect(session.running.count == 2)
      let (events, told) = AsyncStream<String>.makeStream()
      let watch = SessionWatch(interpreter: interpreter) { events, prompt in
        for line in events.flatMap(\.noticeLines) { told.yield(line) }
        if let prompt { told.yield(prompt.plain) }
      }
      let lent = session
      return await withTaskGroup(of: Void.self) { group in
        group.addTask { await watch.run() }
        watch.lend(lent) { _, session in prompts.main(session) }
        await change(harness)
        var lines: [String] = []
        for await line in events {
          lines.append(line)
          if line.hasPrefix("sandbox ") { break }
        }
        let after = await watch.takeBack()
        group.cancelAll()
        return (lines, after)
      }
    }
  }

  @Test func `a recording that another has stopped leaves the prompt at once`() async throws {
    let (lines, after) = try await told { harness in
      var other = harness.classroom()
      _ = await Interpreter(services: harness.services).type("stop audio", in: &other)
    }

    #expect(
      lines == [
        "note: audio · abcd · abcd-efgh-ijkl ended, says its webhook: no longer taken as recording",
        "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ",
      ])
    #expect(after?.running.map(\.word) == ["video"])
  }
}
