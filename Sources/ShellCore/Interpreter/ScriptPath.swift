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
