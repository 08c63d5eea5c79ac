import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  /// What the README shows is what the program does.
  @Suite struct ReadmeTests {
    private static func text(of file: String) throws -> String {
      let data = FileManager.default.contents(atPath: "\(GoldenCase.project)/\(file)")
      return String(decoding: try #require(data, "\(file)"), as: UTF8.self)
    }

    /// The fenced block that follows a text.
    private static func block(behind mark: String, _ language: String) throws -> String {
      let readme = try text(of: "README.md")
      let begin = try #require(readme.firstRange(of: mark + "\n```\(language)\n"))
      let rest = readme[begin.upperBound...]
      return String(rest[..<(try #require(rest.firstRange(of: "```\n"))).lowerBound])
    }

    @Test func `shows the failing example as it is`() throws {
      let shown = try Self.block(
        behind: "`scripts/examples/fails.vsdk` expects what is not so:\n", "vsdk")

      #expect(shown == (try Self.text(of: "scripts/examples/fails.vsdk")))
    }

    @Test func `shows what the failing example prints`() throws {
      let shown = try Self.block(behind: "<!-- output: example-fails -->", "text")
      let printed = try Self.text(of: "Tests/EndToEndTests/Scripts/example-fails/stderr")
      let withoutTarget = printed.split(separator: "\n", maxSplits: 1).dropFirst().joined()

      #expect(try ExpectedText(withoutTarget).matches(shown))
    }

    @Test func `shows the library's sample as it is compiled`() throws {
      let shown = try Self.block(behind: "<!-- sample: RecordOneTrack -->", "swift")
      let source = try Self.text(of: "Tests/VideoSDKClientTests/Samples/RecordOneTrack.swift")
      let begin = try #require(source.firstRange(of: "// sample VideoSDKClient\n"))
      let end = try #require(source.firstRange(of: "// end\n"))

      #expect(shown == String(source[begin.upperBound..<end.lowerBound]))
    }
  }
}
