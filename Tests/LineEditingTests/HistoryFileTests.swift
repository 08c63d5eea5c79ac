import Dispatch
import Glibc
import Testing

@testable import LineEditing

@Suite struct HistoryFileTests {
  @Test func `a file that is not there yet holds no entries`() throws {
    let folder = try TemporaryFolder()

    let entries = try HistoryFile(path: folder.path + "/history").load(newest: 10)

    #expect(entries == [])
  }

  @Test func `what was appended is loaded, oldest first`() throws {
    let folder = try TemporaryFolder()
    let history = HistoryFile(path: folder.path + "/history")

    try history.append(["set room abcd"])
    try history.append(["start audio 日本 é"])

    #expect(try history.load(newest: 10) == ["set room abcd", "start audio 日本 é"])
  }

  @Test func `only the newest entries are loaded`() throws {
    let folder = try TemporaryFolder()
    try write("one\ntwo\nthree\n", to: folder.path + "/history")

    #expect(try HistoryFile(path: folder.path + "/history").load(newest: 2) == ["two", "three"])
  }

  @Test func `the file and its folders are made for their owner alone`() throws {
    let folder = try TemporaryFolder()

    try HistoryFile(path: folder.path + "/state/vsdk/history").append(["rooms"])

    #expect(mode(of: folder.path + "/state") == 0o700)
    #expect(mode(of: folder.path + "/state/vsdk") == 0o700)
    #expect(mode(of: folder.path + "/state/vsdk/history") == 0o600)
  }

  @Test func `clear takes every entry out and leaves the file`() throws {
    let folder = try TemporaryFolder()
    let history = HistoryFile(path: folder.path + "/history")
    try history.append(["rooms"])

    try history.clear()

    #expect(try history.load(newest: 10) == [])
    #expect(mode(of: folder.path + "/history") == 0o600)
    try history.append(["session"])
    #expect(try history.load(newest: 10) == ["session"])
  }

  @Test func `clear makes no file, and leaves one that others can read`() throws {
    let folder = try TemporaryFolder()
    try HistoryFile(path: folder.path + "/none").clear()
    #expect(try HistoryFile(path: folder.path + "/none").load(newest: 1) == [])
    #expect(mode(of: folder.path + "/none") == nil)

    try write("one\n", to: folder.path + "/open", mode: 0o644)
    #expect(throws: HistoryProblem.readableByOthers(path: folder.path + "/open", mode: 0o644)) {
      try HistoryFile(path: folder.path + "/open").clear()
    }
  }

  struct Encoded: Sendable, CustomTestStringConvertible {
    let entry: String
    let line: String
    var testDescription: String { line }
  }

  @Test(arguments: [
    Encoded(entry: "start audio", line: "start audio"),
    Encoded(entry: "if x {\n  stop\n}", line: #"if x {\n  stop\n}"#),
    Encoded(entry: "a\r\nb", line: #"a\r\nb"#),
    Encoded(entry: #"set path=C:\new"#, line: #"set path=C:\\new"#),
    Encoded(entry: #"ends with \"#, line: #"ends with \\"#),
  ])
  func `an entry is one line and comes back as it was`(_ encoded: Encoded) {
    #expect(HistoryFile.encoded(encoded.entry) == encoded.line)
    #expect(HistoryFile.decoded(encoded.line) == encoded.entry)
  }

  @Test(arguments: [#"a\tb"#, #"ends with \"#])
  func `a backslash from elsewhere is kept`(_ line: String) {
    #expect(HistoryFile.decoded(line) == line)
  }

  @Test(arguments: [mode_t(0o644), 0o640, 0o602, 0o660])
  func `a file that others can use is refused and left alone`(_ mode: mode_t) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    try write("secret\n", to: path, mode: mode)
    let problem = HistoryProblem.readableByOthers(path: path, mode: mode)

    #expect(throws: problem) { try HistoryFile(path: path).load(newest: 10) }
    #expect(throws: problem) { try HistoryFile(path: path).append(["more"]) }

    #expect(contents(of: path) == "secret\n")
  }

  @Test func `the refusal names the command that helps`() {
    let problem = HistoryProblem.readableByOthers(path: "/home/a/history", mode: 0o644)

    #expect(
      problem.message
        == "the history file `/home/a/history` can be read by others and is not used; "
        + "run `chmod 600 /home/a/history`")
  }

  @Test func `a last line without its line feed is not glued to the next`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    try write("by hand", to: path)

    try HistoryFile(path: path).append(["rooms"])

    #expect(contents(of: path) == "by hand\nrooms\n")
  }

  @Test func `the null device keeps nothing and is no problem`() throws {
    let history = HistoryFile(path: "/dev/null")

    try history.append(["rooms"])

    #expect(try history.load(newest: 10) == [])
  }

  @Test func `a folder is not a history file`() throws {
    let folder = try TemporaryFolder()

    #expect(throws: HistoryProblem.notAFile(path: folder.path)) {
      try HistoryFile(path: folder.path).load(newest: 10)
    }
  }

  @Test func `a place where nothing can be made is one problem with its reason`() {
    let history = HistoryFile(path: "/proc/no-such-folder/history")

    #expect(throws: HistoryProblem.failed(path: history.path, code: ENOENT)) {
      try history.append(["rooms"])
    }
  }

  @Test func `an entry waits for whoever has locked the file`() async throws {
    let folder = try TemporaryFolder()
    let history = HistoryFile(path: folder.path + "/history")
    try history.append(["one"])
    let holder = open(history.path, O_RDWR | O_CLOEXEC)
    defer { close(holder) }
    try #require(flock(holder, LOCK_EX) == 0)

    // A thread of its own: what waits for a lock must not hold one that the tests share.
    let (ended, end) = AsyncStream.makeStream(of: Bool.self)
    DispatchQueue(label: "append").async { @Sendable in
      end.yield((try? history.append(["two"])) != nil)
    }
    // Nothing tells that it waits; an append that did not wait would be done long before this is over.
    try await Task.sleep(for: .milliseconds(200))

    #expect(contents(of: history.path) == "one\n")
    flock(holder, LOCK_UN)
    #expect(await ended.first { _ in true } == true)
    #expect(contents(of: history.path) == "one\ntwo\n")
  }

  @Test func `shells that append at once do not mix their lines`() async throws {
    let folder = try TemporaryFolder()
    let history = HistoryFile(path: folder.path + "/history")

    await withTaskGroup { group in
      for shell in 0..<4 {
        group.addTask {
          for number in 0..<50 { try? history.append(["shell \(shell) line \(number)"]) }
        }
      }
    }

    let expected = (0..<4).flatMap { shell in (0..<50).map { "shell \(shell) line \($0)" } }
    #expect(try history.load(newest: 1000).sorted() == expected.sorted())
  }
}
