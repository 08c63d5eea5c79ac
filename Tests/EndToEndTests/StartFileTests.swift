import FoundationEssentials
import Glibc
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// `init.vsdk`: for the shell alone, and never in its way.
  @Suite struct StartFileTests {
    private func program(_ text: String) throws -> Program {
      let program = try Program()
      try FileManager.default.createDirectory(
        atPath: program.home.state, withIntermediateDirectories: true)
      try program.home.write(text, to: "state/init.vsdk")
      chmod("\(program.home.state)/init.vsdk", 0o600)
      return program
    }

    @Test func `begins the shell`() async throws {
      try await program("set room abcd-efgh-ijkl\nset participant efgh\n").onTerminal { terminal in
        try await terminal.expectPrompt("sandbox abcd-efgh-ijkl/efgh ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `lets the shell's own flags and profile come first`() async throws {
      let program = try program(
        "set room one\nset participant a\nset endpoint http://127.0.0.1:1\n")
      try program.home.writeProfile("set room two\n", "p")

      try await program.onTerminal("--profile", "p", "--set", "participant=b") { terminal in
        try await terminal.expect("note: http://127.0.0.1:1 (init.vsdk)")
        try await terminal.expectPrompt("127.0.0.1:1 two/b ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `has the credentials that the profile has not`() async throws {
      let program = try program("set endpoint http://127.0.0.1:1\nset token env:ONE\n")
      try program.home.writeProfile("set endpoint http://127.0.0.1:1\nset token env:TWO\n", "p")
      try program.home.writeProfile("set room two\n", "q")
      let token = try await AccessToken.sandbox().reveal()
      let environment: [String: String?] = ["ONE": token, "TWO": token]

      for (profile, source) in [("p", "profile p"), ("q", "init.vsdk")] {
        try await program.onTerminal("--profile", profile, environment: environment) { terminal in
          try await terminal.expectPrompt("/- ▸ ")
          try terminal.send("whoami\r")
          try await terminal.expect("credentials  \(source), token")
          try await terminal.expectPrompt("/- ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        }
      }
    }

    @Test func `is told with its place when it is broken, and left out`() async throws {
      let program = try program("set room abcd\nset timeout 5\n")

      try await program.onTerminal { terminal in
        try await terminal.expect("\(program.home.state)/init.vsdk:2:13: `5` has no unit\n")
        try await terminal.expect("    2 | set timeout 5\n      |             ^\n")
        try await terminal.expect("note: init.vsdk is not used until it is corrected\n")
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `is left out when a secret of it cannot be had`() async throws {
      let program = try program("set room abcd\nset token file:nowhere\n")

      try await program.onTerminal { terminal in
        try await terminal.expect("init.vsdk:2:1: cannot read `token`:")
        try await terminal.expect("note: sandbox: nothing here costs anything")
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test(arguments: [
      (["-c", "session"], ""), (["run", "a.vsdk"], ""), (["run", "-"], "session\n"),
      ([], "session\n"),
    ])
    func `is never read by what is no shell`(_ arguments: [String], _ input: String) async throws {
      let program = try program("set room abcd\nthis is broken\n")
      try program.home.write("session\n", to: "a.vsdk")

      let result = try await program.run(arguments: arguments, input: input)

      #expect(result.standardOutput.contains("room         -\n"))
      #expect(!result.standardError.contains("init.vsdk"))
      #expect(result.status == 0)
    }

    @Test func `is not looked for in the current folder`() async throws {
      let program = try Program()
      try program.home.write("set room abcd\n", to: "init.vsdk")

      try await program.onTerminal { terminal in
        try await terminal.expectPrompt("sandbox -/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}
