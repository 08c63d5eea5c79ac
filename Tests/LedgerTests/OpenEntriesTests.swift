import FoundationEssentials
import Ledger
import SQLite
import TestSupport
import Testing

/// Whatever stands in a row, it is read or told: nothing in it ends the program.
@Suite struct OpenEntriesTests {
  private let folder: TemporaryFolder
  private let path: String
  private let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/ledger.sqlite"
    ledger = try Ledger(path: path)
  }

  private func intend(_ kind: String) throws -> IntentID {
    let track = RecordedTrack(origin: "o", room: "r", participant: "p", kind: kind)
    let start = RecordingStart(
      track: track, startedAt: Date(timeIntervalSince1970: 1_767_355_200), shell: "s")
    return try #require(try ledger.intend([start]).first)
  }

  /// Puts a value into a column of an entry past the ledger, as another program would.
  private func put(_ value: String, into column: String, of id: IntentID) throws {
    try SharedDatabase(path: path).use { database in
      try database.execute(
        """
        PRAGMA ignore_check_constraints = ON;
        UPDATE start SET \(column) = \(value) WHERE id = \(id.rawValue)
        """)
    }
  }

  @Test(arguments: [
    ("startedAt", "1e300"), ("startedAt", "-1e300"), ("startedAt", "9e999"), ("startedAt", "-1"),
    ("startedAt", "253402300800"), ("startedAt", "'yesterday'"), ("startedAt", "x'00ff'"),
    ("startedAt", "9223372036854775807"), ("room", "x'ff'"), ("room", "''"),
    ("room", "'r' || char(0)"), ("room", "char(0)"),
    ("participant", "x'00'"), ("kind", "''"), ("kind", "zeroblob(3)"), ("shell", "x'ff'"),
    ("outcome", "'lost'"), ("outcome", "x'00'"), ("outcome", "7"),
  ])
  func `a damaged entry is told and left out`(_ column: String, _ value: String) throws {
    let bad = try intend("video")
    let good = try intend("audio")

    try put(value, into: column, of: bad)

    let entries = try Ledger(path: path).open()
    #expect(entries.recordings.map(\.id) == [good])
    #expect(entries.damaged == [bad])
  }

  @Test(arguments: [
    ("startedAt", "1767355200"), ("startedAt", "'1767355200.5'"), ("room", "42"),
    ("stopSentAt", "'soon'"), ("resolvedAt", "x'00'"), ("status", "1e300"),
    ("deadline", "'soon'"), ("deadline", "1e300"), ("deadline", "x'00'"),
  ])
  func `what can be read all the same is not left out`(_ column: String, _ value: String) throws {
    let id = try intend("audio")

    try put(value, into: column, of: id)

    let entries = try ledger.open()
    #expect(entries.recordings.map(\.id) == [id])
    #expect(entries.damaged == [])
  }

  @Test(arguments: [("meeting", true), ("participant", false), ("audio", false)])
  func `only a meeting is nobody's`(_ kind: String, _ isRead: Bool) throws {
    let id = try intend(kind)

    try put("''", into: "participant", of: id)

    let entries = try ledger.open()
    #expect(entries.recordings.map(\.start.track.participant) == (isRead ? [""] : []))
    #expect(entries.damaged == (isRead ? [] : [id]))
  }

  @Test func `a damaged entry can be forgotten`() throws {
    let bad = try intend("video")
    try put("1e300", into: "startedAt", of: bad)

    try ledger.note([.forgotten(bad)])

    #expect(try ledger.open() == OpenEntries(recordings: [], damaged: []))
  }

  @Test func `a damaged entry keeps no good one from being changed`() throws {
    let bad = try intend("audio")
    let good = try intend("audio")
    try put("'yesterday'", into: "startedAt", of: bad)

    try ledger.note([.resolved(good, .started, at: Date())])
    try ledger.note([
      .stopped(
        RecordedTrack(origin: "o", room: "r", participant: "p", kind: "audio"), asked: Date())
    ])

    #expect(try ledger.open().recordings == [])
  }

  @Test func `a table without one of its columns is an error`() throws {
    _ = try intend("audio")
    try SharedDatabase(path: path).use {
      try $0.execute("ALTER TABLE start DROP COLUMN shell")
    }

    let other = try Ledger(path: path)

    #expect {
      try other.open()
    } throws: {
      if case LedgerError.unreadable(path, _) = $0 { true } else { false }
    }
  }

  @Test(arguments: 1...4)
  func `random values in random columns are read or told`(_ seed: UInt64) throws {
    var random = SmallGenerator(state: seed)
    let ids = try (0..<40).map { _ in try intend("audio") }
    let columns = [
      "room", "participant", "kind", "shell", "startedAt", "outcome", "status", "resolvedAt",
      "stopSentAt", "deadline",
    ]
    let values = [
      "''", "x''", "x'ff00'", "0", "-1", "1e300", "-1e300", "9e999", "-9e999", "'text'",
      "9223372036854775807", "-9223372036854775808", "'\u{1B}[2J'", "'started'", "char(0)",
    ]
    for id in ids {
      let column = columns.randomElement(using: &random) ?? ""
      try put(values.randomElement(using: &random) ?? "", into: column, of: id)
    }

    let entries = try Ledger(path: path).open()

    let told = entries.recordings.map(\.id) + entries.damaged
    #expect(Set(told) == Set(ids), "seed \(seed)")
    for entry in entries.recordings {
      #expect(entry.start.startedAt.timeIntervalSince1970.magnitude < 1e12, "seed \(seed)")
    }
  }
}

/// A generator whose numbers are the same in every run.
private struct SmallGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
