import Glibc
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What a script may do, settled by paths and origins alone.
@Suite struct ScriptPermitTests {
  /// The paths of a real disk.
  private static var files: Files {
    var files = Files()
    files.realPath = { path in
      guard let found = realpath(path, nil) else { return nil }
      defer { free(found) }
      return String(cString: found)
    }
    return files
  }

  private func permit(below folder: String, origin: Origin? = nil) throws -> ScriptPermit {
    var files = Self.files
    let real = files.realPath
    files.realPath = { $0 == "." ? real(folder) : real($0) }
    let target = Target(
      kind: .endpoint, origin: try origin ?? Sample.origin(), reason: "--endpoint")
    return ScriptPermit("\(folder)/a.vsdk", at: target, ScriptAllowance(), files)
  }

  @Test func `whatever path a script writes to, what is made lies below and can be seen`() throws {
    let folder = try TemporaryFolder()
    let work = "\(folder.path)/work"
    for path in ["/work", "/work/in", "/work/in/deep", "/other"] {
      try #require(mkdir(folder.path + path, 0o700) == 0)
    }
    for (link, target) in [
      ("work/out", "../other"), ("work/up", ".."), ("work/in/self", "."), ("work/in/top", "../.."),
      ("work/gone", "../other/none"), ("work/round", "round"),
    ] { try #require(symlink(target, "\(folder.path)/\(link)") == 0) }
    let permit = try permit(below: work)
    let root = try #require(Self.files.realPath(work))
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededBytes(seed: seed)
    let parts = [
      "in", "deep", "out", "up", "self", "top", "gone", "round", "new", "..", "..", ".", "", "-x",
      ".x", "x", "é", "e\u{301}", "\u{301}", "..\u{301}", " ", "...",
    ]
    var made = 0
    for _ in 0..<4_000 {
      let count = Int.random(in: 1...6, using: &random)
      let tail = (0..<count).compactMap { _ in parts.randomElement(using: &random) }
        .joined(separator: "/")
      let path = work + "/" + tail
      guard permit.refusal(ofWriting: path, Self.files) == nil else { continue }
      let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
      guard descriptor >= 0 else { continue }
      close(descriptor)
      made += 1

      let real = try #require(Self.files.realPath(path))
      let names = real.utf8.dropFirst(root.utf8.count + 1).split(separator: UInt8(ascii: "/"))
      #expect(real.utf8.starts(with: (root + "/").utf8), "\(path) with seed \(seed)")
      #expect(
        names.allSatisfy { $0.first != UInt8(ascii: ".") && $0.first != UInt8(ascii: "-") },
        "\(path) with seed \(seed)")
      unlink(real)
    }
    #expect(made > 0)
  }

  @Test(arguments: [
    ("/a", "/a", true), ("/a", "/a/b", true), ("/a", "/ab", false), ("/a/b", "/a", false),
    ("/", "/x", true), ("/\u{e9}", "/e\u{301}/x", false), ("/a", "/a/\u{301}x", true),
  ])
  func `a folder holds what is below it, byte by byte`(
    _ folder: String, _ path: String, _ holds: Bool
  ) {
    #expect(FolderPath.holds(folder, path) == holds)
  }

  @Test(arguments: [
    ("a.vsdk", true), ("x/a.vsdk", true), (".vsdk", false), ("x/.vsdk", false), ("a.vsdk/", false),
    ("a.VSDK", false), ("a.vsdk\u{301}", false), ("a.vsdk\u{0}", false), ("avsdk", false),
    ("", false),
  ])
  func `a script's name ends in .vsdk`(_ path: String, _ isScript: Bool) {
    #expect(FolderPath.isScript(path) == isScript)
  }

  @Test(arguments: [
    "set ledger off", "token show reveal", "token mint reveal", "set endpoint http://127.0.0.1:9",
    "unset endpoint",
  ])
  func `a person may what a script may not`(_ text: String) throws {
    var session = try Sample.session()
    let other = Target(
      kind: .endpoint, origin: try Sample.origin("http://127.0.0.1:5"), reason: "a test")
    session.move(to: other)
    let (syntax, span) = try Sample.command(text)
    guard
      case .command(let command) = try StatementBinder.bind(syntax, span: span, in: Scope())
    else { throw NotACommand(text: text) }

    _ = try command.plan(in: session)
    session.begin("a.vsdk", Sample.services())
    #expect(throws: Mistakes.self) { _ = try command.plan(in: session) }
  }
}
