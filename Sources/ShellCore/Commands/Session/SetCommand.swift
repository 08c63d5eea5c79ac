import CommandLanguage
import VideoSDKClient

/// `set`, `set KEY VALUE`.
struct SetCommand: Command {
  static let grammar = Grammar(
    verb: "set",
    summary: "choose room, participant and other settings; alone: list them",
    parameters: [
      Parameter("KEY", "what to set", .choice(SettingKey.choices), arity: .optional),
      Parameter(
        "VALUE", "its value; env:NAME, file:PATH or prompt for secrets", .text,
        arity: .optional, isSecret: true),
    ],
    forms: SettingKey.allCases.map(form),
    examples: ["set room abcd-efgh-ijkl", "set participant abcd", "set timeout 10s", "set"])

  static let result = ResultSchema.defined(
    "settings",
    ResultSchema(
      "{\"type\": \"object\", \"additionalProperties\": "
        + ResultSchema.closed(["value": .optionalString, "from": .string]).text + "}"))

  /// Behind a key its value.
  private static func form(_ key: SettingKey) -> Grammar {
    Grammar(
      verb: "set \(key.rawValue)", summary: key.summary,
      parameters: [
        Parameter(
          "VALUE", key.summary, key.type, isSecret: key.isSecret,
          words: key.isSecret ? SecretSource.choices : [])
      ], examples: [])
  }

  let change: Change?
  /// Where the value stands.
  let span: SourceSpan?
  /// Whether it was put together from variables.
  private let isComputed: Bool

  enum Change {
    case value(SettingKey, ArgumentValue)
    case credential(SettingKey, CredentialSource)
    /// A secret that is written out.
    case written(SettingKey)
  }

  /// Where a secret is kept that the command reads, and where that is written; nil for any other.
  var place: (key: SettingKey, place: (source: SecretSource, span: SourceSpan))? {
    guard case .credential(let key, .place(let source)) = change, let span else { return nil }
    return (key, (source, span))
  }

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let keyValue = arguments.value("KEY") else {
      (change, span, isComputed) = (nil, nil, false)
      return
    }
    guard let key = SettingKey(rawValue: keyValue.text), let value = arguments.value("VALUE")
    else {
      throw Mistakes(
        .missingValue(keyValue.text, SourceSpan(arguments.span.end, arguments.span.end)))
    }
    (span, isComputed) = (value.span, value.isComputed)
    if key.isSecret {
      change = Self.credentialSource(value).map { .credential(key, $0) } ?? .written(key)
      return
    }
    if let name = value.secretName {
      throw Mistakes(binding: [BindError(.misplacedSecret(name), value.span)])
    }
    change = .value(key, try Self.typed(key, value))
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    switch change {
    case nil:
      return .done(SettingsReport.all(session))
    case .credential(let key, let source):
      if source.isPlace, isComputed, session.permit != nil {
        throw Mistakes(.computedSecretPlace(key, span))
      }
      return .readCredential(key, source)
    case .written(let key):
      throw Mistakes(.literalCredential(key, isInScript: session.permit != nil, span))
    case .value(.ledger, let value) where value.text == "off" && session.permit != nil:
      throw Mistakes(.ledgerOffInScript(value.span))
    case .value(.apiKey, let value): return .readCredential(.apiKey, .variable(value.text))
    case .value(let key, let value):
      var next = session
      try Self.put(key, value, in: &next)
      return .done(nil, next)
    }
  }

  private static func put(
    _ key: SettingKey, _ value: ArgumentValue, in session: inout Session
  ) throws(Mistakes) {
    switch key {
    case .endpoint where value.isPlaceholder: break
    case .endpoint: try move(&session, to: try target(value), value.span)
    default: break
    }
    session.settings.put(key, value.text, from: session.provenance)
  }

  private static func target(_ value: ArgumentValue) throws(Mistakes) -> Target {
    let origin = try origin(value)
    return Target(
      kind: origin == .videoSDK ? .live : .endpoint, origin: origin, reason: "set endpoint")
  }

  /// The origin that a value names.
  static func origin(_ value: ArgumentValue) throws(Mistakes) -> Origin {
    do throws(OriginError) {
      return try Origin(value.text)
    } catch {
      throw Mistakes(.notAnOrigin(error, value.span))
    }
  }

  /// Changes the target, unless a script may not go there or recordings would be left behind out of reach.
  static func move(
    _ session: inout Session, to target: Target, _ span: SourceSpan
  ) throws(Mistakes) {
    if let permit = session.permit, !permit.origins.contains(target.origin), !target.isUnborn {
      throw Mistakes(.originNotAllowed(target.origin, span))
    }
    if session.isConfined, target.origin != session.startTarget.origin {
      throw Mistakes(.confined(span))
    }
    let running = session.running.count
    guard running == 0 || target.origin == session.target.origin else {
      throw Mistakes(.endpointWhileRunning(running, span))
    }
    session.move(to: target)
  }

  /// Checks the value as the key's own type.
  private static func typed(
    _ key: SettingKey, _ value: ArgumentValue
  ) throws(Mistakes) -> ArgumentValue {
    let word = ExpandedWord(
      value.text, span: value.span, isQuoted: false, isPlaceholder: value.isPlaceholder)
    do throws(BindError) {
      return try check(word, as: key).get()
    } catch {
      throw Mistakes(binding: [error])
    }
  }

  /// Nil for one that is written out.
  private static func credentialSource(_ value: ArgumentValue) -> CredentialSource? {
    if value.secretName != nil { return .variable(value.text) }
    return SecretSource(written: value.text).map { .place($0) }
  }
}

extension CommandSyntax {
  /// Secrets that are written out although they must not be, so that they are struck out before the line is shown or kept.
  var writtenSecrets: [String] {
    if case .nested(let command) = form { return command.writtenSecrets }
    guard verb.text == SetCommand.grammar.verb else { return [] }
    guard let key = arguments.first?.words.first, SettingKey.meansSecret(key) else { return [] }
    return arguments.flatMap(\.words).dropFirst().filter { SecretSource(written: $0) == nil }
  }
}

extension CommandSyntax {
  /// Where the secret is kept that a `set` reads; nil for any other command.
  var secretPlace: (key: SettingKey, source: SecretSource)? {
    let words = arguments.flatMap(\.words)
    guard form == .plain, verb.text == SetCommand.grammar.verb, words.count == 2,
      let key = SettingKey(rawValue: words[0]), key.isSecret,
      let source = SecretSource(written: words[1])
    else { return nil }
    return (key, source)
  }
}

extension ArgumentSyntax {
  /// What is written out of an argument: a word, or the two of `key=value`.
  fileprivate var words: [String] {
    switch self {
    case .word(let word): [word.written]
    case .option(let key, let value): [key.text, value.written]
    }
  }
}

extension Word {
  fileprivate var written: String {
    pieces.map { piece in
      if case .text(let text) = piece { text } else { "" }
    }.joined()
  }
}

extension SettingKey {
  /// Whether a word is the name of a secret, or is likely meant to be.
  fileprivate static func meansSecret(_ word: String) -> Bool {
    let meant =
      SettingKey(rawValue: word)
      ?? Suggestion.nearest(to: word, in: allCases.map(\.rawValue)).flatMap(SettingKey.init)
    return meant?.isSecret == true
  }
}

extension ParsedLine {
  /// The same of every command in a line.
  var writtenSecrets: [String] {
    statements.flatMap { statement in
      if case .command(let syntax) = statement.body { syntax.writtenSecrets } else { [String]() }
    }
  }
}

extension SecretSource {
  fileprivate static let choices = [
    Choice("prompt", "asked on the terminal, not shown"),
    Choice("env:", "the name of a variable follows"), Choice("file:", "a path follows"),
  ]

  /// Reads `env:NAME`, `file:PATH` or `prompt`; nil for anything else.
  init?(written text: String) {
    if text == "prompt" {
      self = .prompt
    } else if text.hasPrefix("env:") {
      self = .environment(String(text.dropFirst(4)))
    } else if text.hasPrefix("file:") {
      self = .file(String(text.dropFirst(5)))
    } else {
      return nil
    }
  }
}

extension SettingKey {
  static let choices = allCases.map { Choice($0.rawValue, $0.summary) }
}

extension Failure {
  /// `set room` shows no room: what can be chosen is listed elsewhere.
  fileprivate static func missingValue(_ key: String, _ span: SourceSpan) -> Failure {
    var failure = Failure.bind(
      BindError(.missingParameter("VALUE", summary: "what to set it to", choices: []), span))
    switch SettingKey(rawValue: key) {
    case .room: failure.hints = ["`rooms` lists what can be chosen; `session` shows what is"]
    case .participant:
      failure.hints = ["`participants` lists what can be chosen; `session` shows what is"]
    default:
      failure.hints = ["`set` alone lists all settings; `unset \(key)` goes back to its default"]
    }
    return failure
  }

  static func literalCredential(
    _ key: SettingKey, isInScript: Bool, _ span: SourceSpan?
  ) -> Failure {
    Failure(
      .script, "literal-credential",
      "`\(key.rawValue)` is not written out, so that it lands in no file or history",
      span: span,
      hints: [
        isInScript
          ? declaration(key, "env:…")
          : "use `set \(key.rawValue) env:NAME`, `file:PATH` or `prompt`"
      ])
  }

  fileprivate static func confined(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "confined", "a lesson stays in its sandbox", span: span,
      hints: ["`lesson off` leaves the lesson"])
  }

  /// A stop would go to the new origin, and what runs at the old one would be forgotten.
  fileprivate static func endpointWhileRunning(_ count: Int, _ span: SourceSpan) -> Failure {
    let many = count == 1 ? "1 recording runs, or may," : "\(count) recordings run, or may,"
    return Failure(
      .script, "endpoint-while-running", "\(many) at the endpoint in force", span: span,
      hints: ["`stop all` first: a stop goes to the endpoint that is set"])
  }

  fileprivate static func notAnOrigin(_ error: OriginError, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "not-an-origin", "not an origin: \(error.wording)", span: span,
      hints: ["write scheme, host and port alone, such as `https://api.videosdk.live`"])
  }
}
