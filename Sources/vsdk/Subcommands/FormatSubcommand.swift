import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk fmt [--check] FILE…`.
struct FormatSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay scripts out in the canonical way; comments stay.",
    discussion: """
      Writes each file anew when it changes. A folder means the scripts below it; - reads standard \
      input and writes standard output.
      """)

  @Flag(help: "Change nothing; name the files that would change, and exit 4 if there are any.")
  var check = false

  @Argument(
    help: ArgumentHelp("Scripts and folders.", valueName: "file"),
    completion: .file(extensions: ["vsdk"]))
  var files: [String]

  func run(in console: Console) async -> ExitStatus {
    var first: ExitStatus?
    for file in ScriptFile.named(by: files, in: console) {
      let status = format(file, console)
      if status != .success { first = first ?? status }
    }
    return first ?? .success
  }

  private func format(_ script: ScriptFile, _ console: Console) -> ExitStatus {
    let file = script.name
    if !check, script.problem == nil, file != "-", LocalFile.facts(file)?.isPlain == false {
      return console.complain(
        ExitStatus(.transport), "cannot write `\(file)`: it is not a plain file",
        hints: ["`vsdk fmt -` reads standard input and writes standard output"])
    }
    let source: SourceText
    switch ScriptSource.read(script, console, takesStreams: false) {
    case .failure(let refusal): return refusal.status
    case .success(let text): source = text
    }
    let formatted: String
    do throws(FormattingError) { formatted = try ScriptFormatter.format(source) } catch {
      for mistake in error.errors {
        console.write(
          lines: DiagnosticText.render(mistake.diagnostic(in: source)), to: .standardError)
      }
      return ExitStatus(.script)
    }
    return finish(file, source, formatted, console)
  }

  private func finish(
    _ file: String, _ source: SourceText, _ formatted: String, _ console: Console
  ) -> ExitStatus {
    let isSame = Array(formatted.utf8) == source.utf8
    if check {
      guard !isSame else { return .success }
      console.write(lines: [file], to: .standardOutput)
      return ExitStatus(.expectation)
    }
    guard file != "-" else {
      console.write(data: formatted)
      return .success
    }
    guard !isSame else { return .success }
    do throws(FileProblem) {
      try LocalFile.replace(file, with: formatted)
      return .success
    } catch {
      return console.complain(
        ExitStatus(.transport), "cannot write `\(file)`: \(error.reason)",
        hints: ["the file is as it was"])
    }
  }
}
