import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk check FILE…`.
struct CheckSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in scripts and their includes; sends nothing.",
    discussion: """
      Lists each script's parameters, and what it can reach: origins, secrets, includes, files, ports. \
      Arguments are given as for `run`.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scriptOptions: ScriptOptions

  @Argument(
    help: ArgumentHelp(
      "Scripts and folders, then arguments; - reads standard input.", valueName: "file"),
    completion: .file(extensions: ["vsdk"]))
  var words: [String]

  @Flag(help: "Take warnings as mistakes.")
  var strict = false

  func run(in console: Console) async -> ExitStatus {
    guard let allowance = scriptOptions.allowance(in: console) else { return ExitStatus(.usage) }
    let words = ScriptWords(words)
    let annotations = GitHubAnnotations(
      environment: console.environment, files: LocalFile.files)
    var sources: [SourceText] = []
    var first: ExitStatus?
    for file in ScriptFile.named(by: words.files, roots: scriptOptions.roots, in: console) {
      switch ScriptSource.read(file, console, takesStreams: false) {
      case .success(let source): sources.append(source)
      case .failure(let refusal): first = first ?? refusal.status
      }
    }
    let texts = sources
    let root = CompositionRoot(console: console, options: options, allowance: allowance)
    let status = await root.inspect { runtime in
      var first: ExitStatus?
      for source in texts {
        let (script, problems) = Checker.check(
          source, arguments: words.arguments, session: runtime.session, services: runtime.services,
          rules: CheckRules(needsArguments: false, needsSecrets: false, isStrict: strict),
          within: .seconds(600))
        for problem in problems { runtime.emit(problem.event) }
        if let annotations {
          console.write(
            lines: problems.map { annotations.line($0.diagnostic) }, to: .standardError)
        }
        if let status = Checker.status(of: problems) {
          first = first ?? status
        } else if let script {
          let summary = CheckSummary(script)
          let isJSON = Presentation(runtime.session.settings).writesJSON
          console.write(isJSON ? summary.jsonLine : summary.text, to: .standardOutput)
        }
      }
      return first ?? .success
    }
    return first ?? status
  }
}
