import ArgumentParser
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

  @Argument(help: ArgumentHelp("Files, then arguments; - reads standard input.", valueName: "file"))
  var words: [String]

  @Flag(help: "Go on after a failure; the exit code is the first failure's.")
  var keepGoing = false

  @Flag(help: "Stop after the first file that fails.")
  var failFast = false

  @Flag(
    inversion: .prefixedNo, help: "Write each command to standard error before it runs.")
  var echo = true

  func run(in process: Process) async -> ExitStatus {
    let (files, arguments) = Self.split(words)
    var first: ExitStatus?
    for file in files {
      let status = await run(file, arguments, process)
      if status != .success {
        first = first ?? status
        // A signal ends the whole run.
        if failFast || status.code > 128 { break }
      }
    }
    return first ?? .success
  }

  private func run(
    _ file: String, _ arguments: ScriptArguments, _ process: Process
  ) async -> ExitStatus {
    let runner = ScriptProcess(
      process: process, options: options, replay: ReplayOptions(keepsGoing: keepGoing),
      echoes: echo)
    return await runner.run(ScriptSource.read(file, process), arguments)
  }

  /// The first word is a file, and so is every other that ends in `.vsdk`.
  static func split(_ words: [String]) -> (files: [String], arguments: ScriptArguments) {
    var files: [String] = []
    var rest: [String] = []
    for (place, word) in words.enumerated() {
      if place == 0 || (word.hasSuffix(".vsdk") && !word.contains("=")) {
        files.append(word)
      } else {
        rest.append(word)
      }
    }
    return (files, ScriptArguments(words: rest))
  }
}
