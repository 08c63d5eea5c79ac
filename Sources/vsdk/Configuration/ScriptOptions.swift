import ArgumentParser
import ShellCore

/// The flags that let scripts do more than every script may; for those that run or check some.
struct ScriptOptions: ParsableArguments {
  @Option(
    name: .customLong("allow-origin"),
    help: ArgumentHelp(
      "Let scripts send requests to this origin too; repeatable.", valueName: "url"))
  var origins: [String] = []

  @Option(
    name: .customLong("allow-write"),
    help: ArgumentHelp(
      "Let scripts write below this folder too, and replace files there; repeatable.",
      valueName: "folder"),
    completion: .directory)
  var writable: [String] = []

  @Option(
    name: .customLong("root"),
    help: ArgumentHelp(
      "Let scripts run those below this folder too; repeatable.", valueName: "folder"),
    completion: .directory)
  var roots: [String] = []

  /// What they are where none is given, which needs no parser.
  static var absent: ScriptOptions {
    var options = ScriptOptions()
    (options.origins, options.writable, options.roots) = ([], [], [])
    return options
  }

  /// What they allow; nil where one names no origin, or no folder that is there, which has been told then.
  func allowance(in console: Console) -> ScriptAllowance? {
    var allowance = ScriptAllowance(writable: writable, roots: roots)
    for text in origins {
      if let reason = allowance.allow(origin: text) {
        _ = console.complain(
          "--allow-origin: not an origin: \(reason)",
          hints: ["write scheme, host and port alone, such as http://127.0.0.1:9797"])
        return nil
      }
    }
    for (flag, folders) in [("--allow-write", writable), ("--root", roots)] {
      for folder in folders where LocalFile.facts(folder)?.isFolder != true {
        _ = console.complain("\(flag): there is no folder `\(folder)`")
        return nil
      }
    }
    return allowance
  }
}
