import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
  /// What the chapters show is what the program does.
  @Suite struct GuideTests {
    private static let sandbox = "Sources/Guide/Sandbox.md"
    private static let scripts = "Sources/Guide/Scripts.md"

    @Test(arguments: try MarkdownFile.forUsers())
    func `every script that is shown checks`(_ file: MarkdownFile) async throws {
      for block in file.blocks where block.language == "vsdk" {
        let result = try await Program().run("check", "--strict", "-", input: block.text)

        #expect(result.status == 0, "\(result.standardError)\n\(block.text)")
      }
    }

    /// In code between backticks, and in lines of the system's shell.
    @Test(arguments: try MarkdownFile.forUsers())
    func `every flag of vsdk that is told of is one`(_ file: MarkdownFile) throws {
      let reference = try MarkdownFile("Sources/Guide/Reference.md").spans
      let known = Set(reference.filter { $0.hasPrefix("-") }.flatMap(Self.flags))
      let told =
        file.blocks.filter { ["sh", "yaml"].contains($0.language) }
        .flatMap { $0.text.split(separator: "\n") }.map(String.init) + file.spans

      #expect(told.flatMap(Self.flagsOfVsdk).filter { !known.contains($0) } == [])
      #expect(known.count > 40)
    }

    /// Those alone, and those behind the name of the program up to the next one.
    private static func flagsOfVsdk(in text: String) -> [String] {
      guard !text.hasPrefix("-") else { return flags(in: text) }
      let words = text.split { " (".contains($0) }
      let behind = words.drop { $0 != "vsdk" && $0 != "scripts/vsdk" }
        .prefix { !["#", "|", "&&", ">"].contains($0.prefix(2)) }
      return flags(in: behind.joined(separator: " "))
    }

    private static func flags(in text: String) -> [String] {
      text.split { " ,=)".contains($0) }.map(String.init)
        .filter { $0.hasPrefix("-") && $0 != "-" && $0 != "--" }
    }

    @Test func `shows the failing example as it is`() throws {
      let shown = try MarkdownFile(Self.scripts)
        .block(behind: "`scripts/examples/fails.vsdk` expects what is not so:\n", "vsdk")

      #expect(shown == (try MarkdownFile.text(of: "scripts/examples/fails.vsdk")))
    }

    @Test func `shows what the failing example prints`() throws {
      let shown = try MarkdownFile(Self.scripts)
        .block(behind: "<!-- output: example-fails -->", "text")
      let printed = try MarkdownFile.text(of: "Tests/EndToEndTests/Scripts/example-fails/stderr")
      let withoutTarget = printed.split(separator: "\n", maxSplits: 1).dropFirst().joined()

      #expect(try ExpectedText(withoutTarget).matches(shown))
    }

    @Test func `says of starts what README, help and the library's article say`() async throws {
      let sentence = "A start is sent again only when the service surely did not take it"
      let help = try await Program().run("--sandbox", "-c", "help start").standardOutput
      let documents = [
        "README.md", "Sources/Guide/Recovery.md",
        "Sources/VideoSDKClient/VideoSDKClient.docc/RetriesAndUnknownOutcomes.md",
      ]

      #expect(help.contains(sentence))
      for file in documents { #expect(try MarkdownFile(file).text.contains(sentence), "\(file)") }
    }

    @Test func `shows the library's sample as it is compiled`() throws {
      let shown = try MarkdownFile("Sources/Guide/Library.md")
        .block(behind: "<!-- sample: RecordOneTrack -->", "swift")
      let source = try MarkdownFile.text(
        of: "Tests/VideoSDKClientTests/Samples/RecordOneTrack.swift")
      let begin = try #require(source.firstRange(of: "// sample VideoSDKClient\n"))
      let end = try #require(source.firstRange(of: "// end\n"))

      #expect(shown == String(source[begin.upperBound..<end.lowerBound]))
    }

    @Test func `shows a line of JSON as it is`() async throws {
      let shown = try MarkdownFile("Sources/Guide/CI.md")
        .block(behind: "prints the JSON Schema of every line):\n", "json")

      let result = try await Program().run(
        "--output", "json", "-c", LocalSandbox.place + "start audio; stop all")

      let lines = result.standardOutput.split(separator: "\n")
      let expected = shown.replacing("\"ms\":4.1,", with: "\"ms\":<<[0-9.]+>>,")
      #expect(lines.count == 4)
      #expect(try ExpectedText(expected).matches("\(lines[2])\n"))
    }

    /// With the file that it names, as a person would keep both.
    @Test func `the profile that is shown is one`() async throws {
      let shown = try MarkdownFile("Sources/Guide/Configuration.md")
        .block(behind: "for `--profile NAME`:\n", "text")
      let program = try Program()
      try program.home.writeProfile(shown, "staging")
      try program.home.makeFolder(".secrets")
      chmod(
        try program.home.write("a secret of staging's account\n", to: ".secrets/staging"), 0o600)

      let result = try await program.run("--profile", "staging", "-c", "whoami; set")

      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardError.contains("https://api.videosdk.live"))
      #expect(result.standardOutput.contains("abcd-efgh-ijkl"))
    }
  }

  /// What the chapter on the sandbox shows to programs in other languages.
  @Suite struct SandboxGuideTests {
    private static let chapter = "Sources/Guide/Sandbox.md"

    /// Serves on a free port until `$!` is ended, and knows where and what was said.
    private static let serving = #"""
      mkfifo line; "$VSDK" sandbox --port 0 --output json >line & read -r greeting <line
      endpoint=$(printf %s "$greeting" | sed 's/.*"endpoint":"\([^"]*\)".*/\1/')

      """#

    @Test func `what it says of curl is so`() async throws {
      let block = try MarkdownFile(Self.chapter)
        .block(behind: "<!-- run: sandbox with curl -->", "sh")
      let lines = block.split(separator: "\n")
      let script = lines.filter { !$0.hasPrefix("#") }.joined(separator: "\n")
        .replacing("vsdk sandbox --port 9797 &\n", with: Self.serving)
        .replacing("$(vsdk ", with: #"$("$VSDK" "#)
        .replacing("curl -X POST http://127.0.0.1:9797", with: #"curl -sS -X POST "$endpoint""#)

      let result = try await Program().shell("\(script)\nkill $!; wait")

      let promised = lines.filter { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }
      #expect(result.standardError == "")
      #expect(result.standardOutput == promised.joined(separator: "\n"))
    }

    @Test func `shows the sandbox's line of JSON as it is`() async throws {
      let shown = try MarkdownFile(Self.chapter)
        .block(behind: "says in one line where it listens:\n", "json")

      let result = try await Program().shell(
        Self.serving + #"printf '%s\n%s\n' "${endpoint##*:}" "$greeting"; kill $!; wait"#)

      let said = result.standardOutput.split(separator: "\n", maxSplits: 1)
      try #require(said.count == 2)
      #expect(said[1] == shown.replacing("9797", with: said[0]))
    }

    @Test func `shows the program in Python as it is`() throws {
      let shown = try MarkdownFile(Self.chapter)
        .block(behind: "<!-- sample: sandbox.py -->", "python")
      let path = "\(GoldenCase.project)/scripts/examples/sandbox.py"

      #expect(FileManager.default.contents(atPath: path) == Data(shown.utf8))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/python3")))
    func `the program in Python records and downloads`() async throws {
      try await LocalSandbox.serve { sandbox in
        let result = try await Program().shell(
          "python3 \(GoldenCase.project)/scripts/examples/sandbox.py \(sandbox.endpoint)")

        #expect(result.standardError == "")
        #expect(
          result.standardOutput == """
            track recording started successfully.
            track recording ended successfully.
            True True

            """)
      }
    }
  }
}
