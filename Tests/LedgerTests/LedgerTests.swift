import FoundationEssentials
import Ledger
import Testing

@Suite struct LedgerTests {
  private let folder: TemporaryFolder
  private let ledger: Ledger
  private let noon = Date(timeIntervalSince1970: 1_767_355_200)

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: folder.path + "/ledger.sqlite")
  }

  private func start(
    _ kind: String = "audio", origin: String = "https://api.videosdk.live", shell: String = "s1"
  ) -> RecordingStart {
    RecordingStart(
      origin: origin, room: "abcd-efgh-ijkl", participant: "abcd", kind: kind, startedAt: noon,
      shell: shell)
  }

  @Test func `an intent without an answer may be running`() throws {
    let id = try ledger.intend(start())

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
    let id = try ledger.intend(start())

    try ledger.resolve(id, outcome: resolution.outcome, at: noon)

    #expect(try ledger.running(shell: "s1").map(\.certainty) == resolution.certainties)
  }

  @Test func `a stop ends every entry of the track`() throws {
    let first = try ledger.intend(start(shell: "s1"))
    try ledger.resolve(first, outcome: .unknown, at: noon)
    let second = try ledger.intend(start(shell: "s2"))
    try ledger.resolve(second, outcome: .started, at: noon)

    try ledger.stopped(
      origin: "https://api.videosdk.live", room: "abcd-efgh-ijkl", participant: "abcd",
      kind: "audio", at: noon)

    #expect(try ledger.running(origin: "https://api.videosdk.live") == [])
  }

  @Test func `a stop leaves the other kinds running`() throws {
    _ = try ledger.intend(start("audio"))
    let video = try ledger.intend(start("video"))

    try ledger.stopped(
      origin: "https://api.videosdk.live", room: "abcd-efgh-ijkl", participant: "abcd",
      kind: "audio", at: noon)

    #expect(try ledger.running(shell: "s1").map(\.id) == [video])
  }

  @Test func `origins are kept apart`() throws {
    _ = try ledger.intend(start(origin: "http://127.0.0.1:9797"))
    let live = try ledger.intend(start(origin: "https://api.videosdk.live"))

    #expect(try ledger.running(origin: "https://api.videosdk.live").map(\.id) == [live])
  }

  @Test func `shells are kept apart`() throws {
    let own = try ledger.intend(start("audio", shell: "s1"))
    _ = try ledger.intend(start("video", shell: "s2"))

    #expect(try ledger.running(shell: "s1").map(\.id) == [own])
  }

  @Test func `entries are listed oldest first`() throws {
    let kinds = ["video", "audio", "screen_video"]
    for kind in kinds { _ = try ledger.intend(start(kind)) }

    #expect(try ledger.running(shell: "s1").map(\.start.kind) == kinds)
  }

  @Test func `a forgotten entry is gone`() throws {
    let id = try ledger.intend(start())

    try ledger.forget(id)

    #expect(try ledger.running(shell: "s1") == [])
  }

  @Test func `an id is not used again after its entry is forgotten`() throws {
    let id = try ledger.intend(start())
    try ledger.forget(id)

    #expect(try ledger.intend(start()) != id)
  }

  @Test func `a second connection sees an intent that nobody closed`() throws {
    let id = try ledger.intend(start())

    let afterCrash = try Ledger(path: folder.path + "/ledger.sqlite")

    #expect(
      try afterCrash.running(origin: "https://api.videosdk.live")
        == [RunningRecording(id: id, start: start(), certainty: .unknown)])
  }

  @Test func `two connections write at once`() async throws {
    let path = folder.path + "/ledger.sqlite"

    try await withThrowingTaskGroup(of: Void.self) { group in
      for shell in ["s1", "s2"] {
        group.addTask {
          let ledger = try Ledger(path: path)
          for _ in 0..<100 {
            let id = try ledger.intend(start(shell: shell))
            try ledger.resolve(id, outcome: .started, at: noon)
          }
        }
      }
      try await group.waitForAll()
    }

    #expect(try ledger.running(origin: "https://api.videosdk.live").count == 200)
  }
}
