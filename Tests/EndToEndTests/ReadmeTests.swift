import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  /// What the README promises whoever has just come.
  @Suite struct ReadmeTests {
    private static let readme = "README.md"

    @Test func `fits into its 220 lines`() throws {
      #expect(
        try MarkdownFile(Self.readme).text.split(separator: "\n", omittingEmptySubsequences: false)
          .count <= 221)
    }

    @Test func `names the toolchain as the scripts that want it do`() throws {
      let readme = try MarkdownFile(Self.readme)
      let lines = try readme.block(behind: "A toolchain is two lines:\n", "sh")
      let version = try MarkdownFile.text(of: ".swift-version").filter { $0 != "\n" }

      let said = try MarkdownFile.text(of: "scripts/prepare")
        .replacing("\\$", with: "$").replacing("$wanted", with: version)
      for line in lines.split(separator: "\n") { #expect(said.contains("\n  \(line)\n")) }
      #expect(lines.hasSuffix("install \(version)\n"))
    }

    @Test func `the package is named as it is made`() async throws {
      let version = try await Program().run("--version").standardOutput.dropFirst("vsdk ".count)
        .filter { $0 != "\n" }
      let readme = try MarkdownFile(Self.readme).text

      #expect(readme.contains("./vsdk_\(version)_amd64.deb "))
      #expect(readme.contains(" vsdk-\(version)-amd64.tar.gz "))
    }

    @Test func `the first five minutes go as they are shown`() async throws {
      let shown = try MarkdownFile(Self.readme).block(behind: "nothing costs anything.\n", "text")
      let lines = shown.split(separator: "\n").map(String.init)
      let typed = lines.compactMap { line -> String? in
        guard let mark = line.firstRange(of: "▸ ") else { return nil }
        return String(line[mark.upperBound...])
      }

      try await Program().onTerminal("--sandbox", columns: 100) { terminal in
        try await terminal.expectPrompt("-/- ▸ ")
        for line in typed.dropLast() { try await terminal.enter(line, then: "▸ ") }
        try await terminal.enter("quit", then: "Enter stay: ")
        try terminal.send("s\r")
        let status = try await terminal.waitForExit()

        let screen = TerminalScreen(columns: 100, terminal.receivedBytes).lines
        #expect(screen.drop { !$0.hasPrefix("sandbox ") } == lines[...])
        #expect(status == .exited(0))
      }
    }

    /// Its script and its job, in a repository of one's own.
    @Test func `the job for GitHub runs the script`() async throws {
      let readme = try MarkdownFile(Self.readme)
      let script = try readme.block(behind: "<!-- sample: record.vsdk -->", "vsdk")
      let workflow = try readme.block(behind: "<!-- sample: ci.yml -->", "yaml")
      let steps = workflow.split(separator: "\n").map { $0.drop { $0 == " " } }
        .filter { $0.hasPrefix("vsdk ") }
      let program = try Program(["GITHUB_ACTIONS": "true"])
      try program.home.makeFolder("tests")
      try program.home.write(script, to: "tests/record.vsdk")

      let result = try await program.shell(
        "set -e; vsdk() { \"$VSDK\" \"$@\"; }; \(steps.joined(separator: "; ")); ls")

      #expect(workflow == (try MarkdownFile.text(of: "scripts/examples/ci.yml")))
      #expect(steps.count == 2)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardError.contains("\n1 file: 1 ok in "))
      #expect(result.standardOutput.hasSuffix("\nreport.html\nreport.xml\ntests\n"))
    }
  }
}
