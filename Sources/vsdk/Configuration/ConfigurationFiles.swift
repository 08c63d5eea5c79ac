import CommandLanguage
import FoundationEssentials
import LineEditing
import ShellCore
import VideoSDKClient

/// `init.vsdk` and the profiles, on disk.
struct ConfigurationFiles {
  let process: Process

  private var folder: ConfigurationFolder { ConfigurationFolder(environment: process.environment) }

  /// The file of the interactive shell; nil when there is none.
  ///
  /// - Throws: `BeginningProblem` when it cannot be used.
  func start() throws(BeginningProblem) -> ConfigurationFile? {
    guard LocalFile.facts(folder.start) != nil else { return nil }
    return try file(folder.start, as: .start)
  }

  /// The profile of a name.
  ///
  /// - Throws: `BeginningProblem` when there is none, or it cannot be used.
  func profile(_ name: String) throws(BeginningProblem) -> ConfigurationFile {
    let isName =
      !name.isEmpty && !name.hasPrefix(".")
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0)
      }
    guard isName else {
      throw BeginningProblem(
        "bad-profile-name", "--profile: `\(name)` is not the name of a profile",
        hints: ["a profile is a file in `\(folder.profiles)`; give its name without `.vsdk`"])
    }
    let path = "\(folder.profiles)/\(name).vsdk"
    guard LocalFile.facts(path) != nil else {
      let known = LocalFile.names(in: folder.profiles).filter { $0.hasSuffix(".vsdk") }
        .map { String($0.dropLast(5)) }
      let meant = name.hasSuffix(".vsdk") ? String(name.dropLast(5)) : name
      let suggestion = Suggestion.nearest(to: meant, in: known).map { "did you mean `\($0)`?" }
      let others = known.isEmpty ? "there are no profiles yet" : "there are \(Self.list(known))"
      throw BeginningProblem(
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
  /// - Throws: `BeginningProblem` for a secret that cannot be read.
  func credentials(
    of file: ConfigurationFile?, for origin: Origin?, asks: Bool
  ) throws(BeginningProblem) -> [GivenCredentials] {
    guard let file else { return [] }
    let secrets = ConfigurationSecrets(
      environment: process.environment, redactor: process.redactor, readFile: LocalFile.read,
      asks: asks, askSecret: TerminalQuestion.secret, fileFacts: LocalFile.facts)
    do throws(ConfigurationSecrets.Problem) {
      return try secrets.credentials(of: file, for: origin)
    } catch {
      throw BeginningProblem([error.diagnostic])
    }
  }

  private func file(
    _ path: String, as kind: ConfigurationFile.Kind
  ) throws(BeginningProblem) -> ConfigurationFile {
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = try LocalFile.read(path) } catch {
      throw BeginningProblem(
        "unreadable-file", "cannot read \(kind.label), `\(path)`: \(error.reason)", hints: [])
    }
    let (file, problems) = ConfigurationReader.read(
      bytes, at: path, as: kind, redactor: process.redactor)
    guard let file else { throw BeginningProblem(problems) }
    if let facts = LocalFile.facts(path), let exposure = file.exposure(facts) {
      throw BeginningProblem([exposure])
    }
    return file
  }
}

/// Where a person keeps what the program is to begin with.
struct ConfigurationFolder: Sendable {
  let path: String

  /// `VSDK_HOME`, else `XDG_CONFIG_HOME/vsdk`, else `~/.config/vsdk`; never the folder that happens to be current.
  init(environment: [String: String]) {
    path = OwnFolder.path(
      environment, variable: "XDG_CONFIG_HOME", inHome: ".config")
  }

  var start: String { "\(path)/init.vsdk" }
  var profiles: String { "\(path)/profiles" }
}
