import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  /// `scripts/install` and what it puts in place.
  @Suite struct InstallTests {
    private static let files = [
      "bin/vsdk", "share/man/man1/vsdk.1", "share/man/man5/vsdk-script.5",
      "share/bash-completion/completions/vsdk", "share/zsh/site-functions/_vsdk",
      "share/fish/vendor_completions.d/vsdk.fish",
    ]

    private func install(_ program: Program, to prefix: String) async throws -> ProcessResult {
      _ = try program.home.writeProfile("set timing on\n", "classroom")
      return try await ProcessRunner.run(
        "/bin/bash",
        arguments: ["\(GoldenCase.project)/scripts/install", "--vsdk", Program.path, prefix],
        environment: program.environment, input: "", directory: program.home.path)
    }

    @Test func `puts the program, its manual and its completions under a prefix`() async throws {
      let program = try Program()
      let prefix = program.home.path + "/usr"

      let result = try await install(program, to: prefix)

      #expect(result.status == 0, "\(result.standardError)")
      #expect(
        result.standardOutput == Self.files.map { "\(prefix)/\($0)\n" }.joined())
      #expect(result.standardError == "install: \(prefix)/bin is not on the PATH\n")
      let version = try await ProcessRunner.run(
        prefix + "/bin/vsdk", arguments: ["--version"], environment: program.environment,
        input: "", directory: program.home.path)
      #expect(version.standardOutput == "vsdk 0.1.0\n")
    }

    @Test func `says that a folder cannot be written, before it builds`() async throws {
      let program = try Program()
      try program.home.write("", to: "file")

      let result = try await install(program, to: program.home.path + "/file")

      #expect(result.status == 1)
      #expect(
        result.standardError
          == "install: \(program.home.path)/file/bin cannot be written; run as root, or name another folder: scripts/install ~/.local\n"
      )
    }

    private static let completions = [
      ("vsdk ch\t", "vsdk check "), ("vsdk run --rep\t", "vsdk run --report "),
      ("vsdk token sh\t", "vsdk token show "), ("vsdk --output j\t", "vsdk --output json "),
    ]
    /// What only the program can tell; fish asks it for that at a prompt alone.
    private static let asked = [("vsdk --profile cl\t", "vsdk --profile classroom ")]

    private static func isThere(_ shell: String) -> Bool {
      FileManager.default.isExecutableFile(atPath: shell)
    }

    /// What Tab makes of a line in a zsh that has the installed completions in its path of functions.
    @Test(
      .enabled("zsh is not installed") { isThere("/usr/bin/zsh") }, arguments: completions + asked)
    func `completes in a real zsh`(typed: String, completed: String) async throws {
      var program = try Program()
      let prefix = program.home.path + "/usr"
      #expect(try await install(program, to: prefix).status == 0)
      program.environment["PATH"] = "\(prefix)/bin:/usr/bin:/bin"
      program.environment["TERM"] = "xterm"
      program.environment["PS1"] = "start> "
      let terminal = try PseudoTerminal(
        "/usr/bin/zsh", arguments: ["-f", "-i"], environment: program.environment,
        directory: program.home.path, columns: 200)
      try await terminal.expect("start> ")
      try terminal.send(
        "fpath=(\(prefix)/share/zsh/site-functions $fpath); autoload -Uz compinit; "
          + "compinit -u -D; PS1='ready''> '\r")
      try await terminal.expect("ready> ")

      try terminal.send(typed)

      try await terminal.expect(completed)
      terminal.signal(9)
    }

    /// What fish offers for a line, from the installed completions alone.
    @Test(.enabled("fish is not installed") { isThere("/usr/bin/fish") }, arguments: completions)
    func `completes in a real fish`(typed: String, completed: String) async throws {
      var program = try Program()
      let prefix = program.home.path + "/usr"
      #expect(try await install(program, to: prefix).status == 0)
      program.environment["PATH"] = "\(prefix)/bin:/usr/bin:/bin"
      let line = typed.dropLast()

      let result = try await ProcessRunner.run(
        "/usr/bin/fish",
        arguments: [
          "--no-config", "-c",
          "set fish_complete_path \(prefix)/share/fish/vendor_completions.d; complete -C '\(line)'",
        ], environment: program.environment, input: "", directory: program.home.path)

      let words = result.standardOutput.split(separator: "\n").compactMap {
        $0.split(separator: "\t").first
      }
      #expect(words.map(String.init) == [String(completed.split(separator: " ").last ?? "")])
    }

    /// What Tab makes of a line in a bash that has read the installed completions.
    @Test(arguments: completions + asked)
    func `completes in a real bash`(typed: String, completed: String) async throws {
      var program = try Program()
      let prefix = program.home.path + "/usr"
      #expect(try await install(program, to: prefix).status == 0)
      program.environment["PATH"] = "\(prefix)/bin:/usr/bin:/bin"
      program.environment["PS1"] = "ready> "
      program.environment["TERM"] = "dumb"
      let terminal = try PseudoTerminal(
        "/bin/bash", arguments: ["--norc", "--noprofile", "-i"], environment: program.environment,
        directory: program.home.path, columns: 200)
      try await terminal.expectPrompt("ready> ")
      try await terminal.enter("source usr/share/bash-completion/completions/vsdk", then: "ready> ")

      try terminal.send(typed)

      try await terminal.expect(completed)
      terminal.signal(9)
    }

    @Test func `the manual page tells every flag and command, and roff takes it`() async throws {
      let program = try Program()

      let page = try await program.run("reference", "--man")

      #expect(page.status == 0)
      for title in [
        "NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "TARGET", "ENVIRONMENT", "EXIT STATUS",
        "EXAMPLES",
      ] {
        #expect(page.standardOutput.contains("\n.SH \(title)\n"))
      }
      for flag in ["--live", "--output", "--report", "--time-limit", "--seed"] {
        let escaped = flag.split(separator: "", omittingEmptySubsequences: false).map {
          $0 == "-" ? "\\-" : String($0)
        }
        #expect(page.standardOutput.contains("\\fB" + escaped.joined()), "\(flag)")
      }
      try program.home.write(page.standardOutput, to: "vsdk.1")
      let drawn = try await program.shell(
        "command -v groff >/dev/null || exit 0; groff -man -Tutf8 -ww -Kutf8 vsdk.1 2>&1 >/dev/null"
      )
      #expect(drawn.standardOutput == "")
    }

    @Test
    func
      `the manual page of scripts has what they may hold, an example that runs, and roff takes it`()
      async throws
    {
      let program = try Program()

      let page = try await program.run("reference", "--man-script")

      #expect(page.status == 0)
      for title in [
        "NAME", "TEXT", "HEADER", "COMMANDS", "EXPECTATIONS", "WHAT A SCRIPT MAY DO", "EXIT STATUS",
      ] {
        #expect(page.standardOutput.contains("\n.SH \(title)\n"))
      }
      #expect(page.standardOutput.contains("\n.SS \"start KIND..."))
      #expect(!page.standardOutput.contains("\n.SS \"watch "))
      let begin = try #require(page.standardOutput.firstRange(of: ".EX\n"))
      let rest = page.standardOutput[begin.upperBound...]
      let end = try #require(rest.firstRange(of: "\n.EE\n"))
      let example = rest[..<end.lowerBound].replacing("\\-", with: "-")
      let replayed = try await program.run("run", "-", input: example + "\n")
      #expect(replayed.status == 0, "\(replayed.standardError)")
      try program.home.write(page.standardOutput, to: "vsdk-script.5")
      let drawn = try await program.shell(
        "command -v groff >/dev/null || exit 0; groff -man -Tutf8 -ww -Kutf8 vsdk-script.5 2>&1 >/dev/null"
      )
      #expect(drawn.standardOutput == "")
    }
  }
}
