import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk check FILE…`.
struct CheckSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in scripts and their includes; sends nothing.",
    discussion: "Lists each script's parameters and secrets. Arguments are given as for `run`.")

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp("Scripts, then arguments; - reads standard input.", valueName: "file"),
    completion: .file(extensions: ["vsdk"]))
  var words: [String]

  @Flag(help: "Take warnings as mistakes.")
  var strict = false

  func run(in console: Console) async -> ExitStatus {
    let (files, arguments) = RunSubcommand.split(words)
    var sources: [SourceText] = []
    var first: ExitStatus?
    for file in files {
      switch ScriptSource.read(file, console) {
      case .success(let source): sources.append(source)
      case .failure(let refusal): first = first ?? refusal.status
      }
    }
    let texts = sources
    let root = CompositionRoot(console: console, options: options)
    let status = await root.inspect { runtime in
      var first: ExitStatus?
      for source in texts {
        let (_, problems) = Checker.check(
          source, arguments: arguments, session: runtime.session, services: runtime.services,
          rules: CheckRules(needsArguments: false, needsSecrets: false, isStrict: strict))
        for problem in problems { runtime.emit(problem.event) }
        if let status = Checker.status(of: problems) {
          first = first ?? status
        } else {
          console.write(Self.summary(source), to: .standardOutput)
        }
      }
      return first ?? .success
    }
    return first ?? status
  }

  private static func summary(_ source: SourceText) -> String {
    let inputs = Checker.inputs(of: source).map { input in
      switch input {
      case .parameter(let name, let value?): "  param \(name) = \(value)\n"
      case .parameter(let name, nil): "  param \(name)  (needs a value)\n"
      case .secret(let name, let source): "  secret \(name) = \(source)\n"
      }
    }
    return "\(source.name): ok\n" + inputs.joined()
  }
}
