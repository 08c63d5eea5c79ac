import CommandLanguage

/// The names of files that may stand in the place of a word.
struct FileNames {
  /// Names the entries of a folder, those of folders with a `/` behind them.
  let listFolder: (String) -> [String]

  /// The entries of the folder that the word names so far; hidden ones only when it asks for them.
  ///
  /// - Parameters:
  ///   - word: without quotes.
  ///   - quote: the one that is open at its end.
  func candidates(for word: String, in quote: Character? = nil) -> [Candidates.Item] {
    guard quote != nil || !word.contains(where: { "'\"\\$".contains($0) }) else { return [] }
    let slash = word.lastIndex(of: "/")
    let folder = slash.map { String(word[...$0]) } ?? ""
    let start = slash.map { word[word.index(after: $0)...] } ?? word[...]
    let names = listFolder(folder.isEmpty ? "." : folder).filter {
      $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix("."))
    }
    return names.sorted().map { name in
      let isFolder = name.hasSuffix("/")
      return Candidates.Item(
        text: Completion.written(folder + name, in: quote, goesOn: isFolder),
        summary: isFolder ? "folder" : "file", endsWord: !isFolder)
    }
  }
}
