import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd.Untrusted {
  /// Where a script's downloads may go.
  @Suite struct WriteTests {
    private static let record = LocalSandbox.place + "start audio; stop audio; "

    /// What is there that is not to be written over, and links that lead out.
    private func program(_ sandbox: LocalSandbox) throws -> Program {
      let program = try sandbox.program()
      let home = program.home.path
      try program.home.makeFolder("work/inside")
      try program.home.makeFolder("elsewhere")
      try program.home.write("mine\n", to: "work/notes.txt")
      try program.home.write("mine\n", to: "elsewhere/file")
      for (link, target) in [
        ("work/out", "\(home)/elsewhere"), ("work/file", "\(home)/elsewhere/file"),
        ("work/dangling", "\(home)/elsewhere/new"), ("work/up", ".."),
      ] { try #require(symlink(target, "\(home)/\(link)") == 0) }
      return program
    }

    @Test(arguments: [
      "../x", "../.config/vsdk/init.vsdk", "HOME/x", "HOME/elsewhere/", "/tmp/x", "out/x", "out/",
      "up/x", "inside/../../x", "new/../../x", "file", "..", "../",
      ".zshenv", "-rf", "inside/.profile", "inside/-x", ".ssh/authorized_keys", "new/.git/config",
      "./.x", "inside/./.x", "new/-n/x", "x\\u{1B}]0;y", "x\\u{0}y", "x\\u{202E}y",
    ])
    func `a script writes below the current folder only`(_ path: String) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try program(sandbox)
        let written = path.replacing("HOME", with: program.home.path)
        let work = "\(program.home.path)/work"
        let before = program.home.files()
        try program.home.write("", to: "work/a.vsdk")
        for script in [
          "download audio to=\"\(written)\"", "download audio to=\"\(written)${none:-}\"",
          "defer download audio to=\"\(written)\"",
        ] {
          try program.home.write(Self.record + script + "\n", to: "work/a.vsdk")

          let result = try await program.run("run", "a.vsdk", directory: work)

          #expect(result.status == 2, "\(result)")
          #expect(try await sandbox.operations() == [])
        }
        try program.home.write(
          Self.record + "set room \"\(written)\"\nlet to = state.room\n"
            + "set room abcd-efgh-ijkl\ndownload audio to=${to}\n",
          to: "work/a.vsdk")

        let result = try await program.run("run", "--no-echo", "a.vsdk", directory: work)

        // What holds a control character is no room either.
        #expect(result.status == 2, "\(result)")
        var after = program.home.files()
        for name in after.keys where name == "work/a.vsdk" || name.hasPrefix("state") {
          after[name] = nil
        }
        #expect(after == before)
      }
    }

    @Test func `nor over what another program has not finished`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try program(sandbox)
        try program.home.write("mine\n", to: "work/film.part")

        let result = try await program.run(
          "-c", Self.record + "download audio to=film", directory: "\(program.home.path)/work")

        #expect(result.status == 0, "\(result)")
        #expect(program.home.text(of: "work/film.part") == "mine\n")
      }
    }

    @Test(arguments: ["notes.txt", "dangling", "file"])
    func `never over a file, nor through a link`(_ name: String) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try program(sandbox)
        let work = "\(program.home.path)/work"

        let result = try await program.run(
          "-c", Self.record + "download audio to=\(name)", directory: work)

        #expect(result.status != 0, "\(result)")
        #expect(program.home.text(of: "work/notes.txt") == "mine\n")
        #expect(program.home.text(of: "elsewhere/file") == "mine\n")
        #expect(program.home.text(of: "elsewhere/new") == nil)
      }
    }

    @Test func `over a file only with the flag, and then through no link that leads out`()
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        let program = try program(sandbox)
        let home = program.home.path
        try program.home.write("mine\n", to: "work/a.svg")
        try #require(symlink("\(home)/elsewhere/file", "\(home)/work/link.svg") == 0)
        func draw(_ path: String, _ flags: String...) async throws -> ProcessResult {
          try await program.run(
            arguments: flags + ["-c", LocalSandbox.place + "timeline to=\(path)"],
            directory: "\(home)/work")
        }

        let refused = try await draw("a.svg")
        #expect(refused.status == 2, "\(refused)")
        #expect(
          refused.standardError.contains(
            "a script writes over no file: `a.svg` is there already"), "\(refused)")
        #expect(
          refused.standardError.contains(
            "hint: `--allow-write \(home)/work` lets it replace files there"), "\(refused)")
        #expect(try await draw("link.svg", "--allow-write", ".").status == 2)
        // Only the person says so.
        let own = try await program.run(
          "-c", LocalSandbox.place + "set confirm off; timeline to=a.svg",
          directory: "\(home)/work")
        #expect(own.status == 2, "\(own)")
        #expect(program.home.text(of: "work/a.svg") == "mine\n")
        #expect(program.home.text(of: "elsewhere/file") == "mine\n")

        let allowed = try await draw("a.svg", "--allow-write", ".")
        #expect(allowed.status == 0, "\(allowed)")
        #expect(program.home.text(of: "work/a.svg")?.hasPrefix("<?xml") == true)
      }
    }

    @Test(arguments: [
      "x.webm", "inside/x.webm", "./x.webm", "new/deep/x.webm", "WORK/x.webm", "new/",
    ])
    func `what is allowed works`(_ path: String) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try program(sandbox)
        let work = "\(program.home.path)/work"
        let folder = path == "new/deep/x.webm" ? "download audio to=new/deep/; " : ""
        let result = try await program.run(
          "-c",
          Self.record + folder + "download audio to=\(path.replacing("WORK", with: work))",
          directory: work)

        #expect(result.status == 0, "\(result)")
      }
    }

    @Test func `the mistake has its place and the flag, which lets it`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try program(sandbox)
        let home = program.home.path
        let line = "download audio to=../elsewhere/x.webm"
        try program.home.write(Self.record + "\n" + line + "\n", to: "work/a.vsdk")

        let check = try await program.run("check", "a.vsdk", directory: "\(home)/work")
        let run = try await program.run(
          "run", "--allow-write", "../elsewhere", "a.vsdk", directory: "\(home)/work")

        #expect(
          check.talk == """
            a.vsdk:2:19: a script writes below the current folder only: `../elsewhere/x.webm`
                2 | \(line)
                  |                   ^^^^^^^^^^^^^^^^^^^
                  = hint: `--allow-write \(home)/elsewhere` lets it write there too

            """)
        #expect(check.status == 2)
        #expect(run.status == 0, "\(run)")
        #expect(program.home.files()["elsewhere/x.webm"]?.isEmpty == false)
      }
    }

    @Test func `what a person types at the prompt is theirs`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try program(sandbox)
        let home = program.home.path
        try await program.onTerminal(columns: 200) { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try await terminal.enter(Self.record + "echo ready", then: "abcd ▸ ")
          try terminal.send("download audio to=\(home)/elsewhere/.mine\r")
          try await terminal.expect("elsewhere/.mine  ")
          try await terminal.expectPrompt("abcd ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        }
        #expect(program.home.files()["elsewhere/.mine"]?.isEmpty == false)
      }
    }
  }
}
