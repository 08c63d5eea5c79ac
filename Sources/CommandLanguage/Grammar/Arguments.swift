/// A word after its variables were filled in.
public struct ExpandedWord: Sendable, Equatable {
  /// The text with its variables filled in.
  public let text: String
  /// Where the word was written, quotes included.
  public let span: SourceSpan
  /// Whether it was written in quotes.
  public let isQuoted: Bool
  /// Whether the text stands for a value that only the run will know; its type is then not checked.
  public let isPlaceholder: Bool
  /// The name of the `secret` that is in the text; such a word fits a secret position alone.
  public let secretName: String?
  /// Whether its place holds just this text, byte for byte, so that a part of it has a place too.
  public let isVerbatim: Bool
  /// Whether a variable is in it.
  public let isComputed: Bool

  /// Makes a word from its parts.
  public init(
    _ text: String, span: SourceSpan, isQuoted: Bool = false, isPlaceholder: Bool = false,
    secretName: String? = nil, isVerbatim: Bool = false, isComputed: Bool = false
  ) {
    self.isComputed = isComputed
    self.secretName = secretName
    self.isVerbatim = isVerbatim
    self.text = text
    self.span = span
    self.isQuoted = isQuoted
    self.isPlaceholder = isPlaceholder
  }

  /// The place of a part of the text; of the whole word where the part has none of its own.
  func span(of part: Substring) -> SourceSpan {
    guard isVerbatim else { return span }
    let bytes = part.base.utf8
    let start = span.start + bytes.distance(from: bytes.startIndex, to: part.startIndex)
    return SourceSpan(start, start + part.utf8.count)
  }
}

/// A word or option after its variables were filled in.
public enum ExpandedArgument: Sendable, Equatable {
  case word(ExpandedWord)
  case option(key: Name, value: ExpandedWord)
}

/// A value that has the type its grammar asks for.
public struct ArgumentValue: Sendable, Equatable {
  /// The text of the value.
  public let text: String
  /// The place of the value alone, without an option's key.
  public let span: SourceSpan
  /// Set when the type is `.duration` and the value is known.
  public internal(set) var duration: Duration?
  /// Set when the type is `.integer` and the value is known.
  public internal(set) var integer: Int?
  /// Whether only the run will know the value.
  public internal(set) var isPlaceholder = false
  /// The name of the `secret` that is in the text.
  public internal(set) var secretName: String?
  /// Whether a variable is in it.
  public internal(set) var isComputed = false
}

/// The typed arguments of one command, as its grammar names them.
public struct Arguments: Sendable, Equatable {
  /// The verb as it was written.
  public let verb: Name
  /// The first word, where it began an alternative of the grammar.
  public let form: String?
  /// The whole command without modifier.
  public let span: SourceSpan
  /// The options that an `.open` grammar does not declare, as text, in the order written.
  public let openOptions: [Option]
  /// In the order written, like the options: both are few, and to hash a name costs more than to look at them all.
  let positionals: [Positional]
  let options: [Option]

  /// The values of the parameter with this name (`KIND`), in the order written.
  public func values(_ parameter: String) -> [ArgumentValue] {
    positionals.compactMap { $0.parameter == parameter ? $0.value : nil }
  }

  /// The first value of the parameter with this name.
  public func value(_ parameter: String) -> ArgumentValue? {
    positionals.first { $0.parameter == parameter }?.value
  }

  /// The value of the option with this key.
  public func option(_ key: String) -> ArgumentValue? {
    options.first { $0.key.text == key }?.value
  }

  /// A `key=value`.
  public struct Option: Sendable, Equatable {
    /// What stands before the `=`.
    public let key: Name
    /// What stands behind it.
    public let value: ArgumentValue
  }

  /// A word and the parameter that it is the value of.
  struct Positional: Sendable, Equatable {
    let parameter: String
    let value: ArgumentValue
  }
}
