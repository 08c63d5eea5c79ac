import FoundationEssentials
import SandboxServer
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// A secret that was given never comes out again: not on a stream, not in a file.
  @Suite struct SecrecyTests {
    private static let canary = "canary-a81f-secret-of-a-project-that-must-not-sing"

    private static let script =
      LocalSandbox.place + "session; set; start audio; recordings; stop audio; start video"

    /// Every place in which a secret showed up.
    private func places(of secret: String, in result: ProcessResult, _ home: TemporaryHome)
      -> [String]
    {
      var places: [String] = []
      if result.standardOutput.contains(secret) { places.append("standard output") }
      if result.standardError.contains(secret) { places.append("standard error") }
      for (name, data) in home.files() where data.firstRange(of: Data(secret.utf8)) != nil {
        places.append(name)
      }
      return places
    }

    @Test(arguments: [
      ["--verbose", "-c", script], ["--verbose", "--output", "json", "-c", script],
      ["--color", "always", "-c", script],
    ])
    func `shows no secret of the environment`(_ arguments: [String]) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program(["VIDEOSDK_SECRET": Self.canary])
        let result = try await program.run(arguments: arguments)

        // The sandbox refuses what it has not signed; the ledger has seen the start all the same.
        #expect(result.status == 5, "\(result)")
        #expect(program.home.files()["state/ledger.sqlite"] != nil)
        #expect(places(of: Self.canary, in: result, program.home) == [])
      }
    }

    @Test func `shows no token that it was given`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox()
        let program = try sandbox.program(token: token)
        let result = try await program.run("--verbose", "-c", Self.script)

        #expect(result.status == 6, "\(result)")
        #expect(places(of: token.reveal(), in: result, program.home) == [])
      }
    }

    @Test func `shows no token that it minted`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        let result = try await program.run("--verbose", "-c", Self.script)

        #expect(result.status == 6, "\(result)")
        #expect(places(of: "eyJ", in: result, program.home) == [])
      }
    }

    @Test func `shows no secret that a script reads`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try Program(["CANARY": Self.canary])
        try program.home.write(Self.canary + "\n", to: "secret.txt")
        for source in ["env:CANARY", "file:secret.txt"] {
          let result = try await program.run(
            "--endpoint", sandbox.endpoint, "--verbose", "-c",
            "secret s = \(source); set api-key k; set api-secret ${s}; set; echo \(Self.canary); "
              + "start audio room=abcd-efgh-ijkl participant=abcd")

          #expect(result.status == 5, "\(result)")
          #expect(result.standardOutput.contains("[redacted]"))
          #expect(
            places(of: Self.canary, in: result, program.home) == ["secret.txt"])
        }
      }
    }

    @Test func `keeps its files to their owner`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        _ = try await program.run("-c", LocalSandbox.place + "start audio")

        #expect(program.home.mode(of: "state") == 0o700)
        #expect(program.home.mode(of: "state/ledger.sqlite") == 0o600)
      }
    }
  }
}
