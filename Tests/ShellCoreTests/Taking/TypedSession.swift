import CommandLanguage
import FoundationEssentials
import TestSupport
import VideoSDKClient

@testable import ShellCore

/// A shell that a person types into, beside a folder of its own; afterwards its files can be replayed.
struct TypedSession {
  let status: ExitStatus
  let lines: ScriptedLines
  let log: OutputLog

  /// Types lines; `DIR` stands for the folder.
  static func type(
    _ text: [String], in folder: TemporaryFolder, stored: [String] = [],
    options: ShellHarness.Options = ShellHarness.Options(), settings: Settings = Settings(),
    interrupts: any InterruptScope = CalmScope()
  ) async throws -> TypedSession {
    var options = options
    options.files.read = readFile
    return try await ShellHarness.with(options) { harness in
      let keys = text.map { ScriptedLines.Key($0.replacing("DIR", with: folder.path)) }
      let lines = ScriptedLines(keys, stored: stored)
      let log = OutputLog()
      let status = await harness.runShell(
        lines, session: harness.session(settings: settings), log: log, interrupts: interrupts)
      return TypedSession(status: status, lines: lines, log: log)
    }
  }

  /// Replays a file against a sandbox of its own, as a process would.
  static func replay(_ path: String, environment: [String: String] = [:]) async throws -> Replayed {
    var options = ShellHarness.Options()
    options.files.read = readFile
    options.environment = environment
    return try await ShellHarness.with(options) { harness in
      let log = OutputLog()
      let session = harness.session()
      let source = SourceText(
        name: path, text: String(decoding: try readFile(path), as: UTF8.self))
      let (script, problems) = Checker.check(
        source, arguments: ScriptArguments(), session: session, services: harness.services)
      guard let script else {
        return Replayed(
          status: nil, output: problems.map(\.diagnostic.message).joined(separator: "\n"))
      }
      var replayer = ScriptReplayer(
        script, session: session, interpreter: Interpreter(services: harness.services),
        emit: log.sink(redactor: harness.services.redactor))
      await replayer.runBody()
      await replayer.runDeferred()
      return Replayed(status: replayer.finish(), output: log.text)
    }
  }

  struct Replayed {
    /// Nil for a script that does not check.
    let status: ExitStatus?
    let output: String
  }

  @Sendable static func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileProblem(path: path, reason: "no such file")
    }
    return Array(data)
  }
}

extension TemporaryFolder {
  /// The text of a file; nil when there is none.
  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(name)")
      .map { String(decoding: $0, as: UTF8.self) }
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
  }
}
