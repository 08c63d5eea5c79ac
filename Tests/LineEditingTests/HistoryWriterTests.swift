import Testing

@testable import LineEditing

@Suite struct HistoryWriterTests {
  @Test func `an entry that nothing follows is written at once`() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    let writer = HistoryWriter(file)

    writer.add("rooms", moreFollow: false)

    #expect(try file.load(newest: 10) == ["rooms"])
  }

  @Test func `what follows each other is written together, in order`() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    let writer = HistoryWriter(file)
    let entries = (1...1000).map { "echo \($0)" }

    for entry in entries { writer.add(entry, moreFollow: entry != "echo 1000") }

    #expect(try file.load(newest: 2000) == entries)
  }

  @Test func `fewer wait than one write takes`() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    let writer = HistoryWriter(file)

    let total = 3 * HistoryWriter.capacity
    for number in 1...total { writer.add("echo \(number)", moreFollow: true) }

    // On a machine that is slow just now some are written because of the time.
    #expect(try file.load(newest: total).count > total - HistoryWriter.capacity)
    withExtendedLifetime(writer) {}
  }

  @Test func `what waits is written at the end`() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    var writer: HistoryWriter? = HistoryWriter(file)

    writer?.add("quit", moreFollow: true)
    writer = nil

    #expect(try file.load(newest: 10) == ["quit"])
  }

  @Test func `clear forgets what waits too`() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    let writer = HistoryWriter(file)
    writer.add("rooms", moreFollow: true)

    try writer.clear()
    writer.flush()

    #expect(try file.load(newest: 10) == [])
  }

  @Test func `a file that cannot be used is told of once`() throws {
    let folder = try TemporaryFolder()
    let writer = HistoryWriter(HistoryFile(path: folder.path))

    writer.add("rooms", moreFollow: false)
    writer.add("session", moreFollow: false)

    let problem = writer.takeProblem()
    #expect(problem != nil)
    #expect(writer.takeProblem() == nil)
  }
}
