import FoundationEssentials
import Ledger
import Testing

/// The states of an entry, what can be learnt of its track, and what is then left: the whole table.
@Suite struct LedgerStateTests {
  /// How an entry came to be as it is.
  enum State: CaseIterable, Sendable {
    case pending, started, unknown, refused, neverSent, stopInDoubt, stopped
  }

  /// What is learnt.
  enum Event: CaseIterable, Sendable {
    case stopIsSent, stopIsAnswered, nothingRuns, runs, stopIsTurnedDown, anotherStartIsRefused,
      ended, forgotten
  }

  /// Whether an entry is still open behind an event, and how sure it is.
  static func left(_ state: State, _ event: Event) -> RunningRecording.Certainty? {
    switch (state, event) {
    case (.refused, _), (.neverSent, _), (.stopped, _): nil
    case (_, .stopIsAnswered), (_, .ended), (_, .forgotten): nil
    // Its answer is still on the way, and may say that it records.
    case (.pending, _): .unknown
    case (_, .nothingRuns): nil
    case (_, .runs): .started
    case (_, .stopIsSent): .unknown
    case (.started, .stopIsTurnedDown), (.started, .anotherStartIsRefused): .started
    case (.unknown, .stopIsTurnedDown), (.stopInDoubt, .stopIsTurnedDown): .unknown
    case (.unknown, .anotherStartIsRefused), (.stopInDoubt, .anotherStartIsRefused): .unknown
    }
  }

  private static let track = RecordedTrack(
    origin: "o", room: "abcd-efgh-ijkl", participant: "abcd", kind: "audio")
  private static let noon = Date(timeIntervalSince1970: 1_767_355_200)

  private static func time(_ seconds: Double) -> Date { noon.addingTimeInterval(seconds) }

  private func intend(_ ledger: Ledger, at seconds: Double) throws -> IntentID {
    let start = RecordingStart(track: Self.track, startedAt: Self.time(seconds), shell: "s")
    return try #require(try ledger.intend([start]).first)
  }

  private func entry(_ state: State, in ledger: Ledger) throws -> IntentID {
    let id = try intend(ledger, at: 0)
    func resolve(_ outcome: StartOutcome) throws {
      try ledger.note([.resolved(id, outcome, at: Self.time(1))])
    }
    switch state {
    case .pending: break
    case .started: try resolve(.started)
    case .unknown: try resolve(.unknown)
    case .refused: try resolve(.refused(status: 409))
    case .neverSent: try resolve(.neverSent)
    case .stopInDoubt:
      try resolve(.started)
      try ledger.note([.stopping(Self.track, asked: Self.time(2))])
    case .stopped:
      try resolve(.started)
      try ledger.note([.stopped(Self.track, asked: Self.time(2))])
    }
    return id
  }

  private func happen(_ event: Event, _ id: IntentID, in ledger: Ledger) throws {
    let asked = Self.time(10)
    switch event {
    case .stopIsSent: try ledger.note([.stopping(Self.track, asked: asked)])
    case .stopIsAnswered:
      try ledger.note([.stopping(Self.track, asked: asked), .stopped(Self.track, asked: asked)])
    case .nothingRuns:
      try ledger.note([.stopping(Self.track, asked: asked), .idle(Self.track, asked: asked)])
    case .runs: try ledger.note([.running(Self.track)])
    case .stopIsTurnedDown:
      try ledger.note([.stopping(Self.track, asked: asked), .notStopped(Self.track, asked: asked)])
    case .anotherStartIsRefused:
      let other = try intend(ledger, at: 10)
      try ledger.note([.resolved(other, .refused(status: 404), at: asked)])
    case .ended: try ledger.note([.ended(id, at: asked)])
    case .forgotten: try ledger.note([.forgotten(id)])
    }
  }

  @Test(arguments: State.allCases, Event.allCases)
  func `what is left of an entry`(_ state: State, _ event: Event) throws {
    let ledger = try Ledger.inMemory()
    let id = try entry(state, in: ledger)

    try happen(event, id, in: ledger)

    let left = try ledger.running().filter { $0.id == id }.map(\.certainty)
    #expect(left == [Self.left(state, event)].compactMap(\.self))
  }

  @Test func `no event but an answer closes a start whose outcome is not known`() {
    let closing = Event.allCases.filter { Self.left(.unknown, $0) == nil }

    #expect(closing == [.stopIsAnswered, .nothingRuns, .ended, .forgotten])
  }
}
