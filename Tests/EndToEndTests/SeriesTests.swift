import TestSupport
import Testing

extension EndToEnd {
  /// Several files of one `vsdk run`, named or found in folders.
  @Suite struct SeriesTests {
    /// Three scripts in folders: one passes, one fails, one does not check.
    private static func program() throws -> Program {
      let program = try Program()
      try program.home.makeFolder("t/sub")
      try program.home.write(LocalSandbox.place + "echo one\n", to: "t/a.vsdk")
      try program.home.write(
        LocalSandbox.place + "\nstart audio\nexpect http == 409\nstop audio\n",
        to: "t/sub/b.vsdk")
      try program.home.write("echo ok\nstat audio\n", to: "t/sub/c.vsdk")
      return program
    }

    /// The lines of the summary, with times taken out.
    private static func summary(_ result: ProcessResult) -> [String] {
      let lines = result.standardError.split(separator: "\n").map(String.init)
      return lines.filter { line in
        ["ok   ", "FAIL ", "skip "].contains { line.hasPrefix($0) } || line.contains(" files: ")
          || line.contains(" file: ")
      }.map { $0.replacing(/[0-9.]+ (ms|s)/, with: "T") }
    }

    @Test func `a folder is run whole, and the end tells how each file ended`() async throws {
      let result = try await Self.program().run("run", "--no-echo", "t")

      #expect(result.status == 4)
      #expect(result.standardOutput.hasPrefix("one\n"))
      #expect(
        Self.summary(result) == [
          "ok   t/a.vsdk  T",
          "FAIL t/sub/b.vsdk:3  expectation failed (after `start audio`, line 2, T)",
          "FAIL t/sub/c.vsdk:2  unknown command `stat`",
          "3 files: 1 ok, 2 failed in T",
        ])
      #expect(result.standardError.hasSuffix(" s\n") || result.standardError.hasSuffix(" ms\n"))
    }

    @Test func `data stays alone on standard output`() async throws {
      let result = try await Self.program().run("run", "--output", "json", "t")

      #expect(
        result.standardOutput.split(separator: "\n").allSatisfy { $0.hasPrefix("{") },
        "\(result.standardOutput)")
      #expect(Self.summary(result).count == 4)
    }

    @Test func `one file that is named has no summary, one in a folder has`() async throws {
      let program = try Program()
      try program.home.makeFolder("t")
      try program.home.write("echo one\n", to: "t/a.vsdk")

      let named = try await program.run("run", "--no-echo", "t/a.vsdk")
      let found = try await program.run("run", "--no-echo", "t/")

      #expect(named.talk == "")
      #expect(Self.summary(found) == ["ok   t/a.vsdk  T", "1 file: 1 ok in T"])
    }

    @Test func `a run in which no command ran says so`() async throws {
      let program = try Program()
      try program.home.write("# nothing\n", to: "a.vsdk")
      try program.home.write("param x = 1\n", to: "b.vsdk")

      let result = try await program.run("run", "--no-echo", "a.vsdk", "b.vsdk")

      #expect(result.status == 0)
      #expect(Self.summary(result).last == "2 files: 2 ok in T; no command ran")
    }

    @Test func `what cannot be run fails the run, and the rest is run`() async throws {
      let program = try Program()
      try program.home.makeFolder("t")
      try program.home.makeFolder("empty")
      try program.home.write("echo one\n", to: "t/a.vsdk")
      try program.home.write("echo never\n", to: "outside.vsdk")
      let link = try await program.shell(
        "ln -s ../outside.vsdk t/b.vsdk; ln -s . t/loop; mkdir t/.hidden")
      #expect(link.status == 0)

      let result = try await program.run("run", "--no-echo", "t", "empty")

      #expect(result.standardOutput == "one\n")
      #expect(result.status == 1)
      #expect(
        Self.summary(result) == [
          "ok   t/a.vsdk  T",
          "FAIL t/b.vsdk  `t/b.vsdk` is a link that leads out of the folder",
          "FAIL empty  there is no script in the folder `empty`",
          "3 files: 1 ok, 2 failed in T",
        ])
      #expect(
        result.standardError.contains(
          "note: left out below `t`: `t/.hidden` (hidden), `t/loop` (a link to a folder)\n"))
      let allowed = try await program.run("run", "--no-echo", "--root", ".", "t")
      #expect(allowed.standardOutput == "one\nnever\n")
    }

    @Test func `check takes folders too`() async throws {
      let program = try Self.program()

      let check = try await program.run("check", "t")
      let none = try await program.run("check", "t/sub/..")

      #expect(check.status == 2)
      #expect(check.standardOutput.contains("t/a.vsdk: ok"))
      #expect(check.standardError.contains("t/sub/c.vsdk:2:1: unknown command `stat`"))
      #expect(none.status == 2)
    }

    @Test func `fmt takes folders too`() async throws {
      let program = try Program()
      try program.home.makeFolder("t/sub")
      try program.home.write("echo   a\n", to: "t/sub/x.vsdk")
      try program.home.write("echo a\n", to: "t/y.vsdk")

      let look = try await program.run("fmt", "--check", "t")
      let change = try await program.run("fmt", "t")

      #expect(look.standardOutput == "t/sub/x.vsdk\n")
      #expect(look.status == 4)
      #expect(change.status == 0)
      #expect(program.home.text(of: "t/sub/x.vsdk") == "echo a\n")
      #expect(try await program.run("fmt", "--check", "t").status == 0)
    }

    @Test func `on GitHub each failure is an annotation too`() async throws {
      var program = try Self.program()
      program.environment["GITHUB_ACTIONS"] = "true"
      program.environment["GITHUB_WORKSPACE"] = program.home.path

      let run = try await program.run("run", "--no-echo", "t", directory: "\(program.home.path)")
      let inside = try await program.run(
        "run", "--no-echo", "sub/c.vsdk", directory: "\(program.home.path)/t")
      let check = try await program.run("check", "t/sub/c.vsdk")

      func annotations(_ result: ProcessResult) -> [String] {
        result.standardError.split(separator: "\n").filter { $0.hasPrefix("::") }
          .map { String($0.prefix { $0 != "%" && $0 != "(" }) }
      }
      #expect(
        annotations(run) == [
          "::error file=t/sub/b.vsdk,line=3,col=1::expectation failed ",
          "::error file=t/sub/b.vsdk::1 recording that this script started still runs, or may",
          "::error file=t/sub/c.vsdk,line=2,col=1::unknown command `stat`",
        ])
      for other in [inside, check] {
        #expect(
          annotations(other) == ["::error file=t/sub/c.vsdk,line=2,col=1::unknown command `stat`"])
      }
    }
  }
}
