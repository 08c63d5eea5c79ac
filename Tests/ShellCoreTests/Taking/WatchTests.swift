import CommandLanguage
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct WatchTests {
  /// What Control-C makes of the task that runs a line.
  private struct CancelledScope: InterruptScope {
    func run<Value: Sendable>(
      _ body: @escaping () async -> Value
    ) async -> (value: Value, ended: ExitStatus?) {
      await withTaskGroup(of: Bool.self) { _ in }
      let value = await body()
      return (value, Task.isCancelled ? .interrupted : nil)
    }
  }

  private func type(_ text: [String]) async throws -> TypedSession {
    var options = ShellHarness.Options()
    options.clock = ThirdSleep()
    return try await TypedSession.type(text, in: try TemporaryFolder(), options: options)
  }

  @Test func `repeats until it is interrupted`() async throws {
    let session = try await type(["watch sandbox status every=100ms"])

    #expect(session.log.text.split(separator: "\n").count { $0.hasPrefix("time ") } == 3)
    #expect(session.log.text(.standardError) == "")
  }

  @Test func `a refusal does not end it`() async throws {
    let session = try await type(["watch recording 66ab9f0c2f1b4d0012345678"])

    #expect(
      session.log.text(.standardError).split(separator: "\n").count { $0.hasPrefix("error: ") } == 3
    )
  }

  @Test(arguments: [
    ("watch start audio", "error: `start` does more than read"),
    ("watch sandbox reset", "error: `sandbox` does more than read"),
    ("watch download audio", "error: `download` does more than read"),
    ("watch wait 1s", "error: `wait` does more than read"),
    ("watch recordings every=1ms", "error: `1ms` is too short a pause"),
    ("watch recordings every=2", "error: `2` has no unit"),
    ("watch participants", "error: no room chosen"),
    ("watch", "error: COMMAND is missing: a whole command"),
  ])
  func `says what cannot be watched`(_ line: String, _ error: String) async throws {
    let session = try await type([line])

    #expect(session.log.text.split(separator: "\n").first.map { String($0) } == error)
    #expect(session.lines.drops == 1)
  }

  @Test func `draws each frame from the top of the screen, cut to its height`() {
    let record = RenderedEvents.record(
      reports: [
        Report(
          json: .null,
          body: ["one", "twelve chars", "three", "four"].map {
            .line(StyledText(stringLiteral: $0))
          })
      ])
    func draw(_ number: Int, rows: Int?) -> String {
      let facts = RenderingFacts(width: 10, rows: rows)
      return EventRenderer(facts, Presentation(Settings()))
        .render(.frame(record, Frame(number: number, every: .seconds(2)))).map(\.text).joined()
    }
    let title = "start audio · every 2.0 s · ^C ends\u{1B}[K\n"

    #expect(
      draw(1, rows: 9) == "\u{1B}[H" + title
        + "one\u{1B}[K\ntwelve\u{1B}[K\n  chars\u{1B}[K\nthree\u{1B}[K\nfour\u{1B}[K\n\u{1B}[J")
    #expect(
      draw(0, rows: 6) == "\n\n\n\n\n\u{1B}[H" + title
        + "one\u{1B}[K\ntwelve\u{1B}[K\n  chars\u{1B}[K\n… 2 more lines\u{1B}[K\n\u{1B}[J")
    #expect(draw(1, rows: nil) == "one\ntwelve\n  chars\nthree\nfour\n")
  }
}

/// A clock that interrupts whoever sleeps for the third time.
final class ThirdSleep: Clock {
  typealias Instant = InstantClock.Instant
  private let clock = InstantClock()
  private let sleeps = Mutex(0)

  var now: Instant { clock.now }
  var minimumResolution: Duration { clock.minimumResolution }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    guard
      sleeps.withLock({
        $0 += 1; return $0
      }) < 3
    else {
      withUnsafeCurrentTask { $0?.cancel() }
      throw CancellationError()
    }
    try await clock.sleep(until: deadline, tolerance: tolerance)
  }
}
