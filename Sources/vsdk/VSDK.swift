import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// The process: reads its arguments and environment once, runs, and ends with a status.
@main
struct VSDK {
  static func main() async {
    let arguments = ArgumentOrder.subcommandFirst(Array(CommandLine.arguments.dropFirst()))
    let console = Console()
    if let place = ArgumentText.firstInvalid {
      let status = console.complain(
        "argument \(place) is not UTF-8: `\(CommandLine.arguments[place])`",
        hints: ["rename the file, or give its content on standard input: `vsdk run - < FILE`"])
      exit(console.statusAfterWriting(status).code)
    }
    exit(await run(arguments, in: console).code)
  }

  private static func run(_ arguments: [String], in console: Console) async -> ExitStatus {
    if arguments.isEmpty {
      return console.statusAfterWriting(await VSDKCommand.alone.run(in: console))
    }
    if let line = ArgumentOrder.question(arguments) {
      return console.statusAfterWriting(await VSDKCommand.answer(line, in: console))
    }
    let root = ArgumentOrder.root(of: arguments)
    let status: ExitStatus
    do {
      switch try root.parseAsRoot(arguments) {
      case let command as any ProcessCommand: status = await command.run(in: console)
      case let command as ReferenceSubcommand:
        status = command.run(in: console, describing: VSDKCommand._dumpHelp)
      case var command:
        // `--help` and `help` come back as a command of the parser's own, which throws its text.
        try command.run()
        status = .success
      }
    } catch {
      status = report(error, of: root, arguments, in: console)
    }
    return console.statusAfterWriting(status)
  }

  /// Help and version go to standard output; everything else is a wrong invocation.
  private static func report(
    _ error: any Error, of root: any ParsableCommand.Type, _ arguments: [String],
    in console: Console
  ) -> ExitStatus {
    let text = showing(arguments, in: root.fullMessage(for: error))
    if root.exitCode(for: error).isSuccess {
      console.write(text + "\n", to: .standardOutput)
      return .success
    }
    console.write(text + "\n", to: .standardError)
    return ExitStatus(.usage)
  }
}

extension VSDK {
  /// A message in which the line ends are our own: those of what was given are shown.
  private static func showing(_ arguments: [String], in message: String) -> String {
    let values = arguments.flatMap { [$0] + $0.split(separator: "=").dropFirst().map(String.init) }
    return values.filter { !VisibleText.isPlain($0) }
      .reduce(message) { $0.replacing($1, with: VisibleText.masked($1)) }
  }
}

/// What the system gives as arguments: bytes that need not be a text.
enum ArgumentText {
  /// The place of the first argument that is none, 1-based; `CommandLine.arguments` would hold another name than was given.
  static var firstInvalid: Int? {
    (1..<max(1, Int(CommandLine.argc))).first { place in
      CommandLine.unsafeArgv[place].map { String(validatingCString: $0) == nil } ?? false
    }
  }
}

/// Lets global options stand in front of the subcommand too: `vsdk --live run FILE`.
enum ArgumentOrder {
  private static let valued: Set<String> = [
    "--endpoint", "--profile", "--set", "--output", "--color", "--timeout", "--report",
    "--time-limit", "--jobs", "--allow-origin", "--allow-write", "--root", "--older-than",
  ]
  private static let names =
    SubcommandRoot.all.compactMap { $0.configuration.commandName } + ["help"]

  /// The command to parse with: a subcommand must not stand below the shell's flags, see `SubcommandRoot`.
  static func root(of arguments: [String]) -> any ParsableCommand.Type {
    guard let first = arguments.first, first != "help", names.contains(first) else {
      return VSDKCommand.self
    }
    return SubcommandRoot.self
  }

  /// `help start` and `explain track`, as messages name them: lines of the shell's language, where the word is no
  /// subcommand.
  static func question(_ arguments: [String]) -> String? {
    guard let verb = arguments.first,
      verb == "explain"
        || (verb == "help" && arguments.count > 1 && !names.contains(arguments[1])),
      arguments.allSatisfy({ $0.first?.isLetter == true && $0.allSatisfy(isOfWord) })
    else { return nil }
    return arguments.joined(separator: " ")
  }

  private static func isOfWord(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_" || letter == "-"
  }

  /// Moves the subcommand to the front when only options stand before it.
  static func subcommandFirst(_ arguments: [String]) -> [String] {
    var place = 0
    while place < arguments.count {
      let word = arguments[place]
      if names.contains(word) {
        return [word] + arguments[..<place] + arguments[(place + 1)...]
      }
      guard word.hasPrefix("--") else { return arguments }
      place += valued.contains(word) ? 2 : 1
    }
    return arguments
  }
}
