/// Writes statements the one canonical way, so that `vsdk fmt` and saved scripts look alike.
///
/// What was printed parses to the same statement, spans aside. Words keep their quotes unless they
/// could not be read back with them.
public enum Printer {
  /// A whole line: its statements, then its comment behind two spaces.
  ///
  /// An item with a mistake is missing in the statements and so in the text.
  public static func print(_ line: ParsedLine) -> String {
    let items = line.statements.map(print).joined(separator: "; ")
    guard let comment = line.comment else { return items }
    return items.isEmpty ? comment.text : items + "  " + comment.text
  }

  /// One item, without a delimiter.
  public static func print(_ statement: Statement) -> String {
    switch statement.body {
    case .version(let version): "vsdk \(version)"
    case .parameter(let name, nil): "param \(name.text)"
    case .parameter(let name, let value?): "param \(name.text) = \(print(value))"
    case .secret(let name, let source): "secret \(name.text) = \(print(source))"
    case .command(let command): print(command)
    case .expectation(let expectation): print(expectation)
    }
  }

  /// A command with its modifier.
  public static func print(_ command: CommandSyntax) -> String {
    var parts = [command.modifier?.rawValue, command.verb.text].compactMap(\.self)
    switch command.form {
    case .plain, .nested: break
    case .waitUntil(let condition): parts.append("until \(print(condition))")
    case .capture(let name, let query, let isSecret):
      parts.append("\(name.text) = \(print(query))")
      if isSecret { parts.append("secret") }
    }
    parts += command.arguments.map(print)
    if case .nested(let inner) = command.form { parts.append(print(inner)) }
    return parts.joined(separator: " ")
  }

  /// A word or an option.
  public static func print(_ argument: ArgumentSyntax) -> String {
    switch argument {
    case .option(let key, let value): key.text + "=" + print(value)
    case .word(let word): print(word, isArgument: true)
    }
  }

  /// A word in its quotes.
  public static func print(_ word: Word) -> String { print(word, isArgument: false) }

  /// A condition with its `not`.
  public static func print(_ condition: Condition) -> String {
    let sides = "\(print(condition.query)) \(condition.predicate.rawValue)"
    let text = condition.operand.map { "\(sides) \(print($0))" } ?? sides
    return condition.isNegated ? "not " + text : text
  }

  /// A query with its path.
  public static func print(_ query: Query) -> String {
    query.path.reduce(print(query.root)) { text, step in
      switch step {
      case .name(let name): "\(text).\(name.text)"
      case .index(let index, _): "\(text)[\(index)]"
      case .choice(let criteria, _): text + print(criteria)
      }
    }
  }

  /// `[kind=audio, participantId=efgh]`.
  public static func print(_ criteria: [Query.Criterion]) -> String {
    let parts = criteria.map { "\($0.name.text)=\(print(inBrackets: $0.value))" }
    return "[\(parts.joined(separator: ", "))]"
  }

  /// A word where `,` and `]` would end a bare one.
  private static func print(inBrackets word: Word) -> String {
    let texts = word.pieces.map { if case .text(let text) = $0 { text } else { "$" } }
    let needsQuotes =
      word.quoting == .bare
      && (texts.joined().isEmpty || texts.contains { $0.contains { ",[]".contains($0) } })
    guard needsQuotes else { return print(word) }
    return print(
      word.literal.map(Word.quoted)
        ?? Word(word.pieces, quoting: .double, span: word.span))
  }

  private static func print(_ expectation: ExpectationSyntax) -> String {
    let claim =
      switch expectation.claim {
      case .refusal(nil): "expect error"
      // A bare word here would begin the complaint.
      case .refusal(.word(let word)) where word.quoting == .bare && word.literal == "else":
        "expect error \(print(Word.quoted("else")))"
      case .refusal(let operand?): "expect error \(print(operand))"
      case .condition(let condition): "expect \(print(condition))"
      }
    return expectation.complaint.map { "\(claim) else \(print($0))" } ?? claim
  }

  private static func print(_ source: SecretSource) -> String {
    let text =
      switch source {
      case .environment(let name): "env:" + name
      case .file(let path): "file:" + path
      case .prompt: "prompt"
      }
    return print(Word.literal(text))
  }

  private static func print(_ root: Query.Root) -> String {
    switch root {
    case .http: "http"
    case .elapsed: "elapsed"
    case .error: "error"
    case .state: "state"
    case .recording: "recording"
    case .last: "last"
    case .hook: "hook"
    case .sandbox: "sandbox"
    case .variable(let reference): print(reference)
    }
  }

  private static func print(_ operand: Operand) -> String {
    switch operand {
    case .word(let word): print(word)
    case .regex(let pattern, _): "/" + escapingSlashes(pattern) + "/"
    }
  }

  private static func print(_ reference: VariableReference) -> String {
    reference.fallback.map { "${\(reference.name):-\($0)}" } ?? "${\(reference.name)}"
  }

  private static func print(_ word: Word, isArgument: Bool) -> String {
    let spansLines = word.spansLines
    return switch safeQuoting(of: word, isArgument: isArgument) {
    case .bare: word.pieces.map { print($0, escaping: false) }.joined()
    case .single: "'" + word.pieces.map { print($0, escaping: false) }.joined() + "'"
    case .double:
      "\""
        + word.pieces.map { print($0, escaping: true, spansLines: spansLines) }.joined() + "\""
    }
  }

  private static func print(
    _ piece: Word.Piece, escaping: Bool, spansLines: Bool = false
  ) -> String {
    switch piece {
    case .variable(let reference): print(reference)
    case .text(let text): escaping ? escapingDoubleQuoted(text, spansLines: spansLines) : text
    }
  }

  /// The quotes a word was written in, or those it needs to be read back.
  private static func safeQuoting(of word: Word, isArgument: Bool) -> Word.Quoting {
    let texts = word.pieces.compactMap { piece in
      if case .text(let text) = piece { text } else { nil }
    }
    let hasVariable = texts.count < word.pieces.count
    switch word.quoting {
    case .double: return .double
    case .single:
      let fits = texts.allSatisfy { $0.canBeSingleQuoted(spansLines: word.spansLines) }
      return !hasVariable && fits ? .single : .double
    case .bare:
      if texts.allSatisfy(\.isBare), !(isArgument && startsOtherwise(word)) { return .bare }
      return !hasVariable && texts.allSatisfy { $0.canBeSingleQuoted() } ? .single : .double
    }
  }

  /// Whether a bare word would be read as a comment or an option.
  private static func startsOtherwise(_ word: Word) -> Bool {
    guard case .text(let text)? = word.pieces.first else { return false }
    return text.isComment || text.isOption
  }

  private static func escapingDoubleQuoted(_ text: String, spansLines: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "$": escaped += "\\" + String(Character(scalar))
      case "\n" where spansLines: escaped += "\n"
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      case let scalar where VisibleText.hides(scalar):
        escaped += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func escapingSlashes(_ pattern: String) -> String {
    var escaped = String.UnicodeScalarView()
    var isEscape = false
    for scalar in pattern.unicodeScalars {
      if scalar == "/" && !isEscape { escaped.append("\\") }
      escaped.append(scalar)
      isEscape = scalar == "\\" && !isEscape
    }
    return String(escaped)
  }
}

extension Word {
  /// A word of literal text in the lightest quotes that keep it; its span is empty.
  public static func literal(_ text: String) -> Word {
    let isPlain = !text.isEmpty && text.isBare && !text.isComment && !text.isOption
    return isPlain
      ? Word([.text(text)], quoting: .bare, span: SourceSpan(0, 0)) : .quoted(text)
  }

  /// The same, always in quotes.
  static func quoted(_ text: String) -> Word {
    Word(
      text.isEmpty ? [] : [.text(text)], quoting: text.canBeSingleQuoted() ? .single : .double,
      span: SourceSpan(0, 0))
  }

  /// The text of a word without variables.
  fileprivate var literal: String? {
    var text = ""
    for piece in pieces {
      guard case .text(let part) = piece else { return nil }
      text += part
    }
    return text
  }
}

extension String {
  /// Whether every sign may stand in a bare word.
  fileprivate var isBare: Bool {
    unicodeScalars.allSatisfy { scalar in
      guard let ascii = UInt8(exactly: scalar.value), ascii < 0x80 else {
        return scalar.isBareBeyondASCII
      }
      return Byte.isBare(ascii) || ascii == Byte.hash
    }
  }

  /// Whether a word would be a comment if it stood bare.
  fileprivate var isComment: Bool { utf8.first == Byte.hash }

  /// Whether a bare word would be read as an option.
  fileprivate var isOption: Bool {
    guard let equals = firstIndex(of: "=") else { return false }
    return Byte.isName(String(self[..<equals]))
  }

  fileprivate func canBeSingleQuoted(spansLines: Bool = false) -> Bool {
    !unicodeScalars.contains {
      $0 == "'" || (VisibleText.hides($0) && $0 != "\t" && !($0 == "\n" && spansLines))
    }
  }
}
