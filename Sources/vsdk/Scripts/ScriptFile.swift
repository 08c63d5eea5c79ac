import LineEditing
import ShellCore

/// A script that words on the command line name: by itself, or by a folder above it.
struct ScriptFile: Sendable, Equatable {
  /// As it was written, with the way from the folder where it was found in one; `-` is standard input.
  let name: String
  /// Set where there is something that cannot be run, which must not go unsaid.
  var problem: Problem?

  struct Problem: Sendable, Equatable {
    let message: String
    var hints: [String] = []
  }
}

extension ScriptFile {
  /// What words name: a folder stands for the scripts below it, sorted.
  ///
  /// What is left out on the way is told on standard error.
  ///
  /// - Parameter roots: folders, as given, to which a link in a folder may lead, too.
  static func named(
    by words: [String], roots: [String] = [], in console: Console
  ) -> [ScriptFile] {
    let roots = roots.compactMap(LocalFile.realPath)
    return words.flatMap { word -> [ScriptFile] in
      guard word != "-", LocalFile.facts(word)?.isFolder == true else {
        return [ScriptFile(name: word)]
      }
      var folder = ScriptFolder(word, roots: roots)
      folder.search()
      if let note = folder.note { console.write(lines: [note], to: .standardError) }
      return folder.files
    }
  }
}

/// How the words behind a subcommand are told apart.
struct ScriptWords {
  /// Files and folders.
  let files: [String]
  let arguments: ScriptArguments
  /// Whether a run of them is one of several files, also where a folder has only one.
  let isSeries: Bool

  /// The first word is a file or a folder; so is every other that ends in `.vsdk`, with a `=` only where it exists, and
  /// one that names a folder and either ends in `/` or has nothing but folders before it.
  init(
    _ words: [String], exists: (String) -> Bool = { LocalFile.facts($0) != nil },
    isFolder: (String) -> Bool = { LocalFile.facts($0)?.isFolder == true }
  ) {
    var files: [String] = []
    var rest: [String] = []
    var hasFolder = false
    var hasOnlyFolders = true
    for (place, word) in words.enumerated() {
      let isScript =
        place == 0 || (word.hasSuffix(".vsdk") && (!word.contains("=") || exists(word)))
      let namesFolder = (isScript || hasOnlyFolders || word.hasSuffix("/")) && isFolder(word)
      if isScript || namesFolder { files.append(word) } else { rest.append(word) }
      hasFolder = hasFolder || namesFolder
      hasOnlyFolders = hasOnlyFolders && namesFolder
    }
    self.files = files
    arguments = ScriptArguments(words: rest)
    isSeries = hasFolder || files.count > 1
  }
}
