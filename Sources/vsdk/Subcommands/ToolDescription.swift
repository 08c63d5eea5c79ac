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
    let names: [Name]?
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

extension ToolDescription.Argument {
  /// `--output FORM`, `-h`, `FILE…`: every name with the value behind the last.
  var spelling: String {
    let value = (valueName ?? "").uppercased()
    guard kind != .positional else { return value + (isRepeating ? "…" : "") }
    let names = (names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" }
    return names.joined(separator: ", ") + (kind == .option ? " \(value)" : "")
  }

  /// As a synopsis shows it.
  var usage: String {
    isOptional || kind != .positional ? "[\(spelling)]" : spelling
  }
}
