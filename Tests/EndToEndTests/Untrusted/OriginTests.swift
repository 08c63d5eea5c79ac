import TestSupport
import Testing

extension EndToEnd.Untrusted {
  /// Where a script's requests, and the secrets in them, may go.
  @Suite struct OriginTests {
    /// A way of giving a script to the program, in which ORIGIN is the other origin.
    struct Way: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let files: [String: String]
      let arguments: [String]
      var input = ""
      /// The place of the mistake.
      let place: String

      private static let steal = "set endpoint ORIGIN\nset token env:STOLEN\nrooms\n"

      static let all = [
        Way(
          testDescription: "a file", files: ["a.vsdk": steal], arguments: ["run", "a.vsdk"],
          place: "a.vsdk:1:14"),
        Way(
          testDescription: "a text", files: [:], arguments: ["-c", steal], place: "<command>:1:14"),
        Way(
          testDescription: "standard input", files: [:], arguments: [], input: steal,
          place: "<stdin>:1:14"),
        Way(
          testDescription: "an include", files: ["a.vsdk": "run b.vsdk\n", "b.vsdk": steal],
          arguments: ["run", "a.vsdk"], place: "a.vsdk:1 → b.vsdk:1:14"),
        Way(
          testDescription: "a deferred command",
          files: ["a.vsdk": "rooms\ndefer set endpoint ORIGIN\n"],
          arguments: ["run", "a.vsdk"], place: "a.vsdk:2:20"),
        Way(
          testDescription: "a tried command", files: ["a.vsdk": "rooms\ntry set endpoint ORIGIN\n"],
          arguments: ["run", "a.vsdk"], place: "a.vsdk:2:18"),
        Way(
          testDescription: "a parameter's default",
          files: ["a.vsdk": "param to = ORIGIN\nset endpoint ${to}\nrooms\n"],
          arguments: ["run", "a.vsdk"], place: "a.vsdk:2:14"),
        Way(
          testDescription: "a parameter's value",
          files: ["a.vsdk": "param to\nset endpoint ${to}\nrooms\n"],
          arguments: ["run", "a.vsdk", "to=ORIGIN"], place: "a.vsdk:2:14"),
        Way(
          testDescription: "a dry run", files: ["a.vsdk": steal],
          arguments: ["run", "--dry-run", "a.vsdk"], place: "a.vsdk:1:14"),
        Way(
          testDescription: "--keep-going", files: ["a.vsdk": steal],
          arguments: ["run", "--keep-going", "a.vsdk"], place: "a.vsdk:1:14"),
        Way(
          testDescription: "a check", files: ["a.vsdk": steal], arguments: ["check", "a.vsdk"],
          place: "a.vsdk:1:14"),
      ]
    }

    @Test(arguments: Way.all)
    func `a script does not choose where requests go`(_ way: Way) async throws {
      try await LocalSandbox.serve { sandbox in
        try await SilentOrigin.serve { other in
          let program = try sandbox.program(["STOLEN": "the-token-of-somebody"])
          func filled(_ text: String) -> String { text.replacing("ORIGIN", with: other.endpoint) }
          for (name, text) in way.files { try program.home.write(filled(text), to: name) }

          let result = try await program.run(
            arguments: way.arguments.map(filled), input: filled(way.input))

          #expect(result.status == 2, "\(result)")
          #expect(
            result.talk.hasPrefix(
              "\(way.place): a script may not choose where requests go: \(other.endpoint)\n"),
            "\(result.talk)")
          #expect(
            result.talk.contains("= hint: `--allow-origin \(other.endpoint)` lets it"),
            "\(result.talk)")
          #expect(other.connections == 0)
          #expect(try await sandbox.operations() == [])
        }
      }
    }

    @Test func `neither does a value that only the run knows`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await SilentOrigin.serve { other in
          let program = try sandbox.program()
          try program.home.write(
            "rooms\nset room \(other.endpoint)\nlet to = state.room\nset endpoint ${to}\nrooms\n",
            to: "a.vsdk")

          let check = try await program.run("check", "a.vsdk")
          let result = try await program.run("run", "--no-echo", "a.vsdk")

          #expect(check.status == 0, "\(check)")
          #expect(
            result.talk.hasPrefix(
              "a.vsdk:4:14: a script may not choose where requests go: \(other.endpoint)\n"),
            "\(result.talk)")
          #expect(result.status == 2)
          #expect(other.connections == 0)
          #expect(try await sandbox.operations() == ["listRooms"])
        }
      }
    }

    @Test func `--allow-origin lets it, with credentials of that origin alone`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await LocalSandbox.serve { other in
          let program = try sandbox.program()
          let script = "rooms\nset endpoint \(other.endpoint)\nrooms\n"
          let flags = ["--allow-origin", other.endpoint]

          let result = try await program.run(arguments: flags + ["-c", script])
          let check = try await program.run(arguments: ["check", "-"] + flags, input: script)

          #expect(result.talk.hasPrefix("<command>:3:1: no credentials for \(other.endpoint)"))
          #expect(try await sandbox.operations() == ["listRooms"])
          #expect(try await other.operations() == [])
          #expect(
            check.standardOutput.hasPrefix(
              "<stdin>: ok\n  sends to: \(sandbox.endpoint), \(other.endpoint)\n"), "\(check)")
        }
      }
    }

    @Test func `at the prompt a person chooses, and a script stays there`() async throws {
      try await LocalSandbox.serve { sandbox in
        try await SilentOrigin.serve { other in
          let program = try sandbox.program()
          try program.home.write("set endpoint \(other.endpoint)\nrooms\n", to: "away.vsdk")
          try program.home.write("unset endpoint\nrooms\n", to: "back.vsdk")
          try await program.onTerminal("--endpoint", "http://127.0.0.1:9", columns: 200) {
            terminal in
            try await terminal.expectPrompt("9 -/- ▸ ")
            try terminal.send("set endpoint \(sandbox.endpoint)\r")
            try await terminal.expectPrompt("-/- ▸ ")
            for name in ["away", "back"] {
              try terminal.send("run \(name).vsdk\r")
              try await terminal.expect(
                "\(name).vsdk:1:\(name == "away" ? 14 : 7): a script may not choose where requests go"
              )
              try await terminal.expectPrompt("-/- ▸ ")
            }
            #expect(try await terminal.leave() == .exited(0))
          }
          #expect(other.connections == 0)
        }
      }
    }

    @Test(arguments: [
      ("--allow-origin", "nowhere", "--allow-origin: not an origin: "),
      ("--allow-write", "nowhere", "--allow-write: there is no folder `nowhere`"),
      ("--root", "nowhere", "--root: there is no folder `nowhere`"),
    ])
    func `a flag that allows nothing is a wrong invocation`(
      _ flag: String, _ value: String, _ message: String
    ) async throws {
      let program = try Program()
      try program.home.write("echo a\n", to: "a.vsdk")
      for arguments in [["run", "a.vsdk"], ["check", "a.vsdk"], ["-c", "echo a"]] {
        let result = try await program.run(arguments: arguments + [flag, value])

        #expect(result.standardError.hasPrefix("error: \(message)"), "\(result)")
        #expect(result.status == 1)
      }
    }
  }
}
