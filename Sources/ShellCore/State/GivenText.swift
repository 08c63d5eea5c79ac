import VideoSDKClient

/// A key, a secret or a token as it was given somewhere, without what surrounds it, and what to tell
/// of that.
///
/// Wherever a credential comes from, it passes here.
struct GivenText<Value: Sendable>: Sendable {
  /// What is used.
  let value: Value
  /// What the text is called, when something was taken off its ends.
  let trimmedName: String?
  /// Whether `Bearer` was taken off.
  private let hadPrefix: Bool
  private let name: String

  private init(_ value: Value, named name: String, isTrimmed: Bool, hadPrefix: Bool = false) {
    self.value = value
    self.name = name
    self.hadPrefix = hadPrefix
    trimmedName = isTrimmed ? name : nil
  }

  /// What was taken off, in sentences.
  var notes: [String] {
    Self.notes(of: [trimmedName].compactMap(\.self))
      + (hadPrefix
        ? ["took the prefix `Bearer` off \(name): the service wants the bare token"] : [])
  }

  /// The one sentence of all texts that something was taken off.
  static func notes(of names: [String]) -> [String] {
    guard !names.isEmpty else { return [] }
    return ["took blanks or line breaks off the ends of \(names.joined(separator: " and "))"]
  }
}

extension GivenText<AccessToken> {
  /// A token, also one with `Bearer` before it.
  static func token(_ text: String, named name: String) -> GivenText {
    let token = AccessToken(pasted: text)
    return GivenText(
      token, named: name, isTrimmed: CredentialText.trim(text) != text,
      hadPrefix: token.hadBearerPrefix)
  }
}

extension GivenText<Secret> {
  /// A secret that tokens are signed with.
  static func secret(_ text: String, named name: String) -> GivenText {
    let trimmed = CredentialText.trim(text)
    return GivenText(Secret(trimmed), named: name, isTrimmed: trimmed != text)
  }
}

extension GivenText<String> {
  /// A project's key.
  static func key(_ text: String, named name: String) -> GivenText {
    let trimmed = CredentialText.trim(text)
    return GivenText(trimmed, named: name, isTrimmed: trimmed != text)
  }
}
