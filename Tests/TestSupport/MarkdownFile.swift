import FoundationEssentials

/// A document of the repository, as the tests of its promises look at it.
public struct MarkdownFile: CustomStringConvertible, Sendable {
  /// Relative to the root of the repository.
  public let path: String
  /// All of it.
  public let text: String

  /// Something that a document has not.
  public struct Missing: Error, Sendable {
    /// Which document.
    public let path: String
    /// What was looked for.
    public let what: String
  }

  /// Reads a file.
  ///
  /// - Throws: `Missing` when there is no such file.
  public init(_ path: String) throws {
    self.path = path
    text = try Self.text(of: path)
  }

  /// The text of any file of the repository.
  ///
  /// - Throws: `Missing` when there is no such file.
  public static func text(of path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else {
      throw Missing(path: path, what: "the file")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The folder of the repository.
  private static let root = "\(#filePath)".dropLast("/Tests/TestSupport/MarkdownFile.swift".count)

  /// Its path.
  public var description: String { path }

  /// What people read who use the program: the README and the chapters.
  ///
  /// - Throws: when a file cannot be read.
  public static func forUsers() throws -> [MarkdownFile] {
    try [MarkdownFile("README.md")] + chapters()
  }

  /// The chapters alone.
  ///
  /// - Throws: when a file cannot be read.
  public static func chapters() throws -> [MarkdownFile] { try below("Sources/Guide") }

  /// Every document that is kept.
  ///
  /// - Throws: when a file cannot be read.
  public static func all() throws -> [MarkdownFile] {
    try [MarkdownFile("README.md")] + ["Sources", "Tests", "scripts", ".github"].flatMap(below)
  }

  private static func below(_ folder: String) throws -> [MarkdownFile] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(".md") }.sorted().map { try MarkdownFile("\(folder)/\($0)") }
  }

  /// The folder, with a slash behind it; empty for the root.
  public var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

  /// A fenced block.
  public struct Block: Sendable {
    /// What it says behind its fence.
    public let language: String
    /// With the line end of its last line.
    public internal(set) var text: String
  }

  /// All fenced blocks, in order.
  public var blocks: [Block] {
    var found: [Block] = []
    var isOpen = false
    for line in lines {
      if line.hasPrefix("```") {
        isOpen.toggle()
        if isOpen { found.append(Block(language: String(line.dropFirst(3)), text: "")) }
      } else if isOpen {
        found[found.count - 1].text += line + "\n"
      }
    }
    return found
  }

  /// The fenced block that follows a text.
  ///
  /// - Throws: `Missing`.
  public func block(behind mark: String, _ language: String) throws -> String {
    try between("\(mark)\n```\(language)\n", "```\n")
  }

  /// What stands between two marks, without the lines of the marks.
  ///
  /// - Throws: `Missing`.
  public func part(_ name: String) throws -> String {
    try between("<!-- \(name) -->\n", "<!-- /\(name) -->\n")
  }

  private func between(_ first: String, _ second: String) throws -> String {
    guard let begin = text.firstRange(of: first) else { throw Missing(path: path, what: first) }
    let rest = text[begin.upperBound...]
    guard let end = rest.firstRange(of: second) else { throw Missing(path: path, what: second) }
    return String(rest[..<end.lowerBound])
  }

  /// What stands between backticks, but for blocks and comments.
  public var spans: [String] { Self.spans(in: prose) }

  /// The same of a part of a document, in which no block stands.
  public static func spans(in part: String) -> [String] { spans(in: part.split(separator: "\n")) }

  private static func spans(in lines: [Substring]) -> [String] {
    lines.flatMap { line in
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }
  }

  /// The lines, outside blocks and comments, in which code begins that ends in another line, or does not.
  public var brokenSpans: [String] {
    prose.filter { $0.count { $0 == "`" } % 2 == 1 }.map(String.init)
  }

  /// Where its links lead.
  public var links: [String] {
    prose.flatMap { line in
      line.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap {
        $0.split(separator: ")", omittingEmptySubsequences: false).first.map(String.init)
      }
    }
  }

  /// The names by which links reach its headings.
  public var anchors: Set<String> {
    Set(
      prose.filter { $0.hasPrefix("#") }.map { line in
        let heading = line.drop { $0 == "#" }.drop { $0 == " " }
        let kept = heading.lowercased().filter {
          $0.isLetter || $0.isNumber || "-_ ".contains($0)
        }
        return kept.replacing(" ", with: "-")
      })
  }

  /// The lines outside blocks and comments.
  private var prose: [Substring] {
    var kept: [Substring] = []
    var isInBlock = false
    var isInComment = false
    for line in lines {
      if line == "<!--" { isInComment = true }
      if line == "-->" { isInComment = false }
      if line.hasPrefix("```") {
        isInBlock.toggle()
      } else if !isInBlock, !isInComment {
        kept.append(line)
      }
    }
    return kept
  }

  private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
