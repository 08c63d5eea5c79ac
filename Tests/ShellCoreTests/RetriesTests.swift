import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import ShellCore
@testable import VideoSDKClient

/// What is said of requests that were sent more than once.
@Suite("retries are invisible", .timeLimit(.minutes(2)))
struct RetriesTests {
  private static let begun = Date(timeIntervalSince1970: 1_767_355_200)

  static func attempt(
    _ status: Int?, _ failure: ClientError? = nil, after seconds: Double = 0
  ) -> Attempt {
    Attempt(begun: begun.addingTimeInterval(seconds), status: status, failure: failure)
  }

  @Test func `the phrase names each cause`() throws {
    let origin = try Sample.origin()
    let lost = Self.attempt(nil, .connectionLost(origin, requestWasSent: false))
    let cases: [([Attempt], String?)] = [
      ([], nil), ([Self.attempt(200)], nil),
      ([Self.attempt(503), Self.attempt(200)], "after 1 retry (503)"),
      (
        [Self.attempt(503), Self.attempt(503), Self.attempt(200)], "after 2 retries (503, 503)"
      ),
      (
        [Self.attempt(429), lost, Self.attempt(nil, .refused(origin)), Self.attempt(200)],
        "after 3 retries (429, connection lost, refused)"
      ),
      (
        [Int](repeating: 503, count: 5).map { Self.attempt($0) },
        "after 4 retries (503 ×4)"
      ),
    ]
    for (attempts, phrase) in cases { #expect(attempts.retryPhrase == phrase) }
  }

  @Test(arguments: [
    (RetryWait.Purpose.attempt, 1_500, "503, again in 2 s"), (.attempt, 2_000, "503, again in 2 s"),
    (.attempt, 0, "503, again in 0 s"), (.look, 900, "503, a look at the list in 1 s"),
  ])
  func `a wait says what it waits for`(
    _ purpose: RetryWait.Purpose, _ milliseconds: Int, _ text: String
  ) {
    let wait = RetryWait(
      operation: "startTrackRecording", attempt: Self.attempt(503), number: 1,
      duration: .seconds(2), purpose: purpose)

    #expect(wait.text(left: .milliseconds(milliseconds)) == text)
  }

  /// Types lines into a shell whose sandbox fails so often with a status.
  private func output(
    _ keys: String..., failing operation: String = "startTrackRecording", status: Int = 503,
    times: Int = 2
  ) async throws -> String {
    try await ShellHarness.with { harness in
      try await harness.order(
        fault: """
          {"match":{"operation":"\(operation)"},"times":\(times),"fault":{"status":\(status)}}
          """)
      let log = OutputLog()
      let lines = ScriptedLines(
        (keys + ["set output text; stop all", "quit"]).map { ScriptedLines.Key($0) })
      _ = await harness.runShell(lines, session: harness.classroom(), log: log)
      return log.text
    }
  }

  @Test func `stand behind the answer about a track`() async throws {
    let text = try await output("start audio")

    #expect(
      text.hasPrefix(
        """
        track recording started successfully.  audio · abcd · abcd-efgh-ijkl \
        · after 2 retries (503, 503)
        """), "\(text)")
  }

  @Test func `stand behind each track of several`() async throws {
    let text = try await output("set concurrency 1; start audio video", times: 1)

    let lines = text.split(separator: "\n")
    #expect(
      lines.first
        == "track recording started successfully.  audio · abcd · abcd-efgh-ijkl · after 1 retry (503)"
    )
    #expect(
      lines.dropFirst().first?.hasPrefix(
        "track recording started successfully.  video · abcd · abcd-efgh-ijkl") == true)
    #expect(text.ranges(of: "retry").count == 1, "\(text)")
  }

  @Test func `stand below a table`() async throws {
    let text = try await output("rooms", failing: "listRooms", status: 500, times: 1)

    let told = text.split(separator: "\n").filter { $0.hasPrefix("after 1 retry (500)") }
    #expect(told.count == 1, "\(text)")
  }

  @Test func `stand in the text of a failure`() async throws {
    let text = try await output("start audio", times: 3)

    #expect(text.contains("\n  after 2 retries (503, 503)\n"), "\(text)")
  }

  @Test func `a request that was sent once says nothing`() async throws {
    let text = try await output("start audio", failing: "listRooms")

    #expect(!text.contains("retr"), "\(text)")
  }

  @Test func `are each attempt in JSON`() async throws {
    let text = try await output("set output json; start audio")

    let line = try #require(
      text.split(separator: "\n").first { $0.contains(#""command":"start audio""#) })
    guard case .array(let attempts)? = try JSONValue(parsing: Array(line.utf8))["attempts"] else {
      Issue.record("no attempts: \(line)")
      return
    }
    #expect(attempts.map { $0["http"] } == [.number(503), .number(503), .number(200)])
    #expect(attempts.allSatisfy { $0["operation"] == .string("startTrackRecording") })
    #expect(attempts.allSatisfy { $0["about"] == .string("audio · abcd · abcd-efgh-ijkl") })
    #expect(attempts.first?["ms"] == .number(0))
  }

  @Test func `each wait is told before it begins`() async throws {
    let waits = Mutex<[RetryWait]>([])
    try await ShellHarness.with { harness in
      try await harness.order(
        fault: """
          {"match":{"operation":"startTrackRecording"},"times":2,"fault":{"status":503,"retryAfter":2}}
          """)
      var services = harness.services
      services.waiting = { wait in waits.withLock { $0.append(wait) } }
      var session = harness.classroom()
      let (syntax, span) = try Sample.command("start audio")
      var scope = Scope()
      let bound = try StatementBinder.bind(syntax, span: span, in: scope)

      _ = await Interpreter(services: services).perform(bound, in: &session, scope: &scope)
    }

    let texts = waits.withLock { $0.map { $0.text(left: $0.duration) } }
    #expect(texts == ["503, again in 2 s", "503, again in 2 s"])
  }

  /// A file whose one step was answered at the second attempt.
  private static let replay = ReplaySample.replay(
    FileRecord(
      name: "a.vsdk", elapsed: .seconds(4),
      steps: [
        StepRecord(
          place: RecordedPlace(source: "a.vsdk", line: 2), text: "start audio", role: .command,
          elapsed: .seconds(4), http: 200,
          retried: [
            RetriedRequest(
              operation: "startTrackRecording", subject: "audio · abcd · abcd-efgh-ijkl",
              attempts: [attempt(503), attempt(200, after: 2.5)])
          ], verdict: .passed)
      ], verdict: .passed, exit: .success))

  @Test func `stand in JUnit's output`() {
    #expect(
      JUnitReport.render(Self.replay).contains(
        "<system-out>ok 2 start audio (4.0 s) after 1 retry (503)\n"))
  }

  @Test func `stand in TAP below the step`() {
    #expect(
      TAPReport.render(Self.replay).contains(
        "    ok 1 - a.vsdk:2 start audio\n    # after 1 retry (503)\n"))
  }

  @Test func `stand in JSON lines`() {
    #expect(
      JSONLinesReport.render(Self.replay).contains(
        """
        "attempts":[{"operation":"startTrackRecording","about":"audio · abcd · abcd-efgh-ijkl",\
        "http":503,"ms":0},{"operation":"startTrackRecording",\
        "about":"audio · abcd · abcd-efgh-ijkl","http":200,"ms":2500}]
        """))
  }
}
