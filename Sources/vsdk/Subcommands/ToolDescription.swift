import FoundationEssentials

/// What the argument parser knows of the program, as it describes itself.
struct ToolDescription: Decodable {
  let command: Command

  /// The program, or one of its subcommands.
  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  /// A flag, an option, or a word.
  struct Argument: Decodable {
    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    var names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?

    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable {
      let kind: String
      let name: String
    }
  }

  /// - Throws: what the decoder says, should the parser's description ever change its form.
  init(json: String) throws {
    self = try JSONDecoder().decode(ToolDescription.self, from: Data(json.utf8))
  }
}

extension ToolDescription {
  /// A subcommand that does something of its own.
  struct Subcommand {
    /// Its words, and the words behind it.
    let usage: String
    let summary: String
    /// The flags that the program without a subcommand has not.
    let flags: [Argument]
  }

  /// The program's own flags.
  var flags: [Argument] { Self.shown(command.arguments) }

  /// Those that help shows; a flag and the one that takes it back are one.
  private static func shown(_ arguments: [Argument]?) -> [Argument] {
    (arguments ?? []).filter(\.shouldDisplay).reduce(into: []) { shown, next in
      if let last = shown.last, next.spelling == "--no-" + last.spelling.dropFirst("--".count) {
        shown[shown.count - 1].names? += next.names ?? []
      } else {
        shown.append(next)
      }
    }
  }

  /// All of them, those of a group in its place.
  var subcommands: [Subcommand] {
    described(command.subcommands ?? [], behind: command.commandName)
  }

  private func described(_ commands: [Command], behind name: String) -> [Subcommand] {
    commands.filter { $0.commandName != "help" }.flatMap { command -> [Subcommand] in
      let name = "\(name) \(command.commandName)"
      if let nested = command.subcommands, !nested.isEmpty {
        return described(nested, behind: name)
      }
      let own = Self.shown(command.arguments).filter { !isGlobal($0) }
      return [
        Subcommand(
          usage: ([name] + own.filter { $0.kind == .positional }.map(\.usage))
            .joined(separator: " "),
          summary: [command.abstract, command.discussion].compactMap(\.self)
            .joined(separator: " "),
          flags: own)
      ]
    }
  }

  /// Told once, with the program's own.
  private func isGlobal(_ argument: Argument) -> Bool {
    (command.arguments ?? []).contains { $0.spelling == argument.spelling }
  }
}

extension ToolDescription.Argument {
  /// `--output FORM`, `-h`, `FILE…`: every name with the value behind the last.
  var spelling: String {
    let value = (valueName ?? "").uppercased()
    guard kind != .positional else { return value + (isRepeating ? "…" : "") }
    let names = (names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" }
    return names.joined(separator: ", ") + (kind == .option ? " \(value)" : "")
  }

  /// What it does, with the value that it has when it is missing.
  var meaning: String { (abstract ?? "") + (defaultValue.map { " Default: \($0)." } ?? "") }

  /// As a synopsis shows it.
  var usage: String {
    isOptional || kind != .positional ? "[\(spelling)]" : spelling
  }
}
