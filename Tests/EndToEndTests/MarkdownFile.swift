import FoundationEssentials
import Testing

/// A document of the repository, as the tests of its promises look at it.
struct MarkdownFile: CustomTestStringConvertible, Sendable {
  /// Relative to the root of the repository.
  let path: String
  let text: String

  /// - Throws: when there is no such file.
  init(_ path: String) throws {
    self.path = path
    let data = FileManager.default.contents(atPath: "\(GoldenCase.project)/\(path)")
    text = String(decoding: try #require(data, "\(path)"), as: UTF8.self)
  }

  var testDescription: String { path }

  /// What people read who use the program: the README and the chapters.
  static func forUsers() throws -> [MarkdownFile] {
    try [MarkdownFile("README.md")] + chapters()
  }

  static func chapters() throws -> [MarkdownFile] { try below("Sources/Guide") }

  /// Every document that is kept.
  static func all() throws -> [MarkdownFile] {
    try [MarkdownFile("README.md")] + ["Sources", "Tests", "scripts", ".github"].flatMap(below)
  }

  private static func below(_ folder: String) throws -> [MarkdownFile] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(GoldenCase.project)/\(folder)")
      .filter { $0.hasSuffix(".md") }.sorted().map { try MarkdownFile("\(folder)/\($0)") }
  }

  /// The folder, with a slash behind it; empty for the root.
  var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

  /// A fenced block.
  struct Block {
    let language: String
    /// With the line end of its last line.
    let text: String
    /// Whether a mark stands above it that says what it is.
    let isMarked: Bool
  }

  var blocks: [Block] {
    var found: [Block] = []
    var above: Substring = ""
    var open: (language: String, lines: [Substring], isMarked: Bool)?
    for line in lines {
      if line.hasPrefix("```") {
        if let block = open {
          let text = block.lines.map { $0 + "\n" }.joined()
          found.append(Block(language: block.language, text: text, isMarked: block.isMarked))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [], above.hasPrefix("<!-- "))
        }
      } else {
        open?.lines.append(line)
      }
      above = line
    }
    return found
  }

  /// The fenced block that follows a text.
  func block(behind mark: String, _ language: String) throws -> String {
    let begin = try #require(text.firstRange(of: "\(mark)\n```\(language)\n"), "\(path): \(mark)")
    let rest = text[begin.upperBound...]
    return String(rest[..<(try #require(rest.firstRange(of: "```\n"))).lowerBound])
  }

  /// What stands between two marks, without the lines of the marks.
  func part(_ name: String) throws -> String {
    let begin = try #require(text.firstRange(of: "<!-- \(name) -->\n"))
    let end = try #require(text.firstRange(of: "<!-- /\(name) -->\n"))
    return String(text[begin.upperBound..<end.lowerBound])
  }

  /// What stands between backticks, but for blocks and comments.
  var spans: [String] { Self.spans(in: prose) }

  /// The same of a part of a document, in which no block stands.
  static func spans(in part: String) -> [String] { spans(in: part.split(separator: "\n")) }

  private static func spans(in lines: [Substring]) -> [String] {
    lines.flatMap { line in
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }
  }

  /// Where its links lead.
  var links: [String] {
    prose.flatMap { line in
      line.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap {
        $0.split(separator: ")", omittingEmptySubsequences: false).first.map(String.init)
      }
    }
  }

  /// The names by which links reach its headings.
  var anchors: Set<String> {
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
      if line.hasPrefix("```") { isInBlock.toggle() }
      if line == "<!--" { isInComment = true }
      if line == "-->" { isInComment = false }
      if !isInBlock, !isInComment { kept.append(line) }
    }
    return kept
  }

  private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
