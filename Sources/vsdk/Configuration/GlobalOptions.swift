import ArgumentParser
import CommandLanguage
import FoundationEssentials
import LineEditing
import ShellCore
import VideoSDKClient

/// The flags that every way of running commands takes.
struct GlobalOptions: ParsableArguments {
  @Flag(help: "Talk to the vendor's service, https://api.videosdk.live.")
  var live = false

  @Flag(help: "Talk to a sandbox in this process, whatever the environment says.")
  var sandbox = false

  @Option(help: ArgumentHelp("Talk to this origin.", valueName: "url"))
  var endpoint: String?

  @Option(
    help: ArgumentHelp(
      "Take target, credentials and settings from this profile.", valueName: "name"),
    completion: .custom { _, _, _ in
      ConfigurationFolder(environment: ProcessInfo.processInfo.environment).profileNames
    })
  var profile: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Choose a setting, as `set KEY VALUE` does; repeatable.", valueName: "key=value"),
    completion: .list(SettingKey.allCases.filter { !$0.isSecret }.map { $0.rawValue + "=" }))
  var assignments: [String] = []

  @Option(
    help: ArgumentHelp("text or json (one object a command).", valueName: "form"),
    completion: .list(["text", "json"]))
  var output: String?

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"),
    completion: .list(["auto", "always", "never"]))
  var color: String?

  @Option(
    help: ArgumentHelp("Limit for a request, such as 10s.", valueName: "duration"))
  var timeout: String?

  @Flag(help: "Show each request and answer on standard error, without secrets.")
  var verbose = false

  @Flag(help: "Do not ask before leaving with recordings running.")
  var yes = false

  /// What they are where none is given, which needs no parser.
  static var absent: GlobalOptions {
    var options = GlobalOptions()
    (options.live, options.sandbox, options.verbose, options.yes) = (false, false, false, false)
    (options.endpoint, options.profile, options.assignments) = (nil, nil, [])
    (options.output, options.color, options.timeout) = (nil, nil, nil)
    return options
  }

  func validate() throws {
    let targets = [live, sandbox, endpoint != nil].filter { $0 }
    guard targets.count <= 1 else {
      throw ValidationError("--live, --sandbox and --endpoint exclude each other; give one")
    }
  }

  /// Whether what is no answer of a session is coloured on standard error.
  func wantsColor(on console: Console) -> Bool {
    color == "always" || (color != "never" && console.terminal.wantsColor(on: .standardError))
  }

  var target: TargetChoice.Flags {
    TargetChoice.Flags(sandbox: sandbox, live: live, endpoint: endpoint)
  }

  /// The settings that the flags ask for, over those that files gave.
  ///
  /// - Throws: `SettingError` for the first that is wrong.
  func settings(over base: Settings) throws(SettingError) -> Settings {
    var settings = base
    for (flag, key, value) in [
      ("--output", SettingKey.output, output), ("--color", .color, color),
      ("--timeout", .timeout, timeout), ("--yes", .confirm, yes ? "off" : nil),
    ] {
      guard let value else { continue }
      try settings.put(key.rawValue, value, flag: flag)
    }
    for assignment in assignments {
      guard let equals = assignment.firstIndex(of: "=") else {
        throw SettingError(message: "--set needs key=value, got `\(assignment)`", hints: [])
      }
      try settings.put(
        String(assignment[..<equals]), String(assignment[assignment.index(after: equals)...]),
        flag: "--set")
    }
    return settings
  }
}
