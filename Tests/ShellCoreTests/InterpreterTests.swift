import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct InterpreterTests {
  /// Runs one command.
  private func perform(
    _ text: String, with interpreter: Interpreter, in session: inout Session
  ) async throws -> CommandOutcome {
    let (syntax, span) = try Sample.command(text)
    var scope = Scope()
    let prepared = try StatementBinder.bind(syntax, span: span, in: scope)
    return await interpreter.perform(prepared, in: &session, scope: &scope)
  }

  @Test(arguments: [1, 2, 5])
  func `as many requests are under way at once as the setting allows, and no more`(
    _ limit: Int
  ) async throws {
    try await ShellHarness.with { harness in
      let crowd = Crowd(of: limit)
      var services = harness.services
      services.transport = ObservedTransport(
        inner: services.transport, onSend: { _ in await crowd.enter() },
        onAnswer: { crowd.leave() })
      var session = harness.classroom()
      session.settings.put(.concurrency, "\(limit)", from: .prompt)

      let performance = try await perform(
        "start audio video participant=abcd,efgh,ijkl", with: Interpreter(services: services),
        in: &session)

      #expect(performance.failures == [])
      #expect(session.running.count == 6)
      #expect(crowd.largest == limit)
    }
  }

  @Test func `answers come in the order asked, whichever arrives first`() async throws {
    try await ShellHarness.with { harness in
      try await harness.order(
        fault: #"{"match":{"operation":"startTrackRecording"},"fault":{"delay":"100ms"}}"#)
      var session = harness.classroom()

      let performance = try await perform(
        "start audio video screen", with: Interpreter(services: harness.services), in: &session)

      let kinds = session.recordings.map { $0.key.word }
      #expect(kinds == ["audio", "video", "screen_audio", "screen_video"])
      #expect(performance.http == 200)
    }
  }

  @Test func `the first answer that is no success is the status of all`() async throws {
    try await ShellHarness.with { harness in
      var session = harness.classroom()

      let performance = try await perform(
        "start audio participant=abcd,nobody,efgh",
        with: Interpreter(services: harness.services), in: &session)

      #expect(performance.http == 404)
      #expect(
        performance.failures.map { $0.notes.first } == ["about: audio · nobody · abcd-efgh-ijkl"])
      #expect(session.last.refusal?.category == "not-found")
      #expect(session.running.map(\.track) == [Sample.track(), Sample.track(of: "efgh")])
    }
  }

  @Test func `a command that sends nothing keeps the last answer and forgets its status`()
    async throws
  {
    var session = try Sample.classroom()
    session.last = LastAnswer(
      http: 200, json: .string("kept"), elapsed: .seconds(1),
      refusal: Refusal(status: 400, category: "invalid", code: "invalid", message: "no"))

    _ = try await perform(
      "set format webm", with: Interpreter(services: Sample.services()), in: &session)

    #expect(session.last.json == .string("kept"))
    #expect(session.last.http == nil && session.last.elapsed == nil && session.last.refusal == nil)
    #expect(session.settings.text(.format) == "webm")
  }

  @Test func `a start whose answer is lost is confirmed by the list`() async throws {
    try await ShellHarness.with { harness in
      try await harness.order(
        fault: #"{"match":{"operation":"startTrackRecording"},"fault":{"drop":"after"}}"#)
      var session = harness.classroom()

      let performance = try await perform(
        "start audio", with: Interpreter(services: harness.services), in: &session)

      #expect(performance.failures == [])
      #expect(
        performance.notes == ["no answer told of it; the list of recordings shows that it runs"])
      #expect(session.belief(Sample.track())?.state == .recording)
      #expect(
        try await harness.receivedOperations() == ["startTrackRecording", "listTrackRecordings"])
    }
  }

  @Test func `a start of which nothing is known may run and is ours`() async throws {
    try await ShellHarness.with { harness in
      try await harness.order(
        fault: #"{"match":{"operation":"startTrackRecording"},"fault":{"drop":"after"}}"#)
      try await harness.order(
        fault: #"{"match":{"operation":"listTrackRecordings"},"times":9,"fault":{"status":403}}"#)
      var session = harness.classroom()

      let performance = try await perform(
        "start audio", with: Interpreter(services: harness.services), in: &session)

      #expect(performance.failures.map { $0.code } == ["outcome-unknown"])
      #expect(session.belief(Sample.track())?.state == .unknown)
      #expect(session.running.map(\.track) == [Sample.track()])
    }
  }

  @Test func `every page of a list is fetched`() async throws {
    try await ShellHarness.with { harness in
      var session = harness.classroom()
      let interpreter = Interpreter(services: harness.services)
      _ = try await perform("start audio video screen", with: interpreter, in: &session)

      let performance = try await perform(
        "recordings per-page=3", with: interpreter, in: &session)

      guard case .array(let rows)? = performance.reports.first?.json else {
        Issue.record("no rows")
        return
      }
      #expect(rows.count == 4)
    }
  }

  @Test func `nothing is sent without credentials`() async throws {
    var session = try Sample.classroom()
    session.credentials = CredentialSettings(environment: [:], for: session.target.origin)

    let performance = try await perform(
      "start audio", with: Interpreter(services: Sample.services()), in: &session)

    #expect(performance.failures.map { $0.code } == ["no-credentials"])
    #expect(session.running == [])
  }
}
