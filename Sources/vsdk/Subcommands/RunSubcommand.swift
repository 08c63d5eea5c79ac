import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk run FILE…|- [key=value…]`.
struct RunSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Replay scripts, each in a session of its own.",
    discussion: """
      A script and all it includes are checked before anything is sent. A folder means the scripts \
      below it. key=value fills the script's parameters; a word that ends in .vsdk, and the first \
      word, is a file, any other is ${1}, ${2}, …; a further folder ends in /.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scriptOptions: ScriptOptions

  @Argument(
    help: ArgumentHelp(
      "Files and folders, then arguments; - reads standard input.", valueName: "file"),
    completion: .file(extensions: ["vsdk"]))
  var words: [String]

  @Flag(help: "Write every request as a command for curl, and send nothing.")
  var dryRun = false

  @Flag(help: "Ask before each command; needs a terminal.")
  var step = false

  @Flag(help: "Go on after a failure; the exit code is the first failure's.")
  var keepGoing = false

  @Flag(help: "Stop after the first file that fails.")
  var failFast = false

  @Option(
    help: ArgumentHelp(
      "Run so many files at once, each in one piece of output.", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Take warnings as mistakes.")
  var strict = false

  @Flag(
    inversion: .prefixedNo, help: "Write each command to standard error before it runs.")
  var echo = true

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report: html=FILE, junit=FILE, tap=FILE or jsonl=FILE; repeatable.",
      valueName: "kind=file"))
  var reports: [String] = []

  @Option(
    help: ArgumentHelp("Limit for each script, such as 90s (default 10m).", valueName: "duration"))
  var timeLimit: String?

  func validate() throws {
    guard !(dryRun && (step || !reports.isEmpty || jobs != nil)) else {
      throw ValidationError("--dry-run runs nothing: leave out --step, --jobs and --report")
    }
    guard !(step && jobs != nil) else {
      throw ValidationError("--step asks before each command of one file: leave out --jobs")
    }
    guard jobs.map({ (1...Self.mostJobs).contains($0) }) ?? true else {
      throw ValidationError("--jobs is a number from 1 to \(Self.mostJobs)")
    }
  }

  /// More than this find no descriptors left on a usual system: each may have a server and connections of its own.
  private static let mostJobs = 64

  func run(in console: Console) async -> ExitStatus {
    let words = ScriptWords(words)
    guard !step || TerminalQuestion.isPossible else {
      return console.complain(
        "--step asks before each command, and there is no terminal",
        hints: ["--dry-run shows every request without asking"])
    }
    guard let allowance = scriptOptions.allowance(in: console) else { return ExitStatus(.usage) }
    var script = ScriptRunner(console: console, options: options, allowance: allowance)
    script.replay = ReplayOptions(
      keepsGoing: keepGoing, gate: step ? TerminalStepGate(console: console) : nil)
    script.rules = CheckRules(needsSecrets: !dryRun, isStrict: strict)
    script.echoes = echo && !step && !dryRun
    script.showsWarnings = true
    if let timeLimit {
      guard let limit = DurationLiteral.parse(timeLimit), limit > .zero else {
        return console.complain(
          "--time-limit: `\(timeLimit)` \(DurationLiteral.fault(of: timeLimit))",
          hints: ["write it as `500ms`, `90s`, `10m` or `2h`"])
      }
      script.timeLimit = limit
    }
    let files = ScriptFile.named(by: words.files, roots: scriptOptions.roots, in: console)
    if dryRun { return await plan(files, words.arguments, script) }
    return await replay(files, words, script)
  }

  private func plan(
    _ files: [ScriptFile], _ arguments: ScriptArguments, _ script: ScriptRunner
  ) async -> ExitStatus {
    var first: ExitStatus?
    for file in files {
      let status = await script.plan(
        ScriptSource.read(file, script.console, takesStreams: false), arguments)
      if status != .success { first = first ?? status }
    }
    return first ?? .success
  }

  private func replay(
    _ files: [ScriptFile], _ words: ScriptWords, _ script: ScriptRunner
  ) async -> ExitStatus {
    let console = script.console
    let writer: ReportWriter
    do throws(ReportWriter.Problem) {
      writer = try ReportWriter(reports, besides: files.map(\.name))
    } catch {
      return console.complain(error.status, error.message)
    }
    let annotations = GitHubAnnotations(
      environment: console.environment, files: LocalFile.files)
    // One problem that is told needs no second line.
    let hasSummary = words.isSeries && files.contains { $0.problem == nil }
    let recorder =
      writer.recorder(console)
      ?? (hasSummary || annotations != nil
        ? ReplayRecorder(redactor: console.redactor, keepsSteps: false) : nil)
    let replay = Replay(
      runner: script, files: files, arguments: words.arguments, stopsAtFailure: failFast,
      recorder: recorder)
    let start = ContinuousClock.now
    let status =
      if let jobs, jobs > 1, files.count > 1 { await replay.run(jobs: jobs) } else {
        await replay.run()
      }
    let elapsed = ContinuousClock.now - start
    guard let recorder else { return status }
    let record = recorder.record
    if let annotations {
      console.write(lines: annotations.lines(record), to: .standardError)
    }
    if hasSummary {
      console.write(
        RunSummary(record, elapsed: elapsed).outputs(colored: options.wantsColor(on: console)))
    }
    return writer.write(record, status, console)
  }
}
