/// Paths of scripts, as text.
enum ScriptPath {
  /// `path` as the script `including` means it: relative to its folder, `.` and `..` folded.
  static func resolve(_ path: String, from including: String) -> String {
    guard !path.hasPrefix("/") else { return fold(path) }
    guard !including.hasPrefix("<"), let slash = including.lastIndex(of: "/") else {
      return fold(path)
    }
    return fold(String(including[...slash]) + path)
  }

  /// A path that was relative to the current folder, as a script at `file` has to write it.
  ///
  /// A file that is not below the current folder gets the path as it was.
  static func relocate(_ path: String, to file: String) -> String {
    let file = fold(file)
    guard !path.hasPrefix("/"), !file.hasPrefix("/"), !file.hasPrefix("..") else { return path }
    let depth = file.split(separator: "/").count - 1
    return String(repeating: "../", count: max(0, depth)) + path
  }

  private static func fold(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
