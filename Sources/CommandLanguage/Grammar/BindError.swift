/// A command that does not fit its grammar: facts and a place, never a sentence.
public struct BindError: Error, Sendable, Equatable {
  /// What is wrong.
  public let kind: Kind
  /// Where; empty where something is missing.
  public let span: SourceSpan

  /// Makes the error from its facts.
  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// Everything that can be wrong with the words of a command.
  ///
  /// The text of a secret never stands in a kind: `redacted` stands for it.
  public enum Kind: Sendable, Equatable {
    case unknownVerb(String, suggestion: String?)
    /// More words than the command takes; the suggestion is an option of the same name.
    case unexpectedWord(String, verb: String, suggestion: String?)
    case positionalAfterOption(String)
    /// The first word of an alternative behind another word.
    case alternativeNotAlone(String, verb: String)
    case unknownOption(String, verb: String, suggestion: String?)
    case repeatedOption(String)
    case unknownChoice(String, parameter: String, choices: [String], suggestion: String?)
    /// A value that stands twice in a comma list.
    case repeatedChoice(String, parameter: String)
    /// A number without a unit where a duration is due.
    case bareNumber(String)
    case badDuration(String)
    case badInteger(String, range: ClosedRange<Int>)
    case badURL(String)
    case badIdentifier(String, kind: IdentifierKind)
    case emptyFile
    /// The name of a `secret` in a position that does not take one.
    case misplacedSecret(String)
    /// The choices are empty when the parameter has none.
    case missingParameter(String, summary: String, choices: [String])
  }

  /// What stands for the text of a secret.
  public static let redacted = "•••"

  /// The error for a verb that no command has.
  public static func unknownVerb(_ verb: Name, in table: GrammarTable) -> BindError {
    BindError(
      .unknownVerb(verb.text, suggestion: table.suggestion(for: verb.text)), verb.span)
  }
}
