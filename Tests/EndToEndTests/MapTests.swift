import FoundationEssentials
import TestSupport
import Testing

/// What the maps of the repository say is there.
@Suite struct MapTests {
  static let maps = [
    "Sources/README.md", "Tests/README.md", "scripts/README.md", ".github/CONTRIBUTING.md",
  ]

  @Test(arguments: maps)
  func `every path in backticks exists`(_ map: String) throws {
    let names = Set(try Self.files(below: "").map(Self.lastPart))
    let file = try MarkdownFile(map)

    let missing = file.spans.filter { word in
      if word.contains("/") {
        return Self.isPath(word) && !Self.exists(word) && !Self.exists(file.folder + word)
      }
      return Self.isFileName(word) && !Self.exists(word) && !names.contains(word)
    }

    #expect(missing == [])
  }

  /// Theirs begin at the root; other paths in there are a user's own.
  @Test(arguments: try MarkdownFile.forUsers())
  func `every path of the repository in backticks exists`(_ file: MarkdownFile) {
    let missing = file.spans.flatMap { $0.split(separator: " ").map(String.init) }.filter { word in
      ["Sources/", "Tests/", "scripts/"].contains { word.hasPrefix($0) }
        && Self.isPath(word) && !Self.exists(word)
    }

    #expect(missing == [])
  }

  @Test func `every type in backticks is declared in the sources or the tests`() throws {
    let declared = try Self.declaredTypes()
    let targets = try Self.targets()

    let unknown = try ["Sources/README.md", "Tests/README.md"].flatMap { map in
      try MarkdownFile(map).spans.filter { word in
        Self.isTypeName(word) && !declared.contains(word) && !targets.contains(word)
      }
    }

    #expect(unknown == [])
  }

  @Test func `every target and every package is told of`() throws {
    let map = try MarkdownFile.text(of: "Sources/README.md")
    let tests = try MarkdownFile.text(of: "Tests/README.md")

    let targets = try Self.targets().filter { name in
      !map.contains("| `\(name)` |") && !(name.hasSuffix("Tests") && tests.contains("`\(name)`"))
        && !tests.contains("`Tests/\(name)`")
    }
    let packages = try Self.packages().filter { !map.contains("| \($0) |") }

    #expect(targets == [])
    #expect(packages == [])
  }

  @Test func `every script has its line`() throws {
    let rows = try MarkdownFile.text(of: "scripts/README.md").split(separator: "\n")
    let folder = "\(GoldenCase.project)/scripts"

    let missing = try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
      name != "README.md" && !name.hasPrefix(".")
        && !rows.contains { $0.contains("`scripts/\(name)`") }
    }

    #expect(missing.sorted() == [])
  }

  @Test func `every folder of the sources has its line`() throws {
    let map = try MarkdownFile.text(of: "Sources/README.md")
    // A library's documentation and a C target's header have no layer.
    let folders = Set(
      try Self.files(below: "Sources/").map { $0.dropLast(Self.lastPart($0).count + 1) }
        .filter { $0.split(separator: "/").count == 2 && !$0.contains(".") }
        .filter { !$0.hasPrefix("CEditLine/") })

    #expect(folders.filter { !map.contains("| `\($0)` |") }.sorted() == [])
    #expect(folders.count > 20)
  }

  @Test func `the way of a line has as many files as it says, and few`() throws {
    let map = try MarkdownFile.text(of: "Sources/README.md")
    let way = MarkdownFile.spans(in: try MarkdownFile("Sources/README.md").part("way"))

    #expect(Set(way).count == way.count)
    #expect(way.count <= 50)
    #expect(map.contains("passes \(way.count) files"))
  }

  @Test func `the glossary is short, and each word is a type`() throws {
    let map = try MarkdownFile.text(of: "Sources/README.md")
    let begin = try #require(map.firstRange(of: "## Glossary\n"))
    let rest = map[begin.upperBound...]
    let end = try #require(rest.firstRange(of: "\n## "))
    let rows = rest[..<end.lowerBound].split(separator: "\n").dropFirst(2)

    let types = rows.compactMap { MarkdownFile.spans(in: String($0)).first }

    #expect(rows.count <= 25)
    #expect(types.count == rows.count)
    #expect(types.allSatisfy(Self.isTypeName))
  }
}

// Reading.
extension MapTests {

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(GoldenCase.project)/\(path)")
  }

  /// All paths below the folders of the code, relative to `start`.
  private static func files(below start: String) throws -> [String] {
    let roots = start.isEmpty ? ["Sources", "Tests", "scripts"] : [""]
    return try roots.flatMap { root in
      let folder = "\(GoldenCase.project)/\(start)\(root)"
      return try FileManager.default.subpathsOfDirectory(atPath: folder)
        .filter { !$0.contains(".build/") }
    }
  }

  private static func isPath(_ word: String) -> Bool {
    guard let first = word.utf8.first, first != UInt8(ascii: "/") else { return false }
    // That is made by a build.
    guard !word.hasPrefix(".build/") else { return false }
    return word.utf8.allSatisfy { isNameByte($0) || "/.+-".utf8.contains($0) }
  }

  private static func isFileName(_ word: String) -> Bool {
    [".swift", ".transcript"].contains { word.hasSuffix($0) }
      && word.utf8.allSatisfy { isNameByte($0) || ".+-".utf8.contains($0) }
  }

  private static func isTypeName(_ word: String) -> Bool {
    guard let first = word.utf8.first, (65...90).contains(first) else { return false }
    return word.utf8.allSatisfy(isNameByte) && !word.contains("_")
      && word.utf8.contains { (97...122).contains($0) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: "_")
  }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func declaredTypes() throws -> Set<String> {
    let keywords: Set<Substring> = ["struct", "enum", "class", "actor", "protocol", "typealias"]
    var names: Set<String> = []
    for root in ["Sources", "Tests"] {
      for file in try files(below: "\(root)/") where file.hasSuffix(".swift") {
        for line in try MarkdownFile.text(of: "\(root)/\(file)").split(separator: "\n") {
          let words = line.split(separator: " ")
          for (word, next) in zip(words, words.dropFirst()) where keywords.contains(word) {
            names.insert(String(decoding: next.utf8.prefix(while: isNameByte), as: UTF8.self))
          }
        }
      }
    }
    return names
  }

  /// The names that follow a text in the package's description.
  private static func names(behind mark: String) throws -> [String] {
    let package = try MarkdownFile.text(of: "Package.swift")
    return package.split(separator: mark).dropFirst().compactMap { part in
      part.split(separator: "\"").first.map(String.init)
    }
  }

  private static func targets() throws -> [String] {
    let package = try MarkdownFile.text(of: "Package.swift")
    let begin = try #require(package.firstRange(of: "targets: [\n"))
    let kinds = [".systemLibrary(", ".target(", ".executableTarget(", ".testTarget("]
    return kinds.flatMap { kind in
      package[begin.upperBound...].split(separator: kind).dropFirst().compactMap { part in
        part.split(separator: "\"").dropFirst().first.map(String.init)
      }
    }
  }

  private static func packages() throws -> [String] {
    try names(behind: ".package(url: \"").map(lastPart)
      + names(behind: ".package(\n      url: \"").map(lastPart)
  }
}
