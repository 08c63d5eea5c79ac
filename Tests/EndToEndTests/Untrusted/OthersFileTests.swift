import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd.Untrusted {
  /// Files that another account owns or can write, and links out of the state folder.
  @Suite struct OthersFileTests {
    private static let stranger: uid_t = 65_534

    /// A program whose folder of profiles is there, with a file in it.
    private func program(_ text: String, _ name: String, mode: mode_t) throws -> (Program, String) {
      let program = try Program(["T": "the-token-of-somebody"])
      let path = try program.home.writeProfile(text, "p", mode: mode)
      guard name == "init.vsdk" else { return (program, path) }
      let start = "\(program.home.state)/init.vsdk"
      try #require(rename(path, start) == 0)
      return (program, start)
    }

    @Test(arguments: [0o620, 0o602, 0o666, 0o664] as [mode_t])
    func `a profile that others can change is not read`(_ mode: mode_t) async throws {
      let (program, path) = try program("set room abcd\nhunter2\n", "p", mode: mode)

      let result = try await program.run("--profile", "p", "-c", "session")

      #expect(
        result.standardError == """
          error: `\(path)` is not used: others can change it (\(octal(mode)))
            hint: run `chmod go-w \(path)`

          """)
      #expect(result.status == 1)
    }

    @Test func `init.vsdk that others can change is not read`() async throws {
      let (program, path) = try program("set room hunter2\n", "init.vsdk", mode: 0o666)

      try await program.onTerminal(columns: 200) { terminal in
        try await terminal.expect("`\(path)` is not used: others can change it (0666)\n")
        try await terminal.expect("hint: run `chmod go-w \(path)`\n")
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(.enabled("needs root", { geteuid() == 0 }), arguments: ["p", "init.vsdk"])
    func `one of another owner is not read`(_ name: String) async throws {
      let (program, path) = try program("set room hunter2\n", name, mode: 0o644)
      try #require(chown(path, Self.stranger, Self.stranger) == 0)
      let flags = name == "p" ? "--profile p" : ""
      let launcher = ["/bin/sh", "-c", "exec \"$0\" \(flags)"]

      try await program.onTerminal(launcher: launcher, columns: 200) { terminal in
        try await terminal.expect("`\(path)` is not used: it belongs to another account\n")
        try await terminal.expect("hint: run `chown \"$USER\" \(path)` if it is yours\n")
        if name == "p" {
          #expect(try await terminal.waitForExit() == .exited(1))
        } else {
          try await terminal.expectPrompt("sandbox -/- ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        }
      }
    }

    @Test func `a profile that is no plain file is not opened`() async throws {
      let (program, path) = try program("", "p", mode: 0o600)
      try #require(unlink(path) == 0 && mkfifo(path, 0o600) == 0)

      let result = try await program.run("--profile", "p", "-c", "session")

      #expect(result.standardError.hasPrefix("error: `\(path)` is not a plain file\n"), "\(result)")
      #expect(result.status == 1)
    }

    @Test(arguments: [0o620, 0o602, 0o666] as [mode_t])
    func `a secret that others can change is not read`(_ mode: mode_t) async throws {
      let program = try Program()
      let path = try program.home.write("hunter2-hunter2\n", to: "secret")
      try #require(chmod(path, mode) == 0)
      for command in ["set token ${k}", "set token file:secret"] {
        let result = try await program.run("-c", "secret k = file:secret\n" + command)

        #expect(
          result.talk.contains(
            "secret: others can change it (\(octal(mode))); run `chmod go-w secret`"), "\(result)")
        #expect(result.status == 1)
      }
    }

    @Test(.enabled("needs root", { geteuid() == 0 }))
    func `a secret of another owner is not read`() async throws {
      let program = try Program()
      let path = try program.home.write("hunter2-hunter2\n", to: "secret")
      try #require(chown(path, Self.stranger, Self.stranger) == 0)

      let result = try await program.run("-c", "secret k = file:secret\nset token ${k}")

      #expect(result.talk.contains("secret: it belongs to another account"), "\(result)")
      #expect(result.status == 1)
    }

    @Test func `a secret is not waited for at a pipe that nobody has opened`() async throws {
      let program = try Program()
      try #require(mkfifo("\(program.home.path)/pipe", 0o600) == 0)

      let result = try await program.run("-c", "secret k = file:pipe\nset token ${k}")

      #expect(result.talk.contains("its secret `k`: pipe: it is not a plain file"), "\(result)")
      #expect(result.status == 1)
    }

    @Test func `a secret that is good is read, from a pipe too`() async throws {
      let program = try Program()
      try program.home.write("a.b.c-hunter2\n", to: "secret")
      for place in ["secret", "/dev/stdin"] {
        let result = try await program.shell(
          "cat secret | \"$VSDK\" -c 'secret k = file:\(place)\nset token ${k}\necho read'")

        #expect(result.standardOutput == "read\n", "\(result)")
      }
    }

    @Test(arguments: ["ledger.sqlite", "ledger.sqlite-wal"])
    func `the ledger follows no link out of its folder`(_ name: String) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        let target = try program.home.write("mine\n", to: "precious")
        try #require(chmod(target, 0o644) == 0)
        try program.home.makeFolder("state")
        try #require(symlink(target, "\(program.home.state)/\(name)") == 0)

        let result = try await program.run(
          "-c", LocalSandbox.place + "defer stop all; start audio")

        #expect(
          result.talk.contains("\(name): it is a link that leads out of its folder"), "\(result)")
        #expect(program.home.text(of: "precious") == "mine\n")
        #expect(program.home.mode(of: "precious") == 0o644)
      }
    }

    @Test func `a ledger that is a link within its folder is used`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try program.home.makeFolder("state")
        try program.home.write("", to: "state/real.sqlite")
        try #require(symlink("real.sqlite", "\(program.home.state)/ledger.sqlite") == 0)

        let result = try await program.run(
          "-c", LocalSandbox.place + "defer stop all; start audio")

        #expect(result.talk == "", "\(result)")
        #expect(program.home.files()["state/real.sqlite"]?.isEmpty == false)
        #expect(program.home.mode(of: "state/real.sqlite") == 0o600)
      }
    }

    @Test(arguments: ["precious", "missing"])
    func `the history follows no link out of its folder`(_ name: String) async throws {
      let program = try Program()
      let target = try program.home.write("mine\n", to: "precious")
      try #require(chmod(target, 0o600) == 0)
      try program.home.makeFolder("state")
      try #require(
        symlink("\(program.home.path)/\(name)", "\(program.home.state)/history") == 0)

      try await program.onTerminal(columns: 200) { terminal in
        try await terminal.expect("is a link that leads out of its folder and is not followed")
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        try await terminal.enter("echo a line", then: "sandbox -/- ▸ ")
        try await terminal.enter("history clear", then: "sandbox -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
      #expect(program.home.text(of: "precious") == "mine\n")
      #expect(program.home.text(of: "missing") == nil)
    }

    private func octal(_ mode: mode_t) -> String { "0" + String(mode, radix: 8) }
  }
}
