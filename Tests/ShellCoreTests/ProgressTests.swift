import Synchronization
import TestSupport
import Testing

@testable import ShellCore
@testable import VideoSDKClient

@Suite struct ProgressTests {
  @Test(arguments: [
    (true, 80, 3, "⠙ 3 s · ^C ends it"), (false, 80, 3, "/ 3 s, ^C ends it"),
    (true, 80, 125, "⠙ 2 min 5 s · ^C ends it"), (true, 10, 3, "⠙ 3 s · ^"),
  ])
  func `what is not counted has a sign that turns and the time`(
    _ isUTF8: Bool, _ columns: Int, _ seconds: Int, _ text: String
  ) {
    let progress = ProgressText(isUTF8: isUTF8, columns: columns)

    #expect(progress.line(elapsed: .seconds(seconds), turn: 1, count: nil) == text)
  }

  @Test(arguments: [
    (80, 12, ProgressUnit.answers, 32, "[#######             ] 12/32 · 3 s"),
    (40, 1_200_000, .bytes, 3_400_000, "[######           ] 1.2 of 3.4 MB · 3 s"),
    (23, 12, .answers, 32, "[###     ] 12/32 · 3 s"), (18, 12, .answers, 32, "12/32 · 3 s"),
  ])
  func `what is counted has a bar where it fits`(
    _ columns: Int, _ done: Int, _ unit: ProgressUnit, _ total: Int, _ text: String
  ) {
    let line = ProgressText(isUTF8: true, columns: columns)
      .line(
        elapsed: .seconds(3), turn: 1,
        count: ProgressText.Count(done: done, total: total, unit: unit))

    #expect(line == text)
    #expect(line.count < columns)
  }

  /// A terminal in name only, and the line on it.
  private struct Screen {
    let clock = InstantClock()
    let written = Written()
    let line: ProgressLine

    final class Written: Sendable {
      let text = Mutex("")
      func take() -> String {
        text.withLock { text in
          defer { text = "" }
          return text
        }
      }
    }

    init() {
      line = ProgressLine(clock: clock, isUTF8: true, columns: { 80 }) { [written] piece in
        written.text.withLock { $0 += piece }
      }
    }

    /// The clock moves on, and the line is drawn if it is due.
    func pass(_ duration: Duration) async throws -> String {
      try await clock.sleep(for: duration)
      line.tick()
      return written.take()
    }
  }

  @Test func `a pause begins nothing that was not under way`() async throws {
    let screen = Screen()

    screen.line.pause {}
    #expect(try await screen.pass(.seconds(5)) == "")
    screen.line.begin()
    screen.line.pause {}

    #expect(try await screen.pass(.seconds(1)) == "\r\u{1B}[K⠋ 1 s · ^C ends it")
  }

  @Test func `is drawn after a second, and gone before anything else is written`() async throws {
    let screen = Screen()
    #expect(try await screen.pass(.seconds(5)) == "")
    screen.line.begin()

    #expect(try await screen.pass(.milliseconds(900)) == "")
    #expect(try await screen.pass(.milliseconds(100)) == "\r\u{1B}[K⠋ 1 s · ^C ends it")
    screen.line.aside { screen.written.text.withLock { $0 += "note" } }
    #expect(screen.written.take() == "\r\u{1B}[Knote")
    #expect(try await screen.pass(.seconds(1)) == "\r\u{1B}[K⠙ 2 s · ^C ends it")
    screen.line.end()
    #expect(screen.written.take() == "\r\u{1B}[K")
    #expect(try await screen.pass(.seconds(1)) == "")
  }

  @Test func `shows what was counted last`() async throws {
    let screen = Screen()
    screen.line.begin()
    screen.line.note(.progress(done: 1, total: 4, unit: .answers))

    #expect(
      try await screen.pass(.seconds(1)) == "\r\u{1B}[K[#####               ] 1/4 · 1 s")
    screen.line.note(.progress(done: 4, total: 4, unit: .answers))
    #expect(try await screen.pass(.seconds(1)).contains("^C ends it"))
  }

  /// What is told of an attempt that failed with 503.
  private func wait(_ duration: Duration) -> Event {
    .waiting(
      RetryWait(
        operation: "startTrackRecording", attempt: RetriesTests.attempt(503), number: 1,
        duration: duration, purpose: .attempt))
  }

  @Test func `a wait for another attempt is told at once, and counted down`() async throws {
    let screen = Screen()
    screen.line.begin()

    screen.line.note(wait(.seconds(2)))
    #expect(screen.written.take() == "\r\u{1B}[K⠋ 503, again in 2 s · ^C ends it")
    #expect(
      try await screen.pass(.milliseconds(1_200))
        == "\r\u{1B}[K⠙ 503, again in 1 s · ^C ends it")
    #expect(try await screen.pass(.seconds(1)) == "\r\u{1B}[K⠹ 2 s · ^C ends it")
  }

  @Test func `a short wait is not told before a second is over`() async throws {
    let screen = Screen()
    screen.line.begin()
    _ = try await screen.pass(.milliseconds(800))

    screen.line.note(wait(.milliseconds(400)))
    #expect(screen.written.take() == "")
    #expect(
      try await screen.pass(.milliseconds(300))
        == "\r\u{1B}[K⠋ 503, again in 1 s · ^C ends it")
  }

  @Test func `a wait ends with the command, and stands behind what is counted`() async throws {
    let screen = Screen()
    screen.line.begin()
    screen.line.note(.progress(done: 1, total: 4, unit: .answers))
    screen.line.note(wait(.seconds(9)))
    #expect(
      screen.written.take()
        == "\r\u{1B}[K[#####               ] 1/4 · 0 s · 503, again in 9 s")

    screen.line.end()
    screen.line.begin()

    _ = screen.written.take()
    #expect(try await screen.pass(.seconds(1)) == "\r\u{1B}[K⠙ 1 s · ^C ends it")
  }

  @Test(.timeLimit(.minutes(1)))
  func `its task ends with who made it, whether something has begun or not`()
    async
  {
    for hasBegun in [false, true] {
      let line = Screen().line
      let task = Task { await line.run() }
      if hasBegun { line.begin() }
      task.cancel()
      await task.value
    }
  }

  @Test func `is not drawn beside JSON`() async throws {
    let screen = Screen()
    var settings = Settings()
    settings.put(.output, "json", from: .prompt)
    screen.line.adopt(Presentation(settings))
    screen.line.begin()

    #expect(try await screen.pass(.seconds(2)) == "")
  }
}
