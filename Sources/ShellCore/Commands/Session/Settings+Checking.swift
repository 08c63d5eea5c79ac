import CommandLanguage

/// A setting on the command line that is wrong.
public struct SettingError: Error, Sendable, Equatable {
  /// Lower case, no full stop.
  public let message: String
  /// What to do next.
  public let hints: [String]

  /// Puts one together from its parts.
  public init(message: String, hints: [String]) {
    self.message = message
    self.hints = hints
  }
}

extension Settings {
  /// Puts a value given by a flag, checked as `set` would check it.
  public mutating func put(
    _ name: String, _ value: String, flag: String
  ) throws(SettingError) {
    guard let key = SettingKey(rawValue: name) else {
      let suggestion = Suggestion.nearest(to: name, in: SettingKey.allCases.map(\.rawValue))
      throw SettingError(
        message: "\(flag): no setting `\(name)`", hints: Failure.didYouMean(suggestion) ?? [])
    }
    guard ![.apiSecret, .token, .apiKey, .endpoint].contains(key) else {
      throw SettingError(
        message: "\(flag) cannot set `\(name)`",
        hints: ["others could read it from the process list; use the environment"])
    }
    let word = ExpandedWord(value, span: SourceSpan(0, value.utf8.count))
    if let failure = SetCommand.mistake(in: word, for: key) {
      throw SettingError(message: "\(flag): \(failure.message)", hints: failure.hints)
    }
    put(key, value, from: .commandLine(flag))
  }
}

extension SetCommand {
  /// What is wrong with a value; nil when it has the key's type.
  static func mistake(in word: ExpandedWord, for key: SettingKey) -> Failure? {
    if case .failure(let error) = check(word, as: key) { .bind(error) } else { nil }
  }

  /// The value as the key's own type.
  static func check(
    _ word: ExpandedWord, as key: SettingKey
  ) -> Result<ArgumentValue, BindError> {
    key.type.check(word, parameter: key.rawValue, isSecret: false)
  }
}
