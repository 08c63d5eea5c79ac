import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Files that a real server hands out, in a real folder.
@Suite(.timeLimit(.minutes(1)))
struct TransferTests {
  private static let first = Array("the first segment".utf8)
  private static let second = Array("the second".utf8)

  /// Fetches files from a host into a folder.
  private func fetch(
    _ paths: [String], to destination: (TemporaryFolder) -> String,
    prepare: (TemporaryFolder) throws -> Void = { _ in },
    verify: (CommandOutcome, TemporaryFolder, FileHost) throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    try prepare(folder)
    try await FileHost.with(["/f/a.webm": Self.first, "/f/b.webm": Self.second]) { host in
      let files = paths.map { path in
        let size = path.hasSuffix("a.webm") ? Self.first.count : Self.second.count
        return #"{"fileUrl":"\#(host.url(path))","size":\#(size)}"#
      }
      let transfer = try Sample.transfer(files, to: destination(folder))
      try await ShellHarness.with { harness in
        var performance = CommandOutcome()
        let interpreter = Interpreter(services: harness.services)
        var session = harness.classroom()
        await interpreter.fetch(transfer, in: &session, into: &performance)
        try verify(performance, folder, host)
      }
    }
  }

  private func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }

  @Test func `fetches all files into a folder, which it makes, and sends no token`() async throws {
    try await fetch(["/f/a.webm", "/f/b.webm"], to: { "\($0.path)/new/" }) {
      performance, folder, host in
      #expect(performance.failures == [])
      #expect(bytes("\(folder.path)/new/r1-1.webm") == Self.first)
      #expect(bytes("\(folder.path)/new/r1-2.webm") == Self.second)
      #expect(
        performance.reports.map { String(decoding: $0.json.encoded(), as: UTF8.self) } == [
          #"{"id":"r1","files":[{"path":"\#(folder.path)/new/r1-1.webm","bytes":17,"fetched":true},{"path":"\#(folder.path)/new/r1-2.webm","bytes":10,"fetched":true}]}"#
        ])
      #expect(!host.sawCredentials)
    }
  }

  @Test func `gives one file the name that is asked for`() async throws {
    try await fetch(["/f/a.webm"], to: { "\($0.path)/lesson.webm" }) { performance, folder, _ in
      #expect(performance.failures == [])
      #expect(bytes("\(folder.path)/lesson.webm") == Self.first)
    }
  }

  @Test func `what is there and complete is told, and not fetched again`() async throws {
    try await fetch(
      ["/f/a.webm", "/f/b.webm"], to: { $0.path },
      prepare: { try Data(Self.first).write(to: URL(filePath: "\($0.path)/r1-1.webm")) }
    ) { performance, folder, host in
      #expect(host.paths == ["/f/b.webm"])
      #expect(
        performance.reports.flatMap { $0.body } == [
          .line(
            StyledText([
              .init("\(folder.path)/r1-1.webm", .code), .init("  17 bytes"),
              .init(", there already", .muted),
            ])),
          .line(
            StyledText([
              .init("\(folder.path)/r1-2.webm", .code), .init("  10 bytes"), .init("", .muted),
            ])),
        ])
    }
  }

  @Test func `another file of that name is not touched`() async throws {
    try await fetch(
      ["/f/a.webm"], to: { $0.path },
      prepare: { try Data([1, 2]).write(to: URL(filePath: "\($0.path)/r1.webm")) }
    ) { performance, folder, host in
      #expect(
        performance.failures.map(\.message) == [
          "`\(folder.path)/r1.webm` is not written over: there is a file of 2 bytes; the recording's has 17 bytes"
        ])
      #expect(host.paths == [])
      #expect(bytes("\(folder.path)/r1.webm") == [1, 2])
    }
  }

  @Test func `what was fetched before a failure is told`() async throws {
    try await fetch(["/f/a.webm", "/f/lost.webm"], to: { $0.path }) { performance, folder, _ in
      #expect(performance.failures.map(\.code) == ["not-found"])
      #expect(
        performance.reports.map { String(decoding: $0.json.encoded(), as: UTF8.self) } == [
          #"{"id":"r1","files":[{"path":"\#(folder.path)/r1-1.webm","bytes":17,"fetched":true}]}"#
        ])
      #expect(bytes("\(folder.path)/r1-1.webm") == Self.first)
    }
  }

  @Test func `goes on where an earlier one stopped, as long as it is the same file`() async throws {
    try await fetch(
      ["/f/a.webm"], to: { $0.path },
      prepare: {
        try Data(Self.first.prefix(9)).write(to: URL(filePath: "\($0.path)/r1.webm.vsdk-part"))
      }
    ) { performance, folder, _ in
      #expect(performance.failures == [])
      #expect(bytes("\(folder.path)/r1.webm") == Self.first)
      #expect(bytes("\(folder.path)/r1.webm.vsdk-part") == nil)
    }
  }
}

extension Sample {
  /// A transfer of the recording `r1`; each file is the JSON of its record.
  static func transfer(_ files: [String], to destination: String? = nil) throws -> Transfer {
    let json =
      #"{"id":"r1","end":"2026-01-02T10:00:00.000Z","files":[\#(files.joined(separator: ","))]}"#
    let recording = try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))
    return Transfer(
      recording: recording.id, kind: recording.kind?.wireName, files: recording.files,
      destination: destination)
  }
}
