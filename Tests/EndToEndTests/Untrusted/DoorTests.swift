import Glibc
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd.Untrusted {
  /// A script is held to the same, whichever way it comes in.
  @Suite struct DoorTests {
    /// A way of giving a script to the program.
    enum Door: CaseIterable, Sendable {
      case file, text, input, namedInput, include

      var arguments: (_ script: String) -> [String] {
        switch self {
        case .file, .include: { _ in ["run", "a.vsdk"] }
        case .text: { ["-c", $0] }
        case .input: { _ in [] }
        case .namedInput: { _ in ["run", "-"] }
        }
      }

      /// How a place in the script is called.
      var name: String {
        switch self {
        case .file: "a.vsdk"
        case .text: "<command>"
        case .input, .namedInput: "<stdin>"
        case .include: "a.vsdk:1 → b.vsdk"
        }
      }

      /// Puts the script where the door leads to, and answers what is typed into the program.
      func place(_ script: String, in home: TemporaryHome) throws -> String {
        switch self {
        case .text: return ""
        case .input, .namedInput: return script
        case .file: try home.write(script, to: "work/a.vsdk")
        case .include:
          try home.write("run b.vsdk\n", to: "work/a.vsdk")
          try home.write(script, to: "work/b.vsdk")
        }
        return ""
      }
    }

    /// What a script may not do, with the place of the mistake marked.
    struct Rule: Sendable, CustomTestStringConvertible {
      let marked: String
      let message: String
      var testDescription: String { marked.split(separator: "\n").last.map(String.init) ?? "" }

      init(_ marked: String, _ message: String) {
        self.marked = marked
        self.message = message
      }

      var script: String { marked.replacing("«", with: "") }
      var place: String {
        let before = marked.prefix { $0 != "«" }
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return "\(lines.count):\((lines.last?.count ?? 0) + 1)"
      }

      private static let origin = "a script may not choose where requests go: http://127.0.0.1:9"
      private static let secret = "a script uses only secrets that it declares at its top"

      static let all = [
        Rule("rooms\nset endpoint «http://127.0.0.1:9", origin),
        Rule("rooms\ndefer set endpoint «http://127.0.0.1:9", origin),
        Rule("rooms\ndry set endpoint «http://127.0.0.1:9", origin),
        Rule("rooms\nset token «env:STOLEN", secret),
        Rule("secret k = env:STOLEN\nrooms; set api-secret «file:STOLEN", secret),
        Rule("rooms\nset token «prompt", secret),
        Rule("rooms\ndefer set token «env:STOLEN", secret),
        Rule("rooms\nas curl set token «env:STOLEN", secret),
        Rule(
          "param k = env:STOLEN\nset token «${k}",
          "a script writes out where its secret is kept"),
        Rule(
          "rooms\nset token «the-token-of-somebody",
          "`token` is not written out, so that it lands in no file or history"),
        Rule(
          "secret k = env:STOLEN\necho «${k}",
          "the secret `${k}` would be shown here"),
        Rule(
          "rooms\nrun «notes.txt", "a script runs files whose names end in `.vsdk` only"),
        Rule("rooms\nrun «../mine.vsdk", "`../mine.vsdk` is not below `WORK`"),
        Rule("rooms\ndry run «../mine.vsdk", "`../mine.vsdk` is not below `WORK`"),
        Rule(
          LocalSandbox.place + "download audio to=«../x",
          "a script writes below the current folder only: `../x`"),
        Rule(
          LocalSandbox.place + "download audio to=«.profile",
          "a script writes no name that hides a file or looks like a flag: `.profile`"),
        Rule(
          "set room abcd-efgh-ijkl\nalign to=«../x",
          "a script writes below the current folder only: `../x`"),
        Rule(
          "set room abcd-efgh-ijkl\nalign to=«.ssh",
          "a script writes no name that hides a file or looks like a flag: `.ssh`"),
        Rule("rooms\n«token mint reveal", "`token` is for a person at the prompt"),
        Rule("rooms\nset ledger «off", "a script does not say that its starts go unnoted"),
        Rule("rooms\n«history", "`history` is for a person at the prompt"),
        Rule("rooms\n«watch rooms", "`watch` is for a person at the prompt"),
      ]
    }

    @Test(arguments: Rule.all)
    func `every rule holds for a file, a text, standard input and an include`(
      _ rule: Rule
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        for door in Door.allCases {
          let program = try sandbox.program(["STOLEN": "the-token-of-somebody"])
          let work = "\(program.home.path)/work"
          try program.home.makeFolder("work")
          try program.home.write("echo mine\n", to: "mine.vsdk")
          try program.home.write("a secret of mine\n", to: "work/notes.txt")
          let input = try door.place(rule.script, in: program.home)
          let before = program.home.files()

          let result = try await program.run(
            arguments: door.arguments(rule.script), input: input, directory: work)

          let message = rule.message.replacing("WORK", with: work)
          #expect(
            result.talk.hasPrefix("\(door.name):\(rule.place): \(message)\n"),
            "\(door): \(result.talk)")
          #expect(result.talk.contains("  | ") && result.talk.contains("^"), "\(door)")
          #expect(result.status == 2, "\(door)")
          #expect(result.standardOutput == "", "\(door)")
          #expect(!result.standardError.contains("somebody"), "\(door)")
          #expect(program.home.files() == before, "\(door)")
        }
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `what a script declares it may use, through every door`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox().reveal()
        let script = "secret k = env:MINE\nset token env:MINE\nset token ${k}\nrooms\necho done\n"
        for door in Door.allCases {
          let program = try Program(["VIDEOSDK_API_ENDPOINT": sandbox.endpoint, "MINE": token])
          try program.home.makeFolder("work")
          let input = try door.place(script, in: program.home)

          let result = try await program.run(
            arguments: door.arguments(script), input: input,
            directory: "\(program.home.path)/work")

          #expect(result.standardOutput.hasSuffix("done\n"), "\(door): \(result)")
          #expect(result.status == 0, "\(door)")
        }
      }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [SIGINT, SIGTERM, 0])
    func `a dry run without end is ended by a signal, and by the time limit`(
      _ signal: Int32
    ) async throws {
      let program = try Program()
      for place in 1..<16 {
        try program.home.write(
          String(repeating: "run \(place + 1).vsdk\n", count: 10), to: "\(place).vsdk")
      }
      try program.home.write("rooms\n", to: "16.vsdk")
      guard signal == 0 else {
        try await program.onTerminal("run", "--sandbox", "--dry-run", "1.vsdk") { terminal in
          try await terminal.expect("curl ")
          terminal.signal(signal)
          #expect(try await terminal.waitForExit() == .exited(128 + signal))
        }
        return
      }

      let result = try await program.run(
        "run", "--sandbox", "--dry-run", "1.vsdk", "--time-limit", "500ms")

      #expect(result.talk.hasPrefix("error: the dry run of the script took longer than 500ms\n"))
      #expect(result.status == 3)
    }

    @Test(.timeLimit(.minutes(1)), arguments: Door.allCases.filter { $0 != .text && $0 != .input })
    func `the time limit ends what does not, through every door that has it`(
      _ door: Door
    ) async throws {
      let program = try Program()
      try program.home.makeFolder("work")
      let script = "defer echo deferred\nwait 1h\n"
      let input = try door.place(script, in: program.home)

      let result = try await program.run(
        arguments: door.arguments(script) + ["--no-echo", "--sandbox", "--time-limit", "300ms"],
        input: input, directory: "\(program.home.path)/work")

      #expect(result.standardOutput == "deferred\n", "\(result)")
      #expect(result.talk.contains("\nerror: the script took longer than 300ms\n"))
      #expect(result.status == 3)
    }
  }
}
