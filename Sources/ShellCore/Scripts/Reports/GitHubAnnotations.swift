public import CommandLanguage

/// Failures as GitHub's runner takes them from what a step writes: it shows each beside the line of the file.
///
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>. Paths are relative to the folder that
/// the repository was checked out to. Whatever stands in a text, the line is one command and no other.
public struct GitHubAnnotations: Sendable {
  private let workspace: String?
  private let files: Files

  /// A message is cut behind so many characters; GitHub shows no more of a long one.
  private static let longest = 4_000

  /// Nil where no workflow of GitHub runs the program.
  public init?(environment: [String: String], files: Files) {
    guard environment["GITHUB_ACTIONS"] == "true" else { return nil }
    self.files = files
    workspace = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
      .map { files.realPath($0) ?? $0 }
  }

  /// A line for every failure of a run, in the order of its files.
  public func lines(_ record: ReplayRecord) -> [String] {
    record.files.flatMap { file in
      file.allFailures.map { line("error", $0.place, of: file.name, $0.message, $0.lines) }
    }
  }

  /// The line for what a check found in a script; a doubt is a warning.
  public func line(_ diagnostic: Diagnostic) -> String {
    line(
      diagnostic.severity.rawValue, diagnostic.location.map { RecordedPlace($0) }, of: nil,
      diagnostic.message, DiagnosticText.render(diagnostic))
  }

  /// - Parameter lines: as drawn; the first, which begins with the place, is left out for the message.
  private func line(
    _ command: String, _ place: RecordedPlace?, of file: String?, _ message: String,
    _ lines: [String]
  ) -> String {
    var properties: [String] = []
    if let path = (place?.source ?? file).flatMap(shownPath) {
      properties = ["file=\(Self.property(path))"]
      if let place { properties += ["line=\(place.line)", "col=\(place.column)"] }
    }
    let text = ([message] + lines.dropFirst()).joined(separator: "\n")
    let head = properties.isEmpty ? "" : " " + properties.joined(separator: ",")
    return "::\(command)\(head)::\(Self.data(String(text.prefix(Self.longest))))"
  }

  /// As GitHub knows the file; nil for a text that is in none.
  private func shownPath(_ name: String) -> String? {
    guard name != "-", !name.hasPrefix("<") else { return nil }
    // Of the folder: where a link leads to is not where it stands.
    let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
    let last = slash.map { String(name[name.utf8.index(after: $0)...]) } ?? name
    guard let folder = files.realPath(slash.map { String(name[...$0]) } ?? ".") else { return name }
    let real = "/" + (FolderPath.names(folder) + [last]).joined(separator: "/")
    guard let workspace, FolderPath.holds(workspace, real) else { return real }
    return FolderPath.names(real).dropFirst(FolderPath.names(workspace).count)
      .joined(separator: "/")
  }

  /// What GitHub takes back behind `::`.
  private static func data(_ text: String) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  /// What it takes back in a value of a property.
  private static func property(_ text: String) -> String {
    escaped(data(text)) { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }

  /// By scalars: CR LF is one character.
  private static func escaped(
    _ text: String, _ replacement: (Unicode.Scalar) -> String?
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let escape = replacement(scalar) {
        result += escape.unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
