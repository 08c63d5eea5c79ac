public import CommandLanguage
public import VideoSDKClient

/// A profile, or the file that the interactive shell begins with: `set` lines and nothing else.
///
/// There is no second configuration format. Where a line's value is a secret, only the place that holds it is known
/// here; `ConfigurationSecrets` reads it.
public struct ConfigurationFile: Sendable {
  /// What the file is for.
  public let kind: Kind
  /// Its text, under its path.
  public let source: SourceText
  let lines: [Line]

  /// What a file is for.
  public enum Kind: Sendable, Equatable {
    /// `--profile NAME`.
    case profile(String)
    /// `init.vsdk`.
    case start
  }

  struct Line: Sendable {
    let key: SettingKey
    let value: Value
    let span: SourceSpan
  }

  enum Value: Sendable {
    case text(String)
    case origin(Origin)
    case place(SecretSource)
  }

  init(kind: Kind, source: SourceText, lines: [Line]) {
    self.kind = kind
    self.source = source
    self.lines = lines
  }

  /// `profile staging`, `init.vsdk`.
  public var label: String { kind.label }

  /// The origin that the file names; nil when it names none.
  public var endpoint: Origin? {
    guard case .origin(let origin)? = last(.endpoint)?.value else { return nil }
    return origin
  }

  /// Where its credentials go: to its endpoint, or to the live service.
  public var origin: Origin { endpoint ?? .videoSDK }

  /// Whether it says something about where requests go.
  public var namesTarget: Bool { endpoint != nil || holdsCredentials }

  /// Whether it holds credentials, or says where they are.
  public var holdsCredentials: Bool { lines.contains { $0.key.isCredential } }

  /// How many lines it has.
  public var count: Int { lines.count }

  /// Puts its values in place, but for those that decide about the target and who asks.
  public func apply(to settings: inout Settings) {
    for line in lines where !line.key.isCredential {
      guard case .text(let text) = line.value else { continue }
      let number = source.position(at: line.span.start).line
      settings.put(line.key, text, from: .script(name: source.name, line: number))
    }
  }

  /// The line that counts for a key: the last one.
  func last(_ key: SettingKey) -> Line? { lines.last { $0.key == key } }

  /// Why a file is not even read: another account says what stands in it, or it is no plain file; nil when it may be.
  public static func distrust(_ path: String, _ facts: FileFacts) -> Diagnostic? {
    guard facts.isPlain else {
      return Diagnostic(
        code: "not-a-plain-file", message: "`\(path)` is not a plain file",
        hints: ["put a file of `set` lines there"])
    }
    return facts.distrust(of: path).map { reason, remedy in
      Diagnostic(
        code: "exposed-file", message: "`\(path)` is not used: \(reason)", hints: [remedy])
    }
  }

  /// What is wrong with the file's permissions; nil when it may be used.
  ///
  /// Who may read a credential can use it, and who may write the file can send it elsewhere.
  public func exposure(_ facts: FileFacts) -> Diagnostic? {
    let refused: UInt32 = holdsCredentials ? 0o066 : endpoint != nil ? 0o022 : 0
    guard facts.mode & refused != 0 else { return nil }
    return Diagnostic.exposed(source.name, holdsCredentials ? "credentials" : "an endpoint", facts)
  }
}

extension ConfigurationFile.Kind {
  /// `profile staging`, `init.vsdk`.
  public var label: String {
    switch self {
    case .profile(let name): "profile \(name)"
    case .start: "init.vsdk"
    }
  }
}

extension Diagnostic {
  static func exposed(
    _ path: String, _ what: String, _ facts: FileFacts, at location: Location? = nil
  ) -> Diagnostic {
    let verb = facts.mode & 0o044 != 0 ? "read" : "change"
    return Diagnostic(
      code: "exposed-file",
      message: "`\(path)` holds \(what), and others can \(verb) it (\(facts.modeText))",
      location: location, hints: ["run `chmod 600 \(path.quotedForShell)`"])
  }
}

extension SettingKey {
  /// Whether it is a part of who asks.
  var isCredential: Bool { isSecret || self == .apiKey }
}

extension String {
  /// As one word of a command for the system's shell.
  var quotedForShell: String {
    let isPlain =
      !isEmpty
      && unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "/._-+,:@%=".unicodeScalars.contains($0)
      }
    return isPlain ? self : ShellText.quoted(self)
  }
}
