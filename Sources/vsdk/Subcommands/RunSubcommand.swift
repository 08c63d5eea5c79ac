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
      A script and all it includes are checked before anything is sent. key=value fills the script's \
      parameters; a word that ends in .vsdk, and the first word, is a file, any other is ${1}, ${2}, …
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scriptOptions: ScriptOptions

  @Argument(
    help: ArgumentHelp("Files, then arguments; - reads standard input.", valueName: "file"),
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
    guard !(dryRun && (step || !reports.isEmpty)) else {
      throw ValidationError("--dry-run runs nothing: leave out --step and --report")
    }
  }

  func run(in console: Console) async -> ExitStatus {
    let (files, arguments) = Self.split(words)
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
          "--time-limit: `\(timeLimit)` is not a duration",
          hints: ["write it as `500ms`, `90s`, `10m` or `2h`"])
      }
      script.timeLimit = limit
    }
    if dryRun { return await plan(files, arguments, script) }
    return await replay(files, arguments, script)
  }

  private func plan(
    _ files: [String], _ arguments: ScriptArguments, _ script: ScriptRunner
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
    _ files: [String], _ arguments: ScriptArguments, _ script: ScriptRunner
  ) async -> ExitStatus {
    var script = script
    let writer: ReportWriter
    do throws(ReportWriter.Problem) {
      writer = try ReportWriter(reports, besides: files)
    } catch {
      return script.console.complain(error.status, error.message)
    }
    let recorder = writer.recorder(script.console)
    script.recorder = recorder
    var first: ExitStatus?
    var reason: String?
    for file in files {
      if let reason {
        recorder?.skip(file: file, reason: reason)
        continue
      }
      let start = ContinuousClock.now
      let status = await script.run(ScriptSource.read(file, script.console), arguments)
      recorder?.end(file: file, status, after: ContinuousClock.now - start)
      guard status != .success else { continue }
      first = first ?? status
      // A signal ends the whole run.
      if status.code > 128 { reason = "interrupted" } else if failFast { reason = "--fail-fast" }
    }
    let status = first ?? .success
    guard let recorder else { return status }
    return writer.write(recorder.record, status, script.console)
  }

  /// The first word is a file, and so is every other that ends in `.vsdk`; one with a `=` where it exists.
  static func split(
    _ words: [String], exists: (String) -> Bool = { LocalFile.facts($0) != nil }
  ) -> (files: [String], arguments: ScriptArguments) {
    var files: [String] = []
    var rest: [String] = []
    for (place, word) in words.enumerated() {
      if place == 0 || (word.hasSuffix(".vsdk") && (!word.contains("=") || exists(word))) {
        files.append(word)
      } else {
        rest.append(word)
      }
    }
    return (files, ScriptArguments(words: rest))
  }
}
