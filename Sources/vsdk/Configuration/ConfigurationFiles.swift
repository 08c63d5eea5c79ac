import CommandLanguage
import FoundationEssentials
import LineEditing
import ShellCore
import VideoSDKClient

/// `init.vsdk` and the profiles, on disk.
struct ConfigurationFiles {
  let console: Console

  private var folder: ConfigurationFolder { ConfigurationFolder(environment: console.environment) }

  /// The file of the interactive shell; nil when there is none.
  ///
  /// - Throws: `ConfigurationProblem` when it cannot be used.
  func start() throws(ConfigurationProblem) -> ConfigurationFile? {
    guard LocalFile.facts(folder.start) != nil else { return nil }
    return try file(folder.start, as: .start)
  }

  /// The profile of a name.
  ///
  /// - Throws: `ConfigurationProblem` when there is none, or it cannot be used.
  func profile(_ name: String) throws(ConfigurationProblem) -> ConfigurationFile {
    let isName =
      !name.isEmpty && !name.hasPrefix(".")
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0)
      }
    guard isName else {
      throw ConfigurationProblem(
        "bad-profile-name", "--profile: `\(name)` is not the name of a profile",
        hints: ["a profile is a file in `\(folder.profiles)`; give its name without `.vsdk`"])
    }
    let path = "\(folder.profiles)/\(name).vsdk"
    guard LocalFile.facts(path) != nil else {
      let known = folder.profileNames
      let meant = name.hasSuffix(".vsdk") ? String(name.dropLast(5)) : name
      let suggestion = Suggestion.nearest(to: meant, in: known).map { "did you mean `\($0)`?" }
      let others = known.isEmpty ? "there are no profiles yet" : "there are \(Self.list(known))"
      throw ConfigurationProblem(
        "no-profile", "--profile: there is no profile `\(name)`",
        hints: [suggestion ?? others, "looked for `\(path)`"])
    }
    return try file(path, as: .profile(name))
  }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// The credentials of a file; none when there is no file.
  ///
  /// - Throws: `ConfigurationProblem` for a secret that cannot be read.
  func credentials(
    of file: ConfigurationFile?, for origin: Origin?, asks: Bool
  ) throws(ConfigurationProblem) -> [GivenCredentials] {
    guard let file else { return [] }
    let secrets = ConfigurationSecrets(
      environment: console.environment, redactor: console.redactor, files: LocalFile.files,
      asks: asks, askSecret: TerminalQuestion.secret)
    do throws(ConfigurationSecrets.Problem) {
      return try secrets.credentials(of: file, for: origin)
    } catch {
      throw ConfigurationProblem([error.diagnostic])
    }
  }

  private func file(
    _ path: String, as kind: ConfigurationFile.Kind
  ) throws(ConfigurationProblem) -> ConfigurationFile {
    let facts = LocalFile.facts(path)
    if let facts, let distrust = ConfigurationFile.distrust(path, facts) {
      throw ConfigurationProblem([distrust])
    }
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = try LocalFile.read(path) } catch {
      throw ConfigurationProblem(
        "unreadable-file", "cannot read \(kind.label), `\(path)`: \(error.reason)", hints: [])
    }
    let (file, problems) = ConfigurationReader.read(
      bytes, at: path, as: kind, redactor: console.redactor)
    guard let file else { throw ConfigurationProblem(problems) }
    if let facts, let exposure = file.exposure(facts) {
      throw ConfigurationProblem([exposure])
    }
    return file
  }
}

/// Why a session cannot begin.
struct ConfigurationProblem: Error {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  init(_ code: String, _ message: String, hints: [String]) {
    diagnostics = [Diagnostic(code: code, message: message, hints: hints)]
  }
}
