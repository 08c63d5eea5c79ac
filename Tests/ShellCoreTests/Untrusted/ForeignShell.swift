import CommandLanguage
import Synchronization
import TestSupport
import VideoSDKClient

@testable import ShellCore

/// A shell, or a replay, on a service whose answers are hostile; nothing of it goes to the disk.
struct ForeignShell: Sendable {
  /// How what is said leaves the program.
  enum Form: String, CaseIterable, Sendable {
    case plain, colored, narrow, json, reports, transcript

    var isColored: Bool { self == .colored || self == .narrow }

    var facts: RenderingFacts {
      switch self {
      case .colored:
        RenderingFacts(outputWantsColor: true, errorWantsColor: true, width: 100, talkWidth: 100)
      case .narrow:
        RenderingFacts(
          outputWantsColor: true, errorWantsColor: true, width: 30, talkWidth: 30, rows: 12)
      default: RenderingFacts(echoes: true)
      }
    }
  }

  var output = ""
  var prompts: [Prompt] = []
  var farewells: [String] = []

  private static let setup = [
    "set room abcd-efgh-ijkl", "set participant abcd", "participants", "start audio", "echo one",
  ]

  /// Types lines, or runs them as a script for its reports.
  ///
  /// - Parameter isCut: whether the third sleep is interrupted, for what would go on for ever.
  static func run(_ typed: [String], _ form: Form, isCut: Bool = false) async throws
    -> ForeignShell
  {
    let store = TextStore()
    var options = ShellHarness.Options()
    options.files = store.files
    if isCut { options.clock = ThirdSleep() }
    return try await ShellHarness.with(options) { harness in
      var services = harness.services
      services.transport = ForeignTransport(inner: services.transport)
      if form == .reports {
        return await replay(setup + typed, harness.session(), services)
      }
      let first =
        form == .json ? ["set output json"] : form == .transcript ? ["transcript t.vsdk"] : []
      let keys = (first + setup + typed).map { ScriptedLines.Key.line($0) }
      let log = OutputLog()
      let (doors, session, facts) = (services, harness.session(), form.facts)
      // The clock may cancel the task that sleeps.
      var shell = await Task.detached { await converse(keys, session, doors, log, facts) }.value
      shell.output = form == .transcript ? store["t.vsdk"] ?? "" : log.text
      return shell
    }
  }

  private static func converse(
    _ keys: [ScriptedLines.Key], _ session: Session, _ services: Services, _ log: OutputLog,
    _ facts: RenderingFacts
  ) async -> ForeignShell {
    let lines = ScriptedLines(keys, stored: [ForeignText.text])
    var shell = ShellLoop(
      lines: lines, session: session, interpreter: Interpreter(services: services),
      interrupts: CalmScope(), redactor: services.redactor,
      style: ShellLoop.Style(isUTF8: true, isColored: true),
      emit: log.sink(redactor: services.redactor, facts: facts))
    _ = await shell.run()
    return ForeignShell(prompts: lines.prompts, farewells: lines.farewells)
  }

  /// Each line is a script of its own, so that one that does not check is a report too.
  private static func replay(
    _ lines: [String], _ session: Session, _ services: Services
  ) async -> ForeignShell {
    let recorder = ReplayRecorder(redactor: services.redactor)
    for line in lines {
      let text = setup.joined(separator: "\n") + "\n" + line
      let (script, problems) = Checker.check(
        SourceText(name: "dir/\(ForeignText.text).vsdk", text: text), arguments: ScriptArguments(),
        session: session, services: services)
      for problem in problems { recorder.note(problem.event) }
      var status = Checker.status(of: problems) ?? .success
      if let script {
        var replayer = ScriptReplayer(
          script, session: session, interpreter: Interpreter(services: services),
          emit: recorder.note)
        await replayer.runBody()
        await replayer.runDeferred()
        status = replayer.finish()
      }
      recorder.end(file: "dir/\(ForeignText.text).vsdk", status, after: .zero)
    }
    recorder.fail(.usage, ForeignText.text)
    recorder.skip(file: ForeignText.text, reason: ForeignText.text)
    return ForeignShell(
      output: ReportFormat.allCases.map { $0.render(recorder.record) }.joined())
  }
}

/// Files in memory; whatever is no script is a folder, so that nothing is fetched.
final class TextStore: Sendable {
  private let texts = Mutex<[String: String]>([:])

  subscript(path: String) -> String? { texts.withLock { $0[path] } }

  var files: Files {
    var files = Files()
    files.read = { path throws(FileProblem) in
      Array("echo \(ForeignText.word)\nstop \(ForeignText.word)\n".utf8)
    }
    files.status = { path in
      guard path.hasSuffix(".vsdk") else { return .folder }
      return self[path].map { .file(bytes: $0.utf8.count) } ?? .absent
    }
    files.makeFolder = { _ in }
    files.create = { path, text in self.texts.withLock { $0[path] = text } }
    files.append = { path, text in self.texts.withLock { $0[path, default: ""] += text } }
    files.replace = files.create
    return files
  }
}
