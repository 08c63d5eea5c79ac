import FoundationEssentials
import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What the transcript of `recover` cannot show.
@Suite(.timeLimit(.minutes(2)))
struct RecoverTests {
  private static let track = RecordedTrack(
    origin: "", room: "abcd-efgh-ijkl", participant: "abcd", kind: "audio")

  /// A ledger with a start of the microphone at an origin, an hour ago.
  private func ledger(at origin: Origin) throws -> Ledger {
    let ledger = try Ledger.inMemory()
    var track = Self.track
    track.origin = origin.description
    let start = RecordingStart(
      track: track, startedAt: Date(timeIntervalSinceNow: -3_600), shell: "another")
    let ids = try ledger.intend([start])
    try ledger.note(ids.map { .resolved($0, .started, at: Date()) })
    return ledger
  }

  private func recover(
    _ answer: RecoverOrder.Answer?, in session: inout Session, _ services: Services,
    _ ledger: Ledger
  ) async -> CommandOutcome {
    var services = services
    services.openLedger = { _ in ledger }
    return await Interpreter(services: services)
      .recover(RecoverOrder(answer: answer, room: nil), in: &session)
  }

  @Test(arguments: [nil, .stop, .forget] as [RecoverOrder.Answer?])
  func `a service that cannot be reached leaves the ledger as it is`(
    _ answer: RecoverOrder.Answer?
  ) async throws {
    try await ShellHarness.with { harness in
      // Nobody may listen on port 1 of a loopback address without being root.
      let origin = try Origin("http://127.0.0.1:1")
      let ledger = try ledger(at: origin)
      var session = harness.classroom(kind: .endpoint)
      session.settings.put(.retries, "0", from: .prompt)
      session.target.origin = origin
      session.credentials = CredentialSettings(
        apiKey: "sandbox", secret: Secret("secret"), for: origin, provenance: "a test")
      let before = try ledger.running()

      let performance = await recover(answer, in: &session, harness.services, ledger)

      #expect(performance.failures.map(\.code) == ["refused"])
      #expect(performance.failures.first?.notes.last == "the ledger is as it was")
      #expect(performance.reports == [])
      #expect(try ledger.running() == before)
    }
  }

  @Test func `a stop of nothing names what others left running, and is silent where nothing is`()
    async throws
  {
    try await ShellHarness.with { harness in
      let full = try ledger(at: harness.target.origin)
      let empty = try Ledger.inMemory()
      var services = harness.services
      services.hasLedger = { _ in true }
      let session = harness.classroom()

      services.openLedger = { _ in full }
      let told = Interpreter(services: services).nothingToStop(in: session)
      services.openLedger = { _ in empty }
      let silent = Interpreter(services: services).nothingToStop(in: session)

      #expect(told.notes.count == 1)
      #expect(told.notes.first?.hasPrefix("1 recording you started ") == true)
      #expect(told.notes.first?.hasSuffix("`recover` stops, leaves or forgets it") == true)
      #expect(silent.notes == [])
      #expect(told.reports == silent.reports && told.reports == [StopCommand.nothing])
    }
  }

  @Test(arguments: [402, 404])
  func `a room that the service does not know closes nothing`(_ status: Int) async throws {
    try await ShellHarness.with { harness in
      let ledger = try ledger(at: harness.target.origin)
      var session = harness.session()
      try await harness.order(
        fault: #"{"match":{"operation":"listTrackRecordings"},"fault":{"status":\#(status)}}"#)

      let performance = await recover(.stop, in: &session, harness.services, ledger)

      #expect(performance.failures == [])
      #expect(try await harness.receivedOperations() == ["listTrackRecordings"])
      #expect(try ledger.running().count == 1)
    }
  }

  @Test func `all pages of a list are looked through`() async throws {
    try await ShellHarness.with { harness in
      var session = harness.classroom()
      let interpreter = Interpreter(services: harness.services)
      for _ in 0..<101 {
        for text in ["start video", "stop video"] {
          let (syntax, span) = try Sample.command(text)
          var scope = Scope()
          let prepared = try StatementBinder.bind(syntax, span: span, in: scope)
          _ = await interpreter.perform(prepared, in: &session, scope: &scope)
        }
      }
      let ledger = try ledger(at: harness.target.origin)

      _ = await recover(.leave, in: &session, harness.services, ledger)

      let lists = try await harness.receivedOperations().count { $0 == "listTrackRecordings" }
      #expect(lists == 2)
      // Nothing but pictures was ever recorded: that is no word of the microphone.
      #expect(try ledger.running().count == 1)
    }
  }
}
