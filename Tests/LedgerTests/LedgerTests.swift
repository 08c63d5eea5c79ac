import FoundationEssentials
import Ledger
import TestSupport
import Testing

@Suite struct LedgerTests {
  private let folder: TemporaryFolder
  private let ledger: Ledger
  private let noon = Date(timeIntervalSince1970: 1_767_355_200)

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: folder.path + "/ledger.sqlite")
  }

  private static let live = "https://api.videosdk.live"

  private func track(_ kind: String = "audio", origin: String = live) -> RecordedTrack {
    RecordedTrack(origin: origin, room: "abcd-efgh-ijkl", participant: "abcd", kind: kind)
  }

  /// - Parameter after: seconds after noon.
  private func start(
    _ kind: String = "audio", origin: String = live, shell: String = "s1", after: Double = 0
  ) -> RecordingStart {
    RecordingStart(
      track: track(kind, origin: origin), startedAt: noon.addingTimeInterval(after), shell: shell)
  }

  private func intend(_ start: RecordingStart) throws -> IntentID {
    try #require(try ledger.intend([start]).first)
  }

  private func resolve(_ id: IntentID, _ outcome: StartOutcome, after: Double = 0) throws {
    try ledger.note([.resolved(id, outcome, at: noon.addingTimeInterval(after))])
  }

  @Test func `an intent without an answer may be running`() throws {
    let id = try intend(start())

    #expect(
      try ledger.running(shell: "s1")
        == [RunningRecording(id: id, start: start(), certainty: .unknown)])
  }

  struct Resolution: CustomTestStringConvertible {
    let outcome: StartOutcome
    let certainties: [RunningRecording.Certainty]
    var testDescription: String { "\(outcome)" }
  }

  @Test(arguments: [
    Resolution(outcome: .started, certainties: [.started]),
    Resolution(outcome: .unknown, certainties: [.unknown]),
    Resolution(outcome: .refused(status: 409), certainties: []),
    Resolution(outcome: .neverSent, certainties: []),
  ])
  func `the outcome decides whether it may run`(_ resolution: Resolution) throws {
    let id = try intend(start())

    try resolve(id, resolution.outcome)

    #expect(try ledger.running(shell: "s1").map(\.certainty) == resolution.certainties)
  }

  @Test func `a stop ends every entry of the track`() throws {
    let first = try intend(start(shell: "s1"))
    try resolve(first, .unknown)
    let second = try intend(start(shell: "s2"))
    try resolve(second, .started)

    try ledger.note([.stopped(track(), asked: noon)])

    #expect(try ledger.running(origin: Self.live) == [])
  }

  @Test func `a stop leaves the other kinds running`() throws {
    _ = try intend(start("audio"))
    let video = try intend(start("video"))

    try ledger.note([.stopped(track(), asked: noon)])

    #expect(try ledger.running(shell: "s1").map(\.id) == [video])
  }

  /// What is learnt of a track, and what it leaves of its entries.
  struct Sequence: CustomTestStringConvertible {
    let testDescription: String
    /// Seconds after noon and outcomes, in the order of the entries; nil for one that is awaited.
    let entries: [(after: Double, outcome: StartOutcome?)]
    let note: @Sendable (RecordedTrack, Date) -> LedgerNote
    let left: [RunningRecording.Certainty]

    static let ended: @Sendable (RecordedTrack, Date) -> LedgerNote = {
      .stopped($0, asked: $1.addingTimeInterval(10))
    }
    static let idle: @Sendable (RecordedTrack, Date) -> LedgerNote = {
      .idle($0, asked: $1.addingTimeInterval(10))
    }
    static let later: @Sendable (RecordedTrack, Date) -> LedgerNote = {
      .idle($0, asked: $1.addingTimeInterval(3_600))
    }
    static let stopping: @Sendable (RecordedTrack, Date) -> LedgerNote = {
      .stopping($0, asked: $1.addingTimeInterval(10))
    }
  }

  @Test(arguments: [
    Sequence(
      testDescription: "a start after the stop was asked for is not stopped by it",
      entries: [(20, .started)], note: Sequence.ended, left: [.started]),
    Sequence(
      testDescription: "the only start, whose answer is awaited, is what was stopped",
      entries: [(0, nil)], note: Sequence.ended, left: []),
    Sequence(
      testDescription: "a start whose answer is awaited may run when another was stopped",
      entries: [(0, .started), (0, nil)], note: Sequence.ended, left: [.unknown]),
    Sequence(
      testDescription: "a start whose answer is awaited may run although nothing runs yet",
      entries: [(0, nil)], note: Sequence.idle, left: [.unknown]),
    Sequence(
      testDescription: "an answer that did not come for an hour is not awaited",
      entries: [(0, nil)], note: Sequence.later, left: []),
    Sequence(
      testDescription: "a start without an answer is closed when nothing runs",
      entries: [(0, .unknown)], note: Sequence.idle, left: []),
    Sequence(
      testDescription: "a stop that is under way leaves open whether it runs",
      entries: [(0, .started)], note: Sequence.stopping, left: [.unknown]),
    Sequence(
      testDescription: "a start after a stop that is under way runs",
      entries: [(20, .started)], note: Sequence.stopping, left: [.started]),
  ])
  func `what is learnt of a track`(_ sequence: Sequence) throws {
    for entry in sequence.entries {
      let id = try intend(start(after: entry.after))
      if let outcome = entry.outcome { try resolve(id, outcome, after: entry.after + 1) }
    }

    try ledger.note([sequence.note(track(), noon)])

    #expect(try ledger.running(shell: "s1").map(\.certainty) == sequence.left)
  }

  @Test(arguments: [(5.0, 1), (15.0, 0)])
  func `an answer that came after another shell's stop was asked for keeps the entry open`(
    _ askedAfter: Double, _ left: Int
  ) throws {
    let id = try intend(start())
    try ledger.note([.stopped(track(), asked: noon.addingTimeInterval(askedAfter))])
    #expect(try ledger.running(shell: "s1") == [])

    try resolve(id, .started, after: 10)

    #expect(
      try ledger.running(shell: "s1").map(\.certainty) == Array(repeating: .unknown, count: left))
  }

  @Test func `a start that was refused stays closed`() throws {
    let id = try intend(start())
    try ledger.note([.stopped(track(), asked: noon)])

    try resolve(id, .refused(status: 409), after: 10)

    #expect(try ledger.running(shell: "s1") == [])
  }

  @Test func `word that a track is recorded settles what was unknown of it`() throws {
    try resolve(try intend(start()), .unknown)
    try resolve(try intend(start()), .started)
    try ledger.note([.stopping(track(), asked: noon)])
    #expect(try ledger.running(shell: "s1").map(\.certainty) == [.unknown, .unknown])

    try ledger.note([.running(track())])

    #expect(try ledger.running(shell: "s1").map(\.certainty) == [.started, .started])
  }

  @Test func `an entry whose recording has ended is closed alone`() throws {
    let ended = try intend(start())
    let other = try intend(start())

    try ledger.note([.ended(ended, at: noon)])

    #expect(try ledger.running(shell: "s1").map(\.id) == [other])
  }

  @Test func `notes tell how many entries they changed`() throws {
    try resolve(try intend(start()), .started)

    #expect(try ledger.note([.idle(track("video"), asked: noon)]) == 0)
    #expect(try ledger.note([.idle(track(), asked: noon)]) == 1)
  }

  @Test func `origins are kept apart`() throws {
    _ = try intend(start(origin: "http://127.0.0.1:9797"))
    let live = try intend(start())

    #expect(try ledger.running(origin: Self.live).map(\.id) == [live])
  }

  @Test func `shells are kept apart`() throws {
    let own = try intend(start("audio", shell: "s1"))
    _ = try intend(start("video", shell: "s2"))

    #expect(try ledger.running(shell: "s1").map(\.id) == [own])
  }

  @Test func `entries are listed oldest first`() throws {
    let kinds = ["video", "audio", "screen_video"]
    for kind in kinds { _ = try intend(start(kind)) }

    #expect(try ledger.running(shell: "s1").map(\.start.track.kind) == kinds)
  }

  @Test func `a forgotten entry is gone`() throws {
    let id = try intend(start())

    try ledger.note([.forgotten(id)])

    #expect(try ledger.running(shell: "s1") == [])
  }

  @Test func `an id is not used again after its entry is forgotten`() throws {
    let id = try intend(start())
    try ledger.note([.forgotten(id)])

    #expect(try intend(start()) != id)
  }

  @Test func `a second connection sees an intent that nobody closed`() throws {
    let id = try intend(start())

    let afterCrash = try Ledger(path: folder.path + "/ledger.sqlite")

    #expect(
      try afterCrash.running(origin: Self.live)
        == [RunningRecording(id: id, start: start(), certainty: .unknown)])
  }

  @Test func `two connections write at once`() async throws {
    let path = folder.path + "/ledger.sqlite"

    try await withThrowingTaskGroup(of: Void.self) { group in
      for shell in ["s1", "s2"] {
        group.addTask {
          let ledger = try Ledger(path: path)
          for _ in 0..<100 {
            for id in try ledger.intend([start(shell: shell)]) {
              try ledger.note([.resolved(id, .started, at: noon)])
            }
          }
        }
      }
      try await group.waitForAll()
    }

    #expect(try ledger.running(origin: Self.live).count == 200)
  }
}
