import ShellCore

/// The scripts below a folder, in the order of their paths.
///
/// Links to folders are not followed, so that the search ends; links to files are, as long as they stay below the folder.
/// Hidden names are left out. What cannot be looked into is among the files, as a problem: a run that skips it in silence
/// would pass.
struct ScriptFolder {
  private(set) var files: [ScriptFile] = []
  /// What was left out, each with the reason.
  private var leftOut: [String] = []
  private let word: String
  private let roots: [String]

  private static let mostNamed = 5

  /// - Parameters:
  ///   - word: the folder as it was written.
  ///   - roots: real paths of folders to which a link may lead besides it.
  init(_ word: String, roots: [String]) {
    self.word = word
    self.roots = roots + [LocalFile.realPath(word)].compactMap(\.self)
  }

  /// Looks at all that is below.
  mutating func search() {
    search(word)
    if files.isEmpty {
      files = [
        ScriptFile(
          name: word,
          problem: .init(
            message: "there is no script in the folder `\(word)`",
            hints: ["a script is a file whose name ends in `.vsdk`"]))
      ]
    }
  }

  /// A line that tells what was left out; nil for nothing.
  var note: String? {
    guard !leftOut.isEmpty else { return nil }
    let more = leftOut.count - Self.mostNamed
    return "note: left out below `\(word)`: "
      + leftOut.prefix(Self.mostNamed).joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
  }

  private mutating func search(_ folder: String) {
    let entries: [FolderEntry]
    do throws(FileProblem) { entries = try LocalFile.entries(of: folder) } catch {
      files.append(
        ScriptFile(
          name: folder, problem: .init(message: "cannot read `\(folder)`: \(error.reason)")))
      return
    }
    for entry in entries {
      take(entry, at: Self.path(folder, entry.name))
    }
  }

  private mutating func take(_ entry: FolderEntry, at path: String) {
    let isScript = FolderPath.isScript(entry.name)
    guard entry.isWhole else {
      if isScript || entry.kind == .folder { leave(path, "its name is not UTF-8") }
      return
    }
    guard !entry.name.hasPrefix(".") else {
      if isScript || entry.kind == .folder { leave(path, "hidden") }
      return
    }
    switch entry.kind {
    case .folder: search(path)
    case .file: if isScript { files.append(ScriptFile(name: path)) }
    case .other: if isScript { leave(path, "not a file") }
    case .link: follow(path, isScript)
    }
  }

  private mutating func follow(_ path: String, _ isScript: Bool) {
    guard let facts = LocalFile.facts(path), let real = LocalFile.realPath(path) else {
      if isScript {
        files.append(
          ScriptFile(
            name: path, problem: .init(message: "cannot read `\(path)`: it is a link to nothing")))
      }
      return
    }
    guard !facts.isFolder else { return leave(path, "a link to a folder") }
    guard isScript else { return }
    guard facts.isPlain else { return leave(path, "not a file") }
    guard FolderPath.isScript(real) else {
      files.append(
        ScriptFile(
          name: path, problem: .init(message: "`\(path)` is a link to a file of another name")))
      return
    }
    guard roots.contains(where: { FolderPath.holds($0, real) }) else {
      files.append(
        ScriptFile(
          name: path,
          problem: .init(
            message: "`\(path)` is a link that leads out of the folder",
            hints: ["name the file itself, or allow its folder with `--root`"])))
      return
    }
    files.append(ScriptFile(name: path))
  }

  private mutating func leave(_ path: String, _ reason: String) {
    leftOut.append("`\(path)` (\(reason))")
  }

  private static func path(_ folder: String, _ name: String) -> String {
    if folder == "." || folder == "./" { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
