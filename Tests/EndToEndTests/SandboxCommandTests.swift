import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  @Suite struct SandboxCommandTests {
    private static let startPath = "/v2/recordings/participant/track/start"
    private static let body =
      #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}"#

    /// Runs `vsdk sandbox` on a free port while `body` talks to it, and expects it to end well on SIGTERM.
    ///
    /// - Parameter isSignalledByBody: a second SIGTERM may come when the process no longer catches any.
    private func serve(
      _ program: Program, isSignalledByBody: Bool = false,
      _ body: (PseudoTerminal, _ endpoint: String) async throws -> Void
    ) async throws {
      try await program.onTerminal("sandbox", "--port", "0", "--output", "json") { terminal in
        try await terminal.expect("\n")
        let line = try JSONValue(parsing: Array(terminal.receivedText.utf8))
        guard case .string(let endpoint)? = line["endpoint"] else {
          throw SandboxLineError(text: terminal.receivedText)
        }
        try await body(terminal, endpoint)
        if !isSignalledByBody { terminal.signal(15) }
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }

    private struct SandboxLineError: Error {
      let text: String
    }

    @Test func `says where it listens in one line and ends on SIGTERM`() async throws {
      try await serve(try Program()) { terminal, endpoint in
        #expect(
          terminal.receivedText == """
            {"endpoint":"\(endpoint)","apiKey":"sandbox",\
            "secret":"sandbox-secret-do-not-use-live-0123456789","rooms":["abcd-efgh-ijkl"],\
            "page":"\(endpoint)/"}

            """)
      }
    }

    @Test func `warns when other machines can reach it, and else says nothing of the kind`()
      async throws
    {
      let everywhere = try await Program().shell(
        #"mkfifo line; "$VSDK" sandbox --port 0 --host 0.0.0.0 >line & read -r said <line; kill $!; wait"#
      )
      let here = try await Program().shell(
        #"mkfifo line; "$VSDK" sandbox --port 0 >line & read -r said <line; kill $!; wait; echo "$said""#
      )

      #expect(
        everywhere.standardError
          == "warning: other machines can reach a sandbox on 0.0.0.0\n")
      #expect(here.standardError == "")
      #expect(here.standardOutput.hasPrefix("endpoint  http://127.0.0.1:"))
    }

    @Test(arguments: [
      (
        "--cors", "http://localhost:3000/app",
        "--cors is `*`, `null`, or an origin such as `http://localhost:3000`, without a path"
      ),
      (
        "--cors", "localhost",
        "--cors is `*`, `null`, or an origin such as `http://localhost:3000`, without a path"
      ),
      (
        "--allow-host", "http://sandbox",
        "--allow-host is a name or an address, without scheme and port, such as `sandbox`"
      ),
      (
        "--allow-host", "sandbox:9797",
        "--allow-host is a name or an address, without scheme and port, such as `sandbox`"
      ),
    ])
    func `refuses what is no origin and no host`(_ flag: String, _ value: String, _ rule: String)
      async throws
    {
      let result = try await Program().run("sandbox", "--port", "0", flag, value)

      #expect(result.status == 1)
      #expect(result.standardOutput == "")
      #expect(result.standardError.hasPrefix("Error: \(rule), got `\(value)`\n"))
    }

    @Test func `serves other names and pages of other origins when it is told to`() async throws {
      let result = try await Program().shell(
        """
        mkfifo line
        "$VSDK" sandbox --port 0 --output json --allow-host sandbox --allow-host other \
          --cors http://localhost:3000 --cors https://app.example >line & read -r said <line
        port=${said#*127.0.0.1:}; port=${port%%\\"*}
        for host in sandbox other elsewhere; do
          curl -s -o answer -w '%{http_code}\\n' -H "Host: $host:$port" -H 'Origin: https://app.example' \
            -D fields "http://127.0.0.1:$port/v2/public/rsa-public-key"
          grep -ci 'access-control-allow-origin: https://app.example' fields
        done
        kill $!; wait
        """)

      #expect(result.standardOutput == "200\n1\n200\n1\n403\n1\n")
    }

    @Test func `answers the documented request with a minted token`() async throws {
      let program = try Program()
      try await serve(program) { _, endpoint in
        let minted = try await program.run("token", "mint", "--sandbox")
        #expect(minted.status == 0)
        #expect(minted.standardError == "")

        let answer = try await program.shell(
          """
          curl -sS -w '\\n%{http_code}\\n' -X POST \(endpoint)\(Self.startPath) \
          -H 'Authorization: \(minted.standardOutput.dropLast())' \
          -H 'Content-Type: application/json' -d '\(Self.body)'
          """)

        #expect(answer.standardOutput == "\"track recording started successfully.\"\n200\n")
      }
    }

    @Test func `finishes the request under way before it ends`() async throws {
      let token = try await AccessToken.sandbox().reveal()

      try await serve(try Program(), isSignalledByBody: true) { terminal, endpoint in
        try await LocalSandbox.connect(to: endpoint) { sandbox in
          try await sandbox.fault(#"{"delay":"300ms"}"#, on: "startTrackRecording")
          async let answer = sandbox.send(.post, Self.startPath, Self.body, token: token)
          try await sandbox.received("startTrackRecording")
          terminal.signal(15)

          #expect(try await answer.status == 200)
        }
      }
    }

    @Test func `says when its port is taken`() async throws {
      try await LocalSandbox.serve { sandbox in
        let port = sandbox.endpoint.split(separator: ":").last.map(String.init) ?? ""
        let result = try await Program().run("sandbox", "--port", port)

        #expect(result.standardOutput == "")
        #expect(
          result.standardError == """
            error: port \(port) on 127.0.0.1 is taken
              hint: choose another with --port; 0 takes a free one

            """)
        #expect(result.status == 3)
      }
    }
  }
}
