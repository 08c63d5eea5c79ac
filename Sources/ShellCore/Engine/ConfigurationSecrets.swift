public import CommandLanguage
public import VideoSDKClient

/// Reads the secrets that a configuration file names, for the one origin that they may go to.
public struct ConfigurationSecrets {
  private let reader: SecretReader
  private let asks: Bool
  private let files: Files

  /// What keeps a secret from being read; drawn over its line.
  public struct Problem: Error {
    /// How it is drawn.
    public let diagnostic: Diagnostic
  }

  /// Reads through these doors.
  ///
  /// - Parameter asks: false leaves what a person would be asked for.
  public init(
    environment: [String: String], redactor: Redactor,
    files: Files, asks: Bool,
    askSecret: @escaping (_ name: String) throws(QuestionProblem) -> String
  ) {
    self.asks = asks
    reader = SecretReader(
      environment: environment, redactor: redactor, files: files, askSecret: askSecret,
      refusal: SecretGuess.refusal)
    self.files = files
  }

  /// The file's credentials, used or not; what belongs to another origin is left alone.
  ///
  /// - Parameter target: where requests go; nil when nothing will be sent.
  /// - Throws: `Problem` for the first secret that cannot be read, or that others can read too.
  public func credentials(
    of file: ConfigurationFile, for target: Origin?
  ) throws(Problem) -> [GivenCredentials] {
    guard file.holdsCredentials else { return [] }
    guard file.origin == target else {
      let reason = target == nil ? "nothing is sent" : "it was for another origin at the start"
      return [GivenCredentials(.unread(reason), from: file.label, for: file.origin)]
    }
    var given: [GivenCredentials] = []
    if let line = file.last(.token) { given.append(try token(line, of: file)) }
    if file.last(.apiKey) != nil || file.last(.apiSecret) != nil {
      given.append(try pair(of: file))
    }
    return given
  }

  private func token(
    _ line: ConfigurationFile.Line, of file: ConfigurationFile
  ) throws(Problem) -> GivenCredentials {
    let name = "\(file.label), token"
    if let reason = reasonNotToAsk(line) {
      return GivenCredentials(.unread(reason), from: name, for: file.origin)
    }
    let text = try text(of: line, in: file)
    return GivenCredentials(.token(text, named: name), from: name, for: file.origin)
  }

  /// Nobody is asked for a secret that would not be used.
  private func reasonNotToAsk(_ line: ConfigurationFile.Line) -> String? {
    guard case .place(.prompt) = line.value else { return nil }
    if let winner = GivenCredentials.source(in: reader.environment) {
      return "\(winner) comes first"
    }
    return asks ? nil : "it is asked for at the start"
  }

  private func pair(of file: ConfigurationFile) throws(Problem) -> GivenCredentials {
    let name = "\(file.label), api-key and api-secret"
    guard let keyLine = file.last(.apiKey), case .text(let key) = keyLine.value else {
      return GivenCredentials(.incomplete(missing: "api-key", nil), from: name, for: file.origin)
    }
    guard let secretLine = file.last(.apiSecret) else {
      return GivenCredentials(.incomplete(missing: "api-secret", nil), from: name, for: file.origin)
    }
    if let reason = reasonNotToAsk(secretLine) {
      return GivenCredentials(.unread(reason), from: name, for: file.origin)
    }
    let secret = try text(of: secretLine, in: file)
    return GivenCredentials(
      .key(key, named: "\(file.label), api-key"),
      .secret(secret, named: "\(file.label), api-secret"), named: ("api-key", "api-secret"),
      from: name, for: file.origin)
  }

  private func text(
    of line: ConfigurationFile.Line, in file: ConfigurationFile
  ) throws(Problem) -> String {
    guard case .place(var place) = line.value else { return "" }
    let location = Diagnostic.Location(source: file.source, span: line.span)
    if case .file(let path) = place {
      let path = Self.path(path, in: file, reader.environment)
      if let facts = files.facts(path), !facts.isOthers, facts.mode & 0o066 != 0 {
        throw Problem(diagnostic: .exposed(path, "a secret", facts, at: location))
      }
      place = .file(path)
    }
    do throws(SecretReader.Problem) {
      return try reader.read(place, for: line.key.rawValue)
    } catch {
      var diagnostic = Failure.readCredential(line.key, error.reason).diagnostic
      diagnostic.location = location
      throw Problem(diagnostic: diagnostic)
    }
  }

  /// A path in a file is relative to the file: what happens to be the current folder is nobody's choice.
  private static func path(
    _ path: String, in file: ConfigurationFile, _ environment: [String: String]
  ) -> String {
    ScriptPath.resolve(path.withHome(environment), from: file.source.name)
  }
}
