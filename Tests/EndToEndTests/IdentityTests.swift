import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// Who asks, at the prompt.
  @Suite struct IdentityTests {
    private static let prompt = "-/- ▸ "

    @Test func `takes a token that is not shown`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try Program(["VIDEOSDK_API_ENDPOINT": sandbox.endpoint])
        let token = try await AccessToken.sandbox().reveal()
        try await program.onTerminal { terminal in
          try await terminal.expectPrompt(Self.prompt)
          try terminal.send("token\r")
          try await terminal.expect("token (not shown; Enter alone cancels): ")
          try terminal.send("Bearer \(token)\r")
          try await terminal.expect(
            "note: took the prefix `Bearer` off the token: the service wants the bare token\n")
          try await terminal.expect("api key      sandbox\n")
          try await terminal.expectPrompt(Self.prompt)
          try terminal.send(LocalSandbox.place + "start audio\r")
          try await terminal.expect("track recording started successfully.")
          try await terminal.expectPrompt("●1 ▸ ")
          try await terminal.enter("stop all", then: "abcd ▸ ")
          #expect(try await terminal.leave() == .exited(0))
          #expect(!terminal.receivedText.contains(token))
        }
        #expect(program.home.text(of: "state/history")?.split(separator: "\n").first == "token")
      }
    }

    @Test(arguments: ["\r", "\u{3}", "\u{4}"])
    func `an answer that is none changes nothing`(_ key: String) async throws {
      let program = try Program()
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.prompt)
        try terminal.send("token\r")
        try await terminal.expect("token (not shown; Enter alone cancels): ")
        try terminal.send(key)
        try await terminal.expect("note: nothing was entered, and nothing is changed\n")
        try await terminal.expectPrompt(Self.prompt)
        try terminal.send("whoami\r")
        try await terminal.expect("credentials  the sandbox's own key pair\n")
        try await terminal.expectPrompt(Self.prompt)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `the rest of a paste behind a secret becomes no command`() async throws {
      let program = try Program()
      try await program.onTerminal { terminal in
        try await terminal.expectPrompt(Self.prompt)
        try terminal.send("set api-secret prompt\r")
        try await terminal.expect("api-secret (not shown; Enter alone cancels): ")
        try terminal.send("first-half-of-a-secret\rsecond-half-of-it\r")
        try await terminal.expectPrompt(Self.prompt)
        try terminal.send("echo alive\r")
        try await terminal.expect("\nalive\n")
        try await terminal.expectPrompt(Self.prompt)
        #expect(try await terminal.leave() == .exited(0))
        #expect(!terminal.receivedText.contains("half"))
      }
    }

    @Test func `prints a token for who asks for it by name`() async throws {
      try await Program().onTerminal(columns: 1000) { terminal in
        try await terminal.expectPrompt(Self.prompt)
        try terminal.send("token mint lifetime=30m\r")
        try await terminal.expect(matching: "time left    (30 min 0|29 min \\d+) s\n")
        try await terminal.expectPrompt(Self.prompt)
        #expect(!terminal.receivedText.contains("eyJ"))
        try terminal.send("token mint reveal\r")
        try await terminal.expect(
          matching: "\neyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\n")
        try await terminal.expectPrompt(Self.prompt)
        #expect(try await terminal.leave() == .exited(0))
      }
    }

    @Test func `tells above the prompt that the token is about to end`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox(lifetime: .seconds(300))
        try await sandbox.program(token: token).onTerminal { terminal in
          try await terminal.expect(
            matching: "note: the token in use \\(VIDEOSDK_TOKEN\\) ends in (5 min 0|4 min \\d+) s")
          try await terminal.expectPrompt(Self.prompt)
          #expect(try await terminal.leave() == .exited(0))
        }
      }
    }

    @Test(arguments: [
      (
        "token",
        "it asks for a token; a script declares one, `secret NAME = env:…`, and uses `set token ${NAME}`"
      ),
      (
        "token show reveal",
        "it shows the token itself, which a script must not; `vsdk token mint` prints one"
      ),
      (
        "recover",
        "it asks about each recording; `recover stop`, `leave` and `forget` ask nobody"
      ),
    ])
    func `what asks a person is not for a script`(_ line: String, _ reason: String) async throws {
      let result = try await Program().run("-c", line)

      let verb = line.prefix { $0 != " " }
      #expect(
        result.talk == """
          <command>:1:1: `\(verb)` is for a person at the prompt
              1 | \(line)
                | \(String(repeating: "^", count: verb.count))
                = hint: \(reason)

          """)
      #expect(result.status == 2)
    }
  }
}
