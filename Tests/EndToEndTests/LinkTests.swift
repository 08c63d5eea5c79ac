import FoundationEssentials
import TestSupport
import Testing

/// Where the documents lead.
@Suite struct LinkTests {
  @Test(arguments: try MarkdownFile.all())
  func `every link leads to a file and to a heading of it`(_ file: MarkdownFile) throws {
    let broken = try file.links.filter { link in
      guard !link.hasPrefix("https://"), !link.hasPrefix("http://") else { return false }
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = parts[0].isEmpty ? file.path : Self.resolved(file.folder + parts[0])
      guard FileManager.default.fileExists(atPath: "\(GoldenCase.project)/\(path)") else {
        return true
      }
      guard parts.count == 2 else { return false }
      return try !MarkdownFile(path).anchors.contains(String(parts[1]))
    }

    #expect(broken == [])
  }

  /// Spans and links are read line by line.
  @Test(arguments: try MarkdownFile.forUsers())
  func `no code breaks over a line`(_ file: MarkdownFile) {
    #expect(file.brokenSpans == [])
  }

  @Test func `the README leads to every chapter`() throws {
    let links = try MarkdownFile("README.md").links

    let missing = try MarkdownFile.chapters().map(\.path).filter { !links.contains($0) }

    #expect(missing == [])
  }

  /// Without `..`.
  private static func resolved(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
