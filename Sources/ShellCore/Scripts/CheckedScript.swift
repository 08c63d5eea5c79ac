import CommandLanguage

/// A script that may run: it and all it includes parse, bind, and ran abstractly.
public struct CheckedScript: Sendable {
  /// The text it stands in.
  let source: SourceText
  /// The variables at its start.
  let scope: Scope
  /// Every included text by its resolved path, as it was when it was checked.
  let library: [String: SourceText]
  /// What was given for it, for the line that reproduces a failure.
  let arguments: ScriptArguments
  /// What was read for the `secret` lines of each text, by the text's name; redacted wherever it may be written.
  let secrets: [String: [String: String]]
  /// What it can reach.
  public let reach: ScriptReach
}

/// How a script is checked.
public struct CheckRules: Sendable {
  /// False lets parameters without a value stand for any value.
  var needsArguments: Bool
  /// False lets secrets stand for any value; nothing is then read or asked.
  var needsSecrets: Bool
  /// Whether a warning keeps the script from running, as a mistake does.
  var isStrict: Bool

  /// Puts one together from its parts.
  public init(
    needsArguments: Bool = true, needsSecrets: Bool = true, isStrict: Bool = false
  ) {
    self.needsArguments = needsArguments
    self.needsSecrets = needsSecrets
    self.isStrict = isStrict
  }
}
