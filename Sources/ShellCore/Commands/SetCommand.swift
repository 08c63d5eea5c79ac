import CommandLanguage
import VideoSDKClient

/// `set`, `set KEY VALUE`.
struct SetCommand: Command {
  static let grammar = Grammar(
    verb: "set",
    summary: "choose room, participant and other settings; alone: list them",
    parameters: [
      Parameter("KEY", "what to set", .choice(SettingKey.choices), arity: .optional),
      Parameter("VALUE", "its value; env:NAME or file:PATH for secrets", .text, arity: .optional),
    ],
    examples: ["set room abcd-efgh-ijkl", "set participant abcd", "set timeout 10s", "set"])

  private let change: Change?

  private enum Change {
    case value(SettingKey, ArgumentValue)
    case credential(SettingKey, CredentialSource)
  }

  init(_ arguments: Arguments) throws(CommandError) {
    guard let keyValue = arguments.value("KEY") else {
      change = nil
      return
    }
    guard let key = SettingKey(rawValue: keyValue.text), let value = arguments.value("VALUE")
    else {
      throw .binding([
        BindError(
          .missingParameter("VALUE", summary: "what to set it to", choices: []),
          Span(arguments.span.end, arguments.span.end))
      ])
    }
    if key.isSecret {
      change = .credential(key, try Self.credentialSource(key, value))
      return
    }
    change = .value(key, try Self.typed(key, value, verb: arguments.verb))
  }

  func plan(in session: Session) throws(CommandError) -> Action {
    switch change {
    case nil:
      return .done(SettingsReport.all(session), session)
    case .credential(let key, let source):
      return .readCredential(key, source)
    case .value(let key, let value):
      var next = session
      try Self.put(key, value, in: &next)
      return .done(nil, next)
    }
  }

  private static func put(
    _ key: SettingKey, _ value: ArgumentValue, in session: inout Session
  ) throws(CommandError) {
    switch key {
    case .endpoint:
      do throws(OriginError) {
        let origin = try Origin(value.text)
        session.target = Target(
          kind: origin == .videoSDK ? .live : .endpoint, origin: origin, reason: "set endpoint")
      } catch {
        throw .notAnOrigin(error, value.span)
      }
    case .apiKey:
      session.credentials.setAPIKey(
        value.text, for: session.target.origin, from: session.provenance)
    default: break
    }
    session.settings.put(key, value.text, from: session.provenance)
  }

  /// Checks the value as the key's own type.
  private static func typed(
    _ key: SettingKey, _ value: ArgumentValue, verb: Name
  ) throws(CommandError) -> ArgumentValue {
    let word = ExpandedWord(
      value.text, span: value.span, isQuoted: false, isPlaceholder: value.isPlaceholder)
    switch bind(word, as: key, verb: verb) {
    case .failed(let errors): throw .binding(errors)
    case .bound(let arguments): return arguments.value("VALUE") ?? value
    }
  }

  private static func credentialSource(
    _ key: SettingKey, _ value: ArgumentValue
  ) throws(CommandError) -> CredentialSource {
    if value.text.hasPrefix("env:") { return .environment(String(value.text.dropFirst(4))) }
    if value.text.hasPrefix("file:") { return .file(String(value.text.dropFirst(5))) }
    throw .literalCredential(key, value.span)
  }
}

extension SettingKey {
  static let choices = allCases.map { Choice($0.rawValue, $0.summary) }
}
