import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk check FILE…`.
struct CheckSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in scripts and their includes; sends nothing.",
    discussion: "Lists each script's parameters. Arguments are given as for `run`.")

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp("Scripts, then arguments; - reads standard input.", valueName: "file"))
  var words: [String]

  func run(in process: Process) async -> ExitStatus {
    let (files, arguments) = RunSubcommand.split(words)
    var sources: [SourceText] = []
    var first: ExitStatus?
    for file in files {
      switch ScriptSource.read(file, process) {
      case .success(let source): sources.append(source)
      case .failure(let refusal): first = first ?? refusal.status
      }
    }
    let texts = sources
    let composition = Composition(process: process, options: options, echoes: false)
    let status = await composition.inspect { bench in
      var first: ExitStatus?
      for source in texts {
        let (_, problems) = Checker.check(
          source, arguments: arguments, session: bench.session, services: bench.services,
          needsArguments: false)
        for problem in problems { bench.emit(.failure(problem.diagnostic, problem.category)) }
        if let status = Checker.status(of: problems) {
          first = first ?? status
        } else {
          process.write(Self.summary(source), to: .standardOutput)
        }
      }
      return first ?? .success
    }
    return first ?? status
  }

  private static func summary(_ source: SourceText) -> String {
    let parameters = Checker.parameters(of: source).map { parameter in
      "  param \(parameter.name)\(parameter.defaultText.map { " = \($0)" } ?? "  (needs a value)")\n"
    }
    return "\(source.name): ok\n" + parameters.joined()
  }
}
