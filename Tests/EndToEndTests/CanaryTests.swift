import FoundationEssentials
import Glibc
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// Every secret, given in every way, is searched for in every byte that the program wrote anywhere.
  ///
  /// The secrets are made anew in each run. What a person types at the prompt is seen while it is typed; it is left out,
  /// and all that comes after it is not.
  @Suite struct CanaryTests {
    /// What a search is about: bytes by the place where they were found.
    private struct Traces {
      private var all: [String: Data] = [:]

      mutating func add(_ text: String, _ place: String) {
        all[place, default: Data()] += Data(text.utf8)
      }

      mutating func add(_ home: TemporaryHome, except given: Set<String>) {
        for (name, data) in home.files() where !given.contains(name) { all[name] = data }
      }

      /// `PLACE: FORM` for everything found.
      func leaks(of canaries: [Canary]) -> [String] {
        all.flatMap { place, data in
          canaries.flatMap { canary in canary.found(in: data).map { "\(place): \($0)" } }
        }.sorted()
      }

      var places: Set<String> { Set(all.keys) }
    }

    private static let script =
      LocalSandbox.place + "set; session; try start audio; try recordings; start video"

    @Test(arguments: [
      ["VIDEOSDK_TOKEN"], ["VIDEOSDK_AUTH_TOKEN"], ["VIDEOSDK_SECRET"],
      ["VIDEOSDK_TOKEN", "VIDEOSDK_AUTH_TOKEN", "VIDEOSDK_SECRET", "VIDEOSDK_SECRET_KEY"],
    ])
    func `nothing of the environment's secrets is written`(_ names: [String]) async throws {
      try await LocalSandbox.serve { sandbox in
        var canaries: [Canary] = []
        var environment = [
          "VIDEOSDK_API_ENDPOINT": sandbox.endpoint, "VIDEOSDK_API_KEY": "sandbox",
        ]
        for name in names {
          let canary = name.hasSuffix("TOKEN") ? try await Canary.token() : Canary.secret()
          canaries.append(canary)
          environment[name] = (name == "VIDEOSDK_AUTH_TOKEN" ? "Bearer " : "") + canary.text
        }
        let program = try Program(environment)
        try program.home.write(Self.script.replacing("; ", with: "\n"), to: "a.vsdk")
        var traces = Traces()
        for arguments in [
          ["--verbose", "-c", Self.script], ["--verbose", "--output", "json", "-c", Self.script],
          [
            "run", "--report", "junit=a.xml", "--report", "tap=a.tap", "--report", "jsonl=a.jsonl",
            "--report", "html=a.html", "a.vsdk",
          ],
          ["run", "--dry-run", "a.vsdk"], ["doctor", "--network"],
          ["doctor", "--network", "--output", "json"], ["token", "show"],
        ] {
          let result = try await program.run(arguments: arguments)
          traces.add(result.standardOutput + result.standardError, "\(arguments)")
        }
        traces.add(program.home, except: [])

        #expect(traces.leaks(of: canaries) == [])
        #expect(
          traces.places.isSuperset(of: [
            "state/ledger.sqlite", "a.xml", "a.tap", "a.jsonl", "a.html",
          ]))
      }
    }

    @Test func `nothing of a script's and a profile's secrets is written`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await Canary.token()
        let secret = Canary.secret()
        let program = try Program(["CANARY": token.text])
        try program.home.write(secret.text + "\n", to: "secret.txt")
        try program.home.write(
          """
          secret one = env:CANARY
          secret two = file:secret.txt
          set endpoint \(sandbox.endpoint)
          set token ${one}
          \(Self.script.replacing("; ", with: "\n"))
          unset token
          set api-key k
          set api-secret ${two}
          start audio
          """, to: "a.vsdk")
        try program.home.writeProfile(
          "set endpoint \(sandbox.endpoint)\nset token env:CANARY\n", "staging")
        var traces = Traces()
        for arguments in [
          ["run", "--verbose", "--keep-going", "--report", "junit=a.xml", "a.vsdk"],
          ["--profile", "staging", "--verbose", "-c", Self.script],
          ["--profile", "staging", "doctor"],
          ["-c", "tokn \(token.text)"], ["-c", "set token \(token.text)"],
          ["-c", "set api-secret \(secret.text)"],
          ["-c", "set room \(token.text) extra"], ["-c", "strat audio; echo \(token.text)"],
        ] {
          let result = try await program.run(arguments: arguments)
          traces.add(result.standardOutput + result.standardError, "\(arguments.prefix(2))")
        }
        traces.add(program.home, except: ["secret.txt"])

        #expect(traces.leaks(of: [token, secret]) == [])
      }
    }

    @Test func `nothing of what is typed without being shown is written`() async throws {
      try await LocalSandbox.serve { sandbox in
        let canaries = [try await Canary.token(), try await Canary.token(), Canary.secret()]
        let program = try Program(["VIDEOSDK_API_ENDPOINT": sandbox.endpoint])
        var traces = Traces()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(Self.choose)
          try await terminal.expectPrompt("/abcd ▸ ")
          for (command, canary) in zip(
            ["token", "set token prompt", "set api-secret prompt"], canaries)
          {
            try terminal.send(command + "\r")
            try await terminal.expect("(not shown; Enter alone cancels): ")
            try terminal.send(canary.text + "\r")
            try await terminal.expectPrompt("/abcd ▸ ")
          }
          for command in [
            "start audio", "set api-key k; unset token; start video", "whoami", "doctor", "set",
          ] {
            try terminal.send(command + "\r")
            try await terminal.expectPrompt("/abcd ▸ ")
          }
          traces.add(Self.commandLines(below: terminal.processIdentifier), "command lines")
          try terminal.send("\u{4}")
          try await terminal.waitForExit()
          traces.add(String(decoding: terminal.receivedBytes, as: UTF8.self), "terminal")
        }
        traces.add(program.home, except: [])

        #expect(traces.leaks(of: canaries) == [])
        #expect(
          traces.places.isSuperset(of: ["state/history", "state/ledger.sqlite", "command lines"]))
        #expect(program.home.text(of: "state/history")?.contains("set token prompt") == true)
      }
    }

    struct Typed: Sendable, CustomTestStringConvertible {
      /// `CANARY` stands for the secret.
      let testDescription: String
      var paste = false
      /// Whether the line needs another one.
      var isOpen = false
    }

    @Test(arguments: [
      Typed(testDescription: "tokn CANARY"), Typed(testDescription: "CANARY"),
      Typed(testDescription: "set token CANARY"), Typed(testDescription: "token CANARY"),
      Typed(testDescription: "set room CANARY extra"),
      Typed(testDescription: "set webhook https://example.com/hook?token=CANARY"),
      Typed(testDescription: "set webhook https://example.com/hook?token=CANARY more words"),
      Typed(testDescription: "strat \"CANARY\" and \"open", isOpen: true),
      Typed(testDescription: "start audio bucket=CANARY"),
      Typed(testDescription: "start audio participant=CANARY,abcd"),
      Typed(testDescription: "echo one\necho CANARY\nstrat CANARY", paste: true),
    ])
    func `nothing of a secret that is typed by mistake is written again`(_ typed: Typed)
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        let canary = try await Canary.token()
        let text = typed.testDescription.replacing("CANARY", with: canary.text)
        let program = try sandbox.program()
        var traces = Traces()
        // The narrow one cuts lines; a terminal that can do nothing shows what is typed as it is, and once.
        try await program.onTerminal(columns: 80, environment: ["TERM": "dumb"]) { terminal in
          try await terminal.expect("-/- ▸ ")
          for line in text.split(separator: "\n") {
            try terminal.send(line + "\r")
            try await terminal.expect(line + "\n")
            let echoed = terminal.receivedText.count
            if typed.isOpen {
              try await terminal.expect("  … ")
              try terminal.send("closed\"\r")
              try await terminal.expect("closed\"\n")
            }
            try await terminal.expect("▸ ")
            traces.add(String(terminal.receivedText.dropFirst(echoed)), "after `\(line.prefix(9))`")
          }
          try terminal.send("echo still here\r")
          try await terminal.expect("\nstill here\n")
          try await terminal.expect("▸ ")
          try terminal.send("session\r")
          try await terminal.expect("recordings")
          try await terminal.expect("▸ ")
          try terminal.send("\u{4}")
          try await terminal.waitForExit()
        }
        if typed.paste { try await paste(text, into: program, &traces) }
        traces.add(program.home, except: [])

        #expect(traces.leaks(of: [canary]) == [])
        #expect(program.home.text(of: "state/history")?.contains("still here") == true)
      }
    }

    private func paste(_ text: String, into program: Program, _ traces: inout Traces) async throws {
      try await program.onTerminal(columns: 1000) { terminal in
        try await terminal.expectPrompt("-/- ▸ ")
        try terminal.send("\u{1b}[200~\(text)\n\u{1b}[201~")
        try await terminal.expect("error: unknown command `strat`")
        try await terminal.expectPrompt("-/- ▸ ")
        try terminal.send("\u{4}")
        try await terminal.waitForExit()
        // Each line is shown once, behind its prompt.
        let answers = terminal.receivedText.split(separator: "\n").filter { !$0.contains("▸ ") }
        traces.add(answers.joined(separator: "\n"), "after the paste")
      }
    }

    private static let choose = "set room abcd-efgh-ijkl; set participant abcd\r"

    /// The arguments of a process and of all that it has started.
    private static func commandLines(below process: Int32) -> String {
      let folder = "/proc/\(process)"
      let own = text(of: "\(folder)/cmdline")
      let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/task")) ?? []
      let children = tasks.flatMap {
        text(of: "\(folder)/task/\($0)/children").split(separator: " ")
      }
      return ([own] + children.compactMap { Int32($0) }.map(commandLines)).joined(separator: "\n")
    }

    /// A file of the kernel's, whose size is not known before it is read.
    private static func text(of path: String) -> String {
      let descriptor = open(path, O_RDONLY)
      guard descriptor >= 0 else { return "" }
      defer { close(descriptor) }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor, &buffer, buffer.count)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
  }
}
