import FoundationEssentials
import Ledger
import SandboxServer
import ShellCore
import TestSupport
import Testing
import VideoSDKClient

@Suite(.timeLimit(.minutes(3)))
struct TranscriptTests {
  @Test(arguments: try TranscriptFile.all())
  func `shows what the transcript says`(_ file: TranscriptFile) async throws {
    let transcript = try Transcript(file.read())
    var options = ShellHarness.Options()
    options.environment = try await Self.environment()
    options.files.read = TestFiles.reader(TranscriptFile.folder)
    if file.needsRealTime { options.clock = ContinuousClock() }
    if file.needsWallClock { options.sandbox.isDeterministic = false }
    // Shells share one, as they do on disk.
    let ledger = try Ledger.inMemory()
    options.openLedger = { _ in ledger }

    let run = try await TranscriptRun(transcript, options: options)

    guard !file.isRecorded else {
      try file.write(try run.record(transcript).text)
      Issue.record("recorded \(file.path)", sourceLocation: file.location(line: 1))
      return
    }
    for problem in try run.problems(transcript) {
      Issue.record("\(problem.message)", sourceLocation: file.location(line: problem.line))
    }
  }

  /// What the transcripts' `env:` names stand for.
  private static func environment() async throws -> [String: String] {
    let secret = Secret("sandbox-secret-do-not-use-live-0123456789")
    let good = try await AccessToken.mint(apiKey: "sandbox", secret: secret)
    let old = try await AccessToken.mint(
      apiKey: "sandbox", secret: secret, issuedAt: Date(timeIntervalSince1970: 1_700_000_000))
    return [
      "GOOD_TOKEN": good.reveal(), "PASTED_TOKEN": "Bearer \(good.reveal())",
      "OLD_TOKEN": old.reveal(), "EMPTY": "",
    ]
  }
}

/// One file of `Transcripts/`.
struct TranscriptFile: CustomTestStringConvertible, Sendable {
  static let folder = TestFiles.beside("Transcripts")
  private static let recorded = ProcessInfo.processInfo.environment["VSDK_RECORD"]

  let name: String

  /// Whether what is seen is written instead of compared: all files with `1`, one with its name.
  var isRecorded: Bool { Self.recorded == "1" || Self.recorded == name }

  static func all() throws -> [TranscriptFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".transcript") }.map { TranscriptFile(name: $0) }
  }

  var path: String { "\(Self.folder)/\(name)" }
  /// Whether it waits for something that does not come by the shell's own clock.
  var needsRealTime: Bool { name.hasPrefix("listen") }
  /// Whether it compares the sandbox's times with the shell's own.
  var needsWallClock: Bool {
    ["belief.transcript", "recover.transcript"].contains(name)
  }
  var testDescription: String { name }

  func read() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  func write(_ text: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  func location(line: Int) -> SourceLocation {
    SourceLocation(
      fileID: "ShellCoreTests/\(name)", filePath: path, line: line, column: 1)
  }
}
