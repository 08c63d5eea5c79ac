/// A mistake in the text of a line: facts and a place, never a sentence.
public struct ParseError: Error, Sendable, Equatable {
  /// What is wrong.
  public let kind: Kind
  /// Where; empty where something is missing.
  public let span: SourceSpan

  /// Makes the error from its facts.
  init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// Everything that can be wrong with a line before any command is known.
  public enum Kind: Sendable, Equatable {
    // Signs and words.
    case controlCharacter(Unicode.Scalar)
    case unexpectedCharacter(Unicode.Scalar)
    /// One of ``| > < ` ! * { } ( )`` outside quotes.
    case reserved(Unicode.Scalar)
    case strayBackslash
    /// A `\` that ends the text of a file.
    case danglingContinuation
    case openQuote
    case adjacentText
    /// The same behind a quote that was opened on a line above.
    case adjacentTextBelow(quote: SourceSpan)
    case unknownEscape(Unicode.Scalar)
    case badUnicodeEscape

    // Variables.
    /// A `$` without `{`; the name that follows it, if one does.
    case dollarWithoutBrace(name: String?)
    case badVariableName(String)
    case openVariable
    case badFallback(Unicode.Scalar)

    // Items.
    case emptyItem
    case wrongCase(keyword: String)
    /// `if` and its kin, which other languages have.
    case controlFlow(String)
    case quotedVerb
    case variableVerb
    case optionInsteadOfVerb(key: String)
    case missingCommand(after: CommandSyntax.Modifier)
    case misplacedModifier(CommandSyntax.Modifier, before: String)
    /// A word that begins no command, behind a verb that takes a whole one.
    case notACommand(after: String)
    /// Words behind a complete item of this keyword.
    case unexpectedWord(after: String)

    // Headers and captures.
    case headerAfterCommand(keyword: String, firstCommandLine: Int)
    case versionNotFirst
    case versionNotAlone
    case badVersion
    case newerVersion(Int)
    case missingName(keyword: String)
    case badName(String)
    case missingEquals(keyword: String)
    case missingValue(keyword: String)
    case badSecretSource

    // Queries and predicates.
    case missingQuery(keyword: String)
    case unknownRoot(String)
    /// `http`, `elapsed` and a variable have no parts.
    case pathNotAllowed(root: String)
    case badPathName
    case badPathIndex
    /// A `[` that nothing closes.
    case openBracket
    /// `[name=` with nothing behind it.
    case missingChoiceValue(name: String)
    /// A member that is asked for twice between the same brackets.
    case repeatedMember(name: String)
    /// `else` with nothing behind it.
    case missingComplaint
    case missingPredicate
    case unknownPredicate(String)
    case missingOperand(Condition.Predicate)
    case expectedRegex
    case openRegex
    case emptyRegex
    case badRegex(reason: String)
  }
}
