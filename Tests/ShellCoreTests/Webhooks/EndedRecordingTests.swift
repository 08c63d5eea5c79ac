import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What webhooks tell of recordings that ended without this shell.
@Suite(.timeLimit(.minutes(2)))
struct EndedRecordingTests {
  @Test func `a recording that failed is no longer counted, and the ledger forgets it`()
    async throws
  {
    let ledger = try Ledger.inMemory()
    var setup = ShellHarness.Options()
    setup.clock = ContinuousClock()
    setup.openLedger = { _ in ledger }

    try await ShellHarness.with(setup) { (harness) async throws in
      let log = OutputLog()
      let lines = ScriptedLines([
        .line("listen; sandbox fail start recording=failed; start audio"),
        .line("wait until hook.webhookType == \"participant-track-recording-failed\" within=20s"),
        .line("quit"),
      ])
      let status = await harness.runShell(lines, session: harness.classroom(), log: log)

      #expect(status == .success, "\(log.text)")
      #expect(lines.prompts.last?.plain == "sandbox abcd-efgh-ijkl/abcd ▸ ")
      #expect(
        log.text(.standardError).contains(
          """
          note: audio · abcd · abcd-efgh-ijkl failed, says its webhook: no longer taken as recording

          """), "\(log.text)")
      let running = try ledger.running()
      #expect(running == [])
    }
  }

  @Test func `a recording that another shell stopped is no longer counted`() async throws {
    var setup = ShellHarness.Options()
    setup.clock = ContinuousClock()
    try await ShellHarness.with(setup) { harness in
      let interpreter = Interpreter(services: harness.services)
      var session = harness.classroom()
      for line in ["listen", "start audio video"] {
        _ = try await Self.perform(line, in: &session, interpreter)
      }
      await harness.typeElsewhere("stop audio")

      _ = try await Self.perform(
        #"wait until hook.webhookType == "participant-track-recording-stopped" within=20s"#,
        in: &session, interpreter)
      let performance = try await Self.perform("stop all", in: &session, interpreter)

      #expect(performance.notes.first?.hasPrefix("audio · abcd · abcd-efgh-ijkl ended") == true)
      #expect(performance.failures == [])
      #expect(session.running == [])
    }
  }

  private static func perform(
    _ text: String, in session: inout Session, _ interpreter: Interpreter
  ) async throws -> CommandOutcome {
    let (syntax, span) = try Sample.command(text)
    var scope = Scope()
    let prepared = try StatementBinder.bind(syntax, span: span, in: scope)
    return await interpreter.perform(prepared, in: &session, scope: &scope)
  }

  // MARK: The order of things

  private let track = Sample.track()

  private func word(
    _ phase: RecordingPhase, file: String? = nil, of origin: Origin
  ) throws -> (event: JSONValue, word: TrackEvent?) {
    let files = file.map { #","fileDetails":[{"filePath":"\#($0)"}]"# } ?? ""
    let body = """
      {"webhookType":"participant-track-recording-\(phase.rawValue)","data":{\
      "meetingId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"\(files)}}
      """
    let event = try WebhookEvent(verifiedBody: Array(body.utf8))
    return (event.json, TrackEvent(event, from: origin))
  }

  @Test func `the late word of one that was stopped does not end the next`() throws {
    var session = try Sample.session()
    session.hooks.isListening = true
    let stopped = try #require(
      try word(.stopped, file: "one", of: session.target.origin).word)
    session.believe(track, .recording, .known, isOurs: true)
    session.believe(track, .ended, .known, isOurs: false)
    session.believe(track, .recording, .known, isOurs: true)

    #expect(session.hear(stopped) == nil)
    #expect(session.running.map(\.track) == [track])

    #expect(session.hear(stopped)?.state == .recording)
    #expect(session.running == [])
    #expect(session.belief(track)?.state == .ended)
  }

  @Test func `the word of another service changes nothing`() throws {
    var session = try Sample.session()
    session.believe(track, .recording, .known, isOurs: true)

    let stopped = try #require(
      try word(.stopped, of: try Origin("http://127.0.0.1:1")).word)

    #expect(session.hear(stopped) == nil)
    #expect(session.running.map(\.track) == [track])
  }

  @Test func `what is delivered twice is said once`() throws {
    let origin = try Origin("http://127.0.0.1:1")
    let mailbox = Mailbox()
    func deliver(_ phase: RecordingPhase, file: String? = nil) throws {
      let (event, word) = try word(phase, file: file, of: origin)
      mailbox.add(event, word: word)
    }

    try deliver(.starting)
    try deliver(.stopped, file: "one")
    try deliver(.starting)
    try deliver(.stopped, file: "one")
    try deliver(.failed)
    try deliver(.failed)
    try deliver(.starting)
    try deliver(.failed)

    #expect(mailbox.ends(from: 0).map(\.phase) == [.stopped, .failed, .failed])
    #expect(mailbox.ends(from: 6).map(\.phase) == [.failed])
  }
}
