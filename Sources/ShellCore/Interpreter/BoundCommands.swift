import CommandLanguage

/// Commands that were bound before, by their text: a long script says few different things.
///
/// What is found here was written at another place. It is good for running, and not for telling where a mistake is.
struct BoundCommands {
  private var commands: [String: any Command] = [:]

  /// Some hundred bytes each.
  private static let limit = 4096

  /// The command, if the same text was bound before and means the same everywhere.
  func command(for syntax: CommandSyntax, at site: Site) -> (any Command)? {
    guard Self.isFixed(syntax) else { return nil }
    return commands[site.source.text(in: site.span)]
  }

  /// Keeps a command for the next time that its text comes.
  mutating func keep(_ command: any Command, for syntax: CommandSyntax, at site: Site) {
    guard Self.isFixed(syntax), !(command is RunCommand) else { return }
    if commands.count == Self.limit { commands = [:] }
    commands[site.source.text(in: site.span)] = command
  }

  /// Without variables, which have another value elsewhere; what is deferred keeps its own place.
  private static func isFixed(_ syntax: CommandSyntax) -> Bool {
    guard case .plain = syntax.form, syntax.modifier != .defer else { return false }
    return syntax.arguments.allSatisfy { argument in
      let word =
        switch argument {
        case .word(let word): word
        case .option(_, let value): value
        }
      return word.pieces.allSatisfy { if case .text = $0 { true } else { false } }
    }
  }
}
