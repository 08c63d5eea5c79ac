import Glibc
import Testing

@testable import SandboxServer

/// The data file is written on a queue of its own: who has to wait for it waits, and nobody else.
@Suite(.timeLimit(.minutes(1))) struct SavingTests {
  private let order = RecordingOrder(
    room: "abcd-efgh-ijkl", subject: .track(participantID: "abcd", kind: .audio),
    webhookURL: nil, bucketFolder: nil)

  private func configuration(_ folder: DataFolder) -> SandboxConfiguration {
    SandboxConfiguration(isDeterministic: true, dataFile: folder.file)
  }

  /// A write that goes on until it is told to end.
  private final class LongWrite: Sendable {
    private let ends: (read: Int32, write: Int32)

    init() throws {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      self.ends = (ends[0], ends[1])
    }

    deinit {
      close(ends.read)
      close(ends.write)
    }

    func end() {
      var byte: UInt8 = 0
      _ = write(ends.write, &byte, 1)
    }

    func wait() {
      var byte: UInt8 = 0
      _ = read(ends.read, &byte, 1)
    }
  }

  /// Something that takes as long to write as the write wants.
  private struct Slow: Encodable, Sendable {
    let write: LongWrite

    func encode(to encoder: any Encoder) throws {
      write.wait()
      var container = encoder.singleValueContainer()
      try container.encode(["slow": 1])
    }
  }

  @Test func `the store goes on while the file is being written`() async throws {
    let folder = try DataFolder()
    let store = try await SandboxStore.open(configuration(folder), webhooks: WebhookQueue())
    let file = try #require(await store.dataFile)
    let write = try LongWrite()
    let context = await ChangeContext(now: store.now, origin: "http://127.0.0.1")

    async let written: Void = file.write(
      [DataItem(.merge, "slow", Slow(write: write))], isFresh: false)
    try await store.start(order, context: context)
    async let first: Void = store.save()
    // Answered although neither of the two has ended: they end by what comes next.
    #expect(await store.roomIDs == ["abcd-efgh-ijkl"])
    _ = await store.snapshot
    async let second: Void = store.save()
    write.end()

    _ = try await (written, first, second)
    // No sandbox could read it.
    try await file.write([DataItem(.merge, "slow", Merge?.none)], isFresh: false)
    #expect(try file.read()?.recordings.count == 1)
    try await store.close()
  }

  @Test func `what could not be written is written with what comes next`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { _ in }
    // Refuses recordings as long as there is but one room.
    try folder.execute(
      """
      CREATE TRIGGER refuse BEFORE INSERT ON item
      WHEN NEW.kind = 3 AND (SELECT count(*) FROM item WHERE kind = 1) < 2
      BEGIN SELECT RAISE(ABORT, 'full'); END
      """)

    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(
        try await client.start() == .error(500, "The sandbox could not write its data file"))
      #expect(try await client.get("/v2/rooms").status == 500)
      #expect(try await client.post("/v2/rooms", "{}").status == 200)
    }

    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(try await client.start().status == 409)
    }
  }

  @Test func `a reset during a write counts`() async throws {
    let folder = try DataFolder()
    let store = try await SandboxStore.open(configuration(folder), webhooks: WebhookQueue())
    let file = try #require(await store.dataFile)
    let write = try LongWrite()
    let context = await ChangeContext(now: store.now, origin: "http://127.0.0.1")

    async let written: Void = file.write(
      [DataItem(.merge, "slow", Slow(write: write))], isFresh: false)
    try await store.start(order, context: context)
    async let saved: Void = store.save()
    while await !store.isSaving { await Task.yield() }
    await store.reset()
    write.end()
    _ = try await (written, saved)
    try await store.save()

    #expect(try file.read()?.recordings.count == 0)
    try await store.close()
  }

  @Test func `all of many that save at once are in the file`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<60 {
          group.addTask {
            try await client.post("/v2/rooms", "{\"customRoomId\":\"room\(number)\"}").status
          }
        }
        for try await status in group { #expect(status == 200) }
      }
      // What is on disk at this moment is what a kill would leave.
      let copy = try folder.copy()
      let rooms = try await valueFromSandbox(configuration(copy)) { (copied) async throws in
        copied.sandbox.rooms.count
      }
      #expect(rooms == 61)
    }
  }
}
