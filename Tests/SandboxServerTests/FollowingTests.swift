import Testing

@testable import SandboxServer

/// What the store tells one who follows it.
@Suite struct FollowingTests {
  private static let room = "abcd-efgh-ijkl"
  private let store = SandboxStore(
    configuration: SandboxConfiguration(isDeterministic: true, processing: .zero))
  private let context = ChangeContext(
    now: SandboxClock.fixedStart.advanced(by: .seconds(9)), origin: "http://127.0.0.1")

  private func start(_ kind: TrackKind, of person: String = "abcd") async throws {
    try await store.start(
      RecordingOrder(
        room: Self.room, subject: .track(participantID: person, kind: kind), webhookURL: nil,
        bucketFolder: nil), context: context)
  }

  private func mute(_ count: Int) async throws {
    for number in 0..<count {
      _ = try await store.switchTrack(
        .audio, on: number % 2 == 1, of: "abcd", room: Self.room, context: context)
    }
  }

  @Test func `nothing new is nothing`() async throws {
    try await start(.audio)
    let (all, position) = await store.changes(since: nil)
    let (none, _) = await store.changes(since: position)

    #expect(all.isWhole && !all.isEmpty)
    #expect(all.recordings.count == 1 && all.sessions.count == 1 && all.rooms.count == 1)
    #expect(none.isEmpty && !none.isWhole)
  }

  @Test func `a thing that changes often is told once, and others are not`() async throws {
    try await start(.audio)
    try await start(.video)
    let (_, position) = await store.changes(since: nil)
    try await mute(100)

    let (changes, _) = await store.changes(since: position)

    #expect(!changes.isWhole)
    #expect(changes.sessions.count == 1)
    #expect(
      changes.recordings.map(\.target.subject) == [.track(participantID: "abcd", kind: .audio)])
    #expect(changes.rooms.isEmpty && changes.faults == nil && changes.settings == nil)
  }

  @Test(arguments: [8192, 8193])
  func `who has missed more than is remembered is told all there is`(_ count: Int) async throws {
    let (_, position) = await store.changes(since: nil)
    try await mute(count)

    let (changes, next) = await store.changes(since: position)

    #expect(changes.isWhole == (count > 8192))
    #expect(await store.changes(since: next).0.isEmpty)
  }

  @Test func `several who follow do not take anything from each other`() async throws {
    let (_, early) = await store.changes(since: nil)
    try await start(.audio)
    let (_, late) = await store.changes(since: early)
    try await start(.video)

    #expect(await store.changes(since: early).0.recordings.count == 2)
    #expect(await store.changes(since: late).0.recordings.count == 1)
  }

  @Test func `of a reset all is told, although nothing has changed since`() async throws {
    let (_, position) = await store.changes(since: nil)
    await store.reset()

    #expect(await store.changes(since: position).0.isWhole)
  }

  @Test func `what a data file takes away is still told`() async throws {
    var changes = ChangedIDs.kept
    changes.insert("a")
    let taken = changes.take()
    changes.insert("b")
    changes.putBack(taken)

    #expect(changes.ids == ["a", "b"])
    #expect(changes.recent.entries == ["a", "b"])
    #expect(taken.ids == ["a"])
  }
}

/// The last things of a kind.
@Suite struct RecentEntriesTests {
  @Test(arguments: [0, 1, 2, 3, 4, 7, 12, 13])
  func `the last ones are there in their order, and the number of all`(_ count: Int) {
    var recent = RecentEntries<Int>(capacity: 4)
    for number in 0..<count { recent.append(number) }

    #expect(recent.count == count)
    #expect(recent.entries == Array((0..<count).suffix(4)))
    for start in 0...count {
      #expect(recent.entries(from: start) == (count - start > 4 ? nil : Array(start..<count)))
    }
    #expect(recent.entries(from: count + 1) == nil && recent.entries(from: -1) == nil)
    #expect(recent.last(2) == Array((0..<count).suffix(2)))
  }
}
