import Testing

@testable import CommandLanguage

@Suite struct RawLineTests {
  private static func lines(_ text: String) -> [RawLine] {
    var parser = Parser(SourceText(name: "a", text: text), dialect: .file)
    var lines: [RawLine] = []
    while let line = parser.upcoming {
      lines.append(line)
      parser.skip(line)
    }
    return lines
  }

  @Test(arguments: ["echo a\necho a", "echo a\r\necho a", "echo a\r\necho a\n"])
  func `lines with the same bytes are equal, whatever ends them`(_ text: String) throws {
    let lines = Self.lines(text)

    try #require(lines.count == 2)
    #expect(lines[0] == lines[1])
    #expect(lines[0].hashValue == lines[1].hashValue)
  }

  @Test(arguments: ["echo a\necho b", "echo a\necho a ", "echo a\n", "echo a\necho a\r\r"])
  func `lines with other bytes are not`(_ text: String) {
    #expect(Set(Self.lines(text + "\n")).count == 2)
  }

  @Test func `a line is filled by the whole of it alone`() {
    let source = SourceText(name: "a", text: "echo a\r\necho b; echo c\n echo d\necho \\\ne")

    let filled = Parser(source, dialect: .file).flatMap(\.statements).map { statement in
      source.rawLine(filledBy: statement.span) != nil
    }

    #expect(filled == [true, false, false, false, false])
  }

  @Test func `reading goes on behind a skipped line, with the right numbers`() throws {
    var parser = Parser(SourceText(name: "a", text: "echo a\r\nparam b\necho c"), dialect: .file)
    parser.skip(try #require(parser.upcoming))

    let second = parser.next()
    let third = parser.next()

    #expect(
      second?.errors.map(\.kind) == [
        .headerAfterCommand(keyword: "param", firstCommandLine: 1)
      ])
    #expect([second?.line, third?.line] == [2, 3])
    #expect(parser.upcoming == nil)
  }

  @Test func `a line in the middle is read where it stands`() throws {
    let source = SourceText(name: "a", text: "echo a\necho b")
    let first = Parser(source, dialect: .file).map { $0 }
    let line = try #require(source.rawLine(filledBy: first[1].span))

    var parser = Parser(source, dialect: .file, from: line, number: 2)

    let read = parser.next()

    #expect(read == first[1])
    #expect(parser.upcoming == nil)
  }
}
