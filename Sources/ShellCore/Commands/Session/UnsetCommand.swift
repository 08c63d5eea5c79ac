import CommandLanguage

/// `unset KEY`.
struct UnsetCommand: Command {
  static let grammar = Grammar(
    verb: "unset",
    summary: "put a setting back to its default",
    parameters: [Parameter("KEY", "what to unset", .choice(SettingKey.choices))],
    examples: ["unset participant", "unset webhook"])

  static let result = ResultSchema.none

  private let key: SettingKey?
  private let span: SourceSpan

  init(_ arguments: Arguments) throws(Mistakes) {
    span = arguments.value("KEY")?.span ?? arguments.span
    key = arguments.value("KEY").flatMap { SettingKey(rawValue: $0.text) }
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard let key else { return .done(nil) }
    var next = session
    next.settings.remove(key)
    next.credentials.remove(key)
    if key == .endpoint { try SetCommand.move(&next, to: session.startTarget, span) }
    return .done(nil, next)
  }
}
