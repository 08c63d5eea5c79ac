import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd.Untrusted {
  /// `fmt`, `save` and reports write into the file that is there.
  @Suite struct ReplacedFileTests {
    private static let loose = "echo    a\n"
    private static let tidy = "echo a\n"

    /// What of a file is to stay, as text; of a link its own.
    private struct Facts: Equatable {
      let number: String
      let mode: String
      let owner: String
      let isLink: Bool
    }

    private func facts(_ path: String) throws -> Facts {
      let found = try FileManager.default.attributesOfItem(atPath: path)
      func text(_ key: FileAttributeKey) throws -> String {
        "\(try #require(found[key], "\(key)"))"
      }
      return Facts(
        number: try text(.systemFileNumber), mode: try text(.posixPermissions),
        owner: try text(.ownerAccountID),
        isLink: found[.type] as? FileAttributeType == .typeSymbolicLink)
    }

    @Test(arguments: [0o755, 0o600, 0o640] as [mode_t])
    func `fmt keeps mode, number and links`(_ mode: mode_t) async throws {
      let program = try Program()
      let path = try program.home.write(Self.loose, to: "a.vsdk")
      let home = program.home.path
      try #require(chmod(path, mode) == 0)
      try #require(link(path, "\(home)/hard.vsdk") == 0)
      try #require(symlink("a.vsdk", "\(home)/soft.vsdk") == 0)
      let before = try facts(path)

      let result = try await program.run("fmt", "soft.vsdk")

      let after = try facts(path)
      #expect(result.status == 0, "\(result)")
      #expect(after == before)
      #expect(before.mode == "\(mode)")
      #expect(try facts("\(home)/soft.vsdk").isLink)
      for name in ["a.vsdk", "hard.vsdk", "soft.vsdk"] {
        #expect(program.home.text(of: name) == Self.tidy)
      }
      #expect(program.home.files().keys.sorted() == ["a.vsdk", "hard.vsdk", "soft.vsdk"])
    }

    @Test(.enabled("needs a mount namespace", EndToEnd.FullDiskTests.canMount))
    func `fmt keeps what is there when there is no room`() async throws {
      let program = try Program()
      try program.home.makeFolder("disk")
      let long = (0..<3_000).map { "echo a; echo \($0)" }.joined(separator: ";") + "\n"
      try program.home.write(long, to: "a.vsdk")

      let result = try await program.shell(
        """
        exec unshare -rm sh -c 'mount -t tmpfs -o size=64k tmpfs disk && cp a.vsdk disk/ \
        && head -c 40000 /dev/urandom >disk/fill 2>/dev/null; "$VSDK" fmt disk/a.vsdk; \
        echo "ended $?"; cmp a.vsdk disk/a.vsdk && echo same'
        """)

      #expect(result.standardOutput.hasSuffix("same\n"), "\(result)")
    }

    @Test func `fmt refuses what is no plain file`() async throws {
      let program = try Program()
      try #require(mkfifo("\(program.home.path)/pipe.vsdk", 0o600) == 0)
      for name in ["pipe.vsdk", "/dev/null", "/dev/zero"] {
        let result = try await program.run("fmt", name)

        #expect(
          result.standardError.hasPrefix("error: cannot write `\(name)`: it is not a plain file\n"),
          "\(result)")
        #expect(result.status == 3)
      }
    }

    @Test func `save keeps mode and links, and refuses what is no plain file`() async throws {
      let program = try Program()
      let path = try program.home.write("vsdk 1\n", to: "a.vsdk")
      let home = program.home.path
      try #require(chmod(path, 0o750) == 0)
      try #require(symlink("a.vsdk", "\(home)/soft.vsdk") == 0)
      try #require(mkfifo("\(home)/pipe.vsdk", 0o600) == 0)
      let before = try facts(path)
      try await program.onTerminal("--yes", columns: 200) { terminal in
        try await terminal.expectPrompt("-/- ▸ ")
        try await terminal.enter("echo kept", then: "-/- ▸ ")
        try terminal.send("save soft.vsdk\r")
        try await terminal.expect("saved 1 command to soft.vsdk")
        for name in ["pipe.vsdk", "/dev/null"] {
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("save \(name)\r")
          try await terminal.expect("cannot write `\(name)`: it is not a plain file")
        }
        try await terminal.expectPrompt("-/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
      let after = try facts(path)
      #expect(after == before)
      #expect(program.home.text(of: "a.vsdk")?.contains("echo kept\n") == true)
      #expect(try facts("\(home)/soft.vsdk").isLink)
    }
  }

  /// Where reports go.
  @Suite struct ReportPlaceTests {
    private static let script = "echo first\n"

    @Test(arguments: ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    func `standard output goes on behind what was written`(_ place: String) async throws {
      let program = try Program()
      try program.home.write(Self.script, to: "a.vsdk")
      try program.home.write("earlier\n", to: "out")

      let result = try await program.shell(
        "\"$VSDK\" run --no-echo a.vsdk --report tap=\(place) >>out; echo \"ended $?\"")

      #expect(result.standardOutput == "ended 0\n", "\(result)")
      #expect(
        program.home.text(of: "out")?.hasPrefix(
          "earlier\nfirst\nTAP version 13\n1..1\n# Subtest: a.vsdk\n")
          == true, "\(program.home.text(of: "out") ?? "")")
    }

    @Test func `an open descriptor goes on where it stands`() async throws {
      let program = try Program()
      try program.home.write(Self.script, to: "a.vsdk")

      let result = try await program.shell(
        """
        exec 7>out; echo earlier >&7
        "$VSDK" run --no-echo a.vsdk --report tap=/dev/fd/7 --report junit=/dev/stderr
        """)

      #expect(result.status == 0, "\(result)")
      #expect(program.home.text(of: "out")?.hasPrefix("earlier\nTAP version 13\n") == true)
      #expect(result.standardError.contains("<testsuites"))
    }

    @Test(.timeLimit(.minutes(1))) func `a pipe gets all of it, whoever comes first`() async throws
    {
      let program = try Program()
      try program.home.write(Self.script, to: "a.vsdk")

      let result = try await program.shell(
        """
        mkfifo pipe
        cat pipe >first & "$VSDK" run --no-echo a.vsdk --report tap=pipe; wait
        { sleep 0.2; cat pipe >second; } & "$VSDK" run --no-echo a.vsdk --report tap=pipe; wait
        """)

      #expect(result.status == 0, "\(result)")
      for name in ["first", "second"] {
        #expect(program.home.text(of: name)?.hasPrefix("TAP version 13\n") == true)
      }
    }

    @Test func `a killed run leaves no report of an earlier one`() async throws {
      let program = try Program()
      let home = program.home.path
      try program.home.write("echo waiting\nwait 1h\n", to: "a.vsdk")
      let report = try program.home.write("TAP version 13\n1..1\nok 1 - a.vsdk\n", to: "old.tap")
      try #require(chmod(report, 0o640) == 0)
      try #require(symlink("old.tap", "\(home)/r.tap") == 0)

      try await program.onTerminal("run", "--no-echo", "a.vsdk", "--report", "tap=r.tap") {
        terminal in
        try await terminal.expect("waiting\n")
        terminal.signal(SIGKILL)
        _ = try await terminal.waitForExit()
      }

      #expect(program.home.text(of: "old.tap") == "")
      #expect(program.home.mode(of: "old.tap") == 0o640)
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: "\(home)/r.tap") == "old.tap")
    }

    @Test func `no report takes a script's place, and no two have one`() async throws {
      let program = try Program()
      try program.home.write(Self.script, to: "a.vsdk")
      try program.home.write("old\n", to: "r")
      try #require(symlink("r", "\(program.home.path)/s") == 0)
      for (reports, message) in [
        (["tap=./a.vsdk"], "`./a.vsdk` is a script that is run"),
        (["tap=r", "junit=r"], "two reports go to `r`"),
        (["tap=r", "junit=s"], "two reports go to `s`"),
        (["tap=-", "junit=/dev/stdout"], "two reports go to `/dev/stdout`"),
      ] {
        let result = try await program.run(
          arguments: ["run", "a.vsdk"] + reports.flatMap { ["--report", $0] })

        #expect(result.standardError == "error: --report: \(message)\n")
        #expect(result.status == 1)
      }
      #expect(program.home.text(of: "a.vsdk") == Self.script)
      #expect(program.home.text(of: "r") == "old\n")
    }
  }
}
