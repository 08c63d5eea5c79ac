import ArgumentParser
import CommandLanguage
import FoundationEssentials
import LineEditing
import ShellCore

/// `vsdk lesson [LESSON]`, `vsdk lesson --check`.
struct LessonSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Learn by doing, in a sandbox of its own.",
    discussion: """
      Begins the shell in a lesson: the one that is named, or where you were. Nothing of it costs \
      anything or reaches the live service.
      """)

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp("A number from 1, or a name.", valueName: "lesson"))
  var lesson: String?

  @Flag(help: "Play every lesson without a person: its set-up, its solution and its wrong ways.")
  var check = false

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "With --check: write a report: html=FILE, junit=FILE, tap=FILE or jsonl=FILE; repeatable.",
      valueName: "kind=file"))
  var reports: [String] = []

  func validate() throws {
    guard !options.live, options.endpoint == nil, options.profile == nil else {
      throw ValidationError(
        "a lesson has a sandbox of its own: leave out --live, --endpoint and --profile")
    }
    guard check || reports.isEmpty else {
      throw ValidationError("--report tells of --check: add that, or leave it out")
    }
    guard !check || lesson == nil else {
      throw ValidationError("--check plays all lessons: leave out `\(lesson ?? "")`")
    }
  }

  func run(in console: Console) async -> ExitStatus {
    var options = options
    options.sandbox = true
    if check { return await audit(console, options) }
    if let lesson, let problem = Lessons.problem(with: lesson) {
      return console.complain(problem.message, hints: problem.hints)
    }
    guard console.terminal.isInteractive else {
      return console.complain(
        "a lesson needs a terminal: a person types in it",
        hints: [
          "`vsdk lesson --check` plays all of them without one",
          "`vsdk run FILE` runs a script",
        ])
    }
    let first = lesson.map { "lesson \($0)" } ?? "lesson"
    return await VSDKCommand.runShell(
      console, options, ScriptAllowance(), beginningWith: first)
  }

  private func audit(_ console: Console, _ options: GlobalOptions) async -> ExitStatus {
    let writer: ReportWriter
    do throws(ReportWriter.Problem) {
      writer = try ReportWriter(reports, besides: [])
    } catch {
      return console.complain(error.status, error.message)
    }
    let recorder = writer.recorder(console)
    let root = CompositionRoot(console: console, options: options)
    let status = await Self.inFolderOfItsOwn { () async -> ExitStatus in
      await root.run(isShell: false) { runtime, _ in
        await LessonAudit(
          services: runtime.services, interrupts: runtime.interrupts, recorder: recorder
        ).run { runtime.printer.show($0) }
      }
    }
    guard let recorder else { return status }
    return writer.write(recorder.record, status, console)
  }

  /// Runs `body` where the files that lessons make harm nobody, and takes them away.
  private static func inFolderOfItsOwn(_ body: () async -> ExitStatus) async -> ExitStatus {
    let files = FileManager.default
    let before = files.currentDirectoryPath
    let folder = files.temporaryDirectory.appending(component: "vsdk-lessons-\(UUID().uuidString)")
    guard (try? files.createDirectory(at: folder, withIntermediateDirectories: false)) != nil,
      files.changeCurrentDirectoryPath(folder.path(percentEncoded: false))
    else { return await body() }
    defer {
      _ = files.changeCurrentDirectoryPath(before)
      try? files.removeItem(at: folder)
    }
    return await body()
  }
}
