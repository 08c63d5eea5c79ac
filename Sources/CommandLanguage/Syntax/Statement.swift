/// One item of a line: a header, an expectation or a command.
public struct Statement: Sendable, Equatable {
  /// What the item is.
  public let body: Body
  /// From the first to the last byte, modifier included, comment excluded.
  public let span: SourceSpan

  /// Makes a statement from its body and place.
  public init(_ body: Body, _ span: SourceSpan) {
    self.body = body
    self.span = span
  }

  /// The first words of what stands above the commands of a script.
  public static let headers = ["vsdk", "param", "secret"]

  /// The kinds of items.
  public enum Body: Sendable, Equatable {
    /// `vsdk 1`
    case version(Int)
    /// `param NAME [= VALUE]`
    case parameter(name: Name, defaultValue: Word?)
    /// `secret NAME = env:X | file:P | prompt`
    case secret(name: Name, source: SecretSource)
    case command(CommandSyntax)
    indirect case expectation(ExpectationSyntax)
  }
}

/// Where a script's secret is read from.
public enum SecretSource: Sendable, Hashable {
  case environment(String)
  case file(String)
  case prompt

  /// As it is written in a script.
  public var drawn: String {
    switch self {
    case .environment(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    case .prompt: "prompt"
    }
  }
}

/// A verb with what follows it, before any variable is known.
public struct CommandSyntax: Sendable, Equatable {
  /// `try` or `defer` in front of the verb.
  public let modifier: Modifier?
  /// The first word.
  public let verb: Name
  /// Words and options in the order written.
  public let arguments: [ArgumentSyntax]
  /// Which syntax the words have.
  public let form: Form

  /// Makes a command from its parts.
  public init(
    modifier: Modifier?, verb: Name, arguments: [ArgumentSyntax], form: Form = .plain
  ) {
    self.modifier = modifier
    self.verb = verb
    self.arguments = arguments
    self.form = form
  }

  /// What changes how a command ends.
  public enum Modifier: String, Sendable, Equatable {
    case `try`, `defer`
  }

  /// The commands whose words have a syntax of their own.
  public enum Form: Sendable, Equatable {
    case plain
    /// `wait until CONDITION [within=…] [every=…]`; the options are in `arguments`.
    indirect case waitUntil(Condition)
    /// `let NAME = QUERY [secret]`
    indirect case capture(name: Name, query: Query, isSecret: Bool)
    /// A whole command behind `dry`, `as LANGUAGE` or `watch`; the words between are in `arguments`.
    indirect case nested(CommandSyntax)
  }
}

/// A word or option of a command.
public enum ArgumentSyntax: Sendable, Equatable {
  case word(Word)
  case option(key: Name, value: Word)

  /// The whole argument; for an option from the key to the end of the value.
  public var span: SourceSpan {
    switch self {
    case .word(let word): word.span
    case .option(let key, let value): key.span.union(value.span)
    }
  }
}

/// A bare or quoted word, made of literal text and variables.
public struct Word: Sendable, Equatable {
  /// Text and variables in the order written; empty for an empty word.
  public let pieces: [Piece]
  /// The quotes around it.
  public let quoting: Quoting
  /// Whether the quoted text was written over several lines, and not with `\n`.
  public let spansLines: Bool
  /// Quotes included.
  public let span: SourceSpan

  /// Makes a word from its pieces.
  public init(
    _ pieces: [Piece], quoting: Quoting, spansLines: Bool = false, span: SourceSpan
  ) {
    self.pieces = pieces
    self.quoting = quoting
    self.spansLines = spansLines
    self.span = span
  }

  /// Whether it stands for itself: bare, without variables and escapes.
  public var isVerbatim: Bool {
    guard quoting == .bare, pieces.count == 1, case .text(let text) = pieces[0] else {
      return false
    }
    return text.utf8.count == span.count
  }

  /// Its text, where it holds no variable.
  public var literalText: String? {
    var text = ""
    for piece in pieces {
      guard case .text(let part) = piece else { return nil }
      text += part
    }
    return text
  }

  /// The ways to write a word.
  public enum Quoting: Sendable, Equatable {
    case bare, single, double
  }

  /// A part of a word.
  public enum Piece: Sendable, Equatable {
    case text(String)
    case variable(VariableReference)
  }
}

/// `${name}`, `${1}` or `${name:-text}`.
public struct VariableReference: Sendable, Equatable {
  /// A name, or the number of a positional value.
  public let name: String
  /// The text after `:-`; nil when there is none.
  public let fallback: String?
  /// From `$` to `}`.
  public let span: SourceSpan

  /// Makes a reference from its parts.
  public init(name: String, fallback: String?, span: SourceSpan) {
    self.name = name
    self.fallback = fallback
    self.span = span
  }

  var written: String { fallback.map { "${\(name):-\($0)}" } ?? "${\(name)}" }
}

/// What stands after `expect`: `CLAIM [else TEXT]`.
public struct ExpectationSyntax: Sendable, Equatable {
  /// What must hold.
  public let claim: Claim
  /// What is said first when it does not hold; nil when nothing of its own is.
  public let complaint: Word?

  /// Makes an expectation from its parts.
  public init(_ claim: Claim, else complaint: Word? = nil) {
    self.claim = claim
    self.complaint = complaint
  }

  /// What an expectation is about.
  public enum Claim: Sendable, Equatable {
    /// `expect error [TEXT]`: the command above must be refused; TEXT must be its code or stand in its message.
    case refusal(Operand?)
    case condition(Condition)
  }
}

/// What must hold: `[not] QUERY PREDICATE [VALUE]`.
public struct Condition: Sendable, Equatable {
  /// Whether `not` stands in front.
  public let isNegated: Bool
  /// What is looked at.
  public let query: Query
  /// How it is compared.
  public let predicate: Predicate
  /// Nil exactly for `exists`.
  public let operand: Operand?
  /// From `not` or the query to the end of the value.
  public let span: SourceSpan

  /// Makes a condition from its parts.
  public init(
    isNegated: Bool, query: Query, predicate: Predicate, operand: Operand?, span: SourceSpan
  ) {
    self.isNegated = isNegated
    self.query = query
    self.predicate = predicate
    self.operand = operand
    self.span = span
  }

  /// The words of the language that stand beside a query and are no predicate.
  public static let connectives = ["not", "until", "else", "secret"]

  /// How two values are compared.
  public enum Predicate: String, Sendable, Equatable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains, matches, exists
  }
}

/// A value to look at: a root and a path into it.
public struct Query: Sendable, Equatable {
  /// Where to start looking.
  public let root: Root
  /// The parts to go down to.
  public let path: [Step]
  /// From the root to the end of the path.
  public let span: SourceSpan

  /// Where a value comes from.
  public enum Root: Sendable, Equatable {
    case http, elapsed, error, state, recording, last, hook, sandbox
    case variable(VariableReference)
  }

  /// Makes a query from its parts.
  public init(root: Root, path: [Step], span: SourceSpan) {
    self.root = root
    self.path = path
    self.span = span
  }

  /// One step of a path.
  public enum Step: Sendable, Equatable {
    case name(Name)
    case index(Int, SourceSpan)
    /// `[kind=audio, participantId=efgh]`: the first element that fits; at least one part, brackets in the span.
    case choice([Criterion], SourceSpan)
  }

  /// What a member of the chosen element must be equal to.
  public struct Criterion: Sendable, Equatable {
    /// The member.
    public let name: Name
    /// Its value, read like the right side of `==`.
    public let value: Word

    /// Makes a criterion from its parts.
    public init(_ name: Name, _ value: Word) {
      self.name = name
      self.value = value
    }
  }
}

/// The right side of a predicate.
public enum Operand: Sendable, Equatable {
  /// A word; a bare one is read as a literal (`Literal.init(bare:)`) after its variables are filled in.
  case word(Word)
  /// `/…/` without the slashes, escapes of `/` removed.
  case regex(String, SourceSpan)

  /// Quotes or slashes included.
  public var span: SourceSpan {
    switch self {
    case .word(let word): word.span
    case .regex(_, let span): span
    }
  }
}
