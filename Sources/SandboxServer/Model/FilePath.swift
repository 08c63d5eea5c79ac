/// The path of a file, with what of it tells quickly which recordings may have such a file.
struct FilePath: Sendable {
  /// Where the paths of files begin in a URL.
  static let prefix = "/files/"

  let text: String
  /// The last part of the name: when the segment began, or for a room the id of the file.
  let stamp: Substring
  let time: Int64?

  init(_ text: String) {
    self.text = text
    let name = text.split(separator: "/").last ?? ""
    stamp = (name.split(separator: "_").last ?? "").prefix { $0 != "." }
    time = Int64(stamp)
  }

  /// Where the file at a path can be had.
  static func url(of path: String, origin: String) -> String {
    origin + prefix + PercentEncoding.encode(path: path)
  }
}
