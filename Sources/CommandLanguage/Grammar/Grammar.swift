/// Everything that is known of one command before it runs.
///
/// It is the one source of binding, completion, help and the reference.
public struct Grammar: Sendable, Equatable {
  /// The first word, such as `start`.
  public let verb: String
  /// What other programs call it; only the hint after an unknown verb knows these words.
  public let otherNames: [String]
  /// One line of at most 72 columns, lower case, no full stop.
  public let summary: String
  /// Where the command may be used.
  public let availability: Availability
  /// Positional parameters in order; only the last may repeat.
  public let parameters: [Parameter]
  /// The `key=value` options it knows.
  public let options: [CommandOption]
  /// What an option that is not declared means.
  public let optionPolicy: OptionPolicy
  /// What the first word may choose between, each with what may follow it; empty when it decides nothing.
  ///
  /// The verb of each is `VERB WORD`. Completion and `?` know them; binding them is the command's own affair.
  public let forms: [Grammar]
  /// Grammars of their own for first words that no parameter takes; the verb of each is `VERB WORD`.
  ///
  /// Binding takes the word away and tells it as the form of the arguments.
  public let alternatives: [Grammar]
  /// Which commands may stand behind it, where a parameter takes a whole one.
  public let nesting: Nesting
  /// At least one; each parses and binds (a test runs them all).
  public let examples: [String]
  /// More to say in `help VERB`, a paragraph a line; empty when the summary says it all.
  public let details: [String]

  /// Makes a grammar; most parts have a plain default.
  public init(
    verb: String, otherNames: [String] = [], summary: String,
    availability: Availability = .anywhere,
    parameters: [Parameter] = [],
    options: [CommandOption] = [], optionPolicy: OptionPolicy = .declared, forms: [Grammar] = [],
    alternatives: [Grammar] = [],
    nesting: Nesting = .any, examples: [String], details: [String] = []
  ) {
    self.verb = verb
    self.otherNames = otherNames
    self.summary = summary
    self.availability = availability
    self.parameters = parameters
    self.options = options
    self.optionPolicy = optionPolicy
    self.forms = forms
    self.alternatives = alternatives
    self.nesting = nesting
    self.examples = examples
    self.details = details
  }

  /// The command in one line: `start KIND… [room=ID]`.
  public var usage: String {
    var parts = [verb] + parameters.map(\.usage) + options.map { "[\($0.usage)]" }
    if optionPolicy == .open { parts.append("[KEY=VALUE…]") }
    return parts.joined(separator: " ")
  }

  /// The alternative that a first word begins; nil for any other word.
  public func alternative(_ word: String) -> Grammar? {
    guard !alternatives.isEmpty else { return nil }
    let whole = "\(verb) \(word)"
    return alternatives.first { $0.verb == whole }
  }

  /// The first words of the alternatives, with what each is for.
  var alternativeWords: [Choice] {
    alternatives.map { Choice(String($0.verb.dropFirst(verb.count + 1)), $0.summary) }
  }

  /// Where a command may be used.
  public enum Availability: Sendable, Equatable {
    /// Prompt and files.
    case anywhere
    /// Only at the prompt, for it needs a person or a screen; in a script an error when it is checked, whose hint says why.
    case promptOnly(because: String)
    /// Prompt and scripts; without a word behind it only at the prompt, as above.
    case aloneAtPrompt(because: String)
    /// Prompt and files, only against a sandbox.
    case sandboxOnly
  }

  /// Which commands may stand behind another; what is refused there is not offered.
  public enum Nesting: Sendable, Equatable {
    case any
    /// These verbs.
    case only([String])
    /// All but these verbs.
    case except([String])

    /// Whether a verb may stand there.
    public func allows(_ verb: String) -> Bool {
      switch self {
      case .any: true
      case .only(let verbs): verbs.contains(verb)
      case .except(let verbs): !verbs.contains(verb)
      }
    }
  }

  /// What `key=value` means to a command.
  public enum OptionPolicy: Sendable, Equatable {
    /// Only the keys in `options`.
    case declared
    /// Any key; they are kept in `Arguments.openOptions` (`run FILE key=value`).
    case open
    /// `key=value` is just text (`echo a=b`).
    case text
  }
}

/// A positional parameter.
public struct Parameter: Sendable, Equatable {
  /// In capitals, as help shows it: `KIND`.
  ///
  /// Completion knows two of them: `COMMAND` takes a whole command, `VERB` the name of one.
  public let name: String
  /// One line, as help shows it.
  public let summary: String
  /// What a value must look like.
  public let type: ArgumentType
  /// How many values it takes.
  public let arity: Arity
  /// Whether what is given must never be stored or shown.
  public let isSecret: Bool
  /// Words that mean something besides what the type allows; Tab and `?` offer them.
  public let words: [Choice]

  /// Makes a parameter.
  public init(
    _ name: String, _ summary: String, _ type: ArgumentType, arity: Arity = .required,
    isSecret: Bool = false, words: [Choice] = []
  ) {
    self.name = name
    self.summary = summary
    self.type = type
    self.arity = arity
    self.isSecret = isSecret
    self.words = words
  }

  /// How many values a parameter takes.
  public enum Arity: Sendable, Equatable {
    case required, optional, oneOrMore, zeroOrMore
  }

  var isRequired: Bool { arity == .required || arity == .oneOrMore }

  var repeats: Bool { arity == .oneOrMore || arity == .zeroOrMore }

  /// As a usage line shows it: `KIND…`.
  var usage: String {
    switch arity {
    case .required: name
    case .optional: "[\(name)]"
    case .oneOrMore: name + "…"
    case .zeroOrMore: "[\(name)…]"
    }
  }
}

/// A `key=value` option.
public struct CommandOption: Sendable, Equatable {
  /// What stands before the `=`.
  public let key: String
  /// In capitals, as help shows the value: `ID`.
  public let placeholder: String
  /// One line, as help shows it.
  public let summary: String
  /// What the value must look like.
  public let type: ArgumentType
  /// Whether what is given must never be stored or shown.
  public let isSecret: Bool

  /// Makes an option.
  public init(
    _ key: String, _ placeholder: String, _ summary: String, _ type: ArgumentType,
    isSecret: Bool = false
  ) {
    self.key = key
    self.placeholder = placeholder
    self.summary = summary
    self.type = type
    self.isSecret = isSecret
  }

  /// As a usage line shows it: `room=ID`.
  var usage: String { key + "=" + placeholder }
}

/// What a value must look like; checked when it is bound.
public enum ArgumentType: Sendable, Equatable {
  /// Any text, empty too.
  case text
  /// Not empty, no white space or control characters.
  case identifier(IdentifierKind)
  case integer(ClosedRange<Int>)
  /// `500ms`, `5s`, `1m30s`, `2h`.
  case duration
  /// `http://` or `https://` with a host.
  case url
  /// A path; not empty.
  case file
  /// One of a closed list.
  case choice([Choice])
  /// Some of a closed list, separated by commas: at least one, each at most once.
  case choices([Choice])
}

/// What an identifier names: decides which live ids completion offers.
public enum IdentifierKind: Sendable, Equatable, CaseIterable {
  case room, participant, session
  /// The recording of a track, of everything of a participant, or of a whole meeting; a merge of recordings.
  case recording, participantRecording, meetingRecording, merge
}

/// One of the words a value may be.
public struct Choice: Sendable, Equatable {
  /// The word itself.
  public let name: String
  /// One line, as help shows it.
  public let summary: String
  /// The word that earlier versions had for it: still taken, and offered nowhere.
  let formerName: String?

  /// Makes a choice.
  public init(_ name: String, _ summary: String, formerName: String? = nil) {
    self.name = name
    self.summary = summary
    self.formerName = formerName
  }
}
