import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  @Suite struct CredentialTests {
    private static let script = LocalSandbox.place + "start audio"

    private static func failure(_ message: String, _ remarks: String...) -> String {
      let head = """
        <command>:1:48: \(message)
            1 | \(script)
              | \(String(repeating: " ", count: 47))^^^^^^^^^^^
              = about: audio · abcd · abcd-efgh-ijkl

        """
      return head + remarks.map { "      = \($0)\n" }.joined()
    }

    @Test func `sends nothing with an expired token`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox(issued: 7_200, lifetime: .seconds(60))
        let result = try await sandbox.program(token: token).run("-c", Self.script)

        let expected = Self.failure(
          "the token expired <<.+>> ago", "nothing was sent",
          "hint: mint a new one: `vsdk token mint`, or set VIDEOSDK_API_KEY with VIDEOSDK_SECRET "
            + "to have it renewed")
        #expect(try ExpectedText(expected).matches(result.talk), "\(result.talk)")
        #expect(result.status == 5)
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `sends nothing with a token that may only join`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox(roles: ["rtc"])
        let result = try await sandbox.program(token: token).run("-c", Self.script)

        #expect(
          result.talk
            == Self.failure(
              "the token's roles are `rtc`: it can join meetings, not call the API",
              "nothing was sent", "hint: mint one with the role `crawler`: `vsdk token mint`"))
        #expect(result.status == 5)
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `sends nothing without credentials`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try Program(["VIDEOSDK_API_ENDPOINT": sandbox.endpoint])
        let result = try await program.run("-c", Self.script)

        #expect(
          result.talk
            == Self.failure(
              "no credentials for \(sandbox.endpoint)", "nothing was sent",
              "hint: set VIDEOSDK_TOKEN, or VIDEOSDK_API_KEY with VIDEOSDK_SECRET, or use --sandbox"
            ))
        #expect(result.status == 5)
        #expect(try await sandbox.operations() == [])
      }
    }

    @Test func `shows the refusal of a wrongly signed token`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox(secret: "another project's secret, long enough")
        let result = try await sandbox.program(token: token).run("-c", Self.script)

        let expected = Self.failure(
          "the API refused with 401: Token is invalid or expired", "request id: <<[0-9a-f]+>>",
          LocalSandbox.startAsCurl,
          "hint: the token was not accepted: was it signed with this project's secret, for this API "
            + "key, and is it still valid?")
        #expect(try ExpectedText(expected).matches(result.talk), "\(result.talk)")
        #expect(result.status == 5)
        #expect(try await sandbox.operations() == ["startTrackRecording"])
        #expect(try await sandbox.recorded() == [])
      }
    }

    @Test func `takes a Bearer prefix off and says so`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox()
        let program = try sandbox.program(token: token, prefix: "Bearer ")
        let result = try await program.run("-c", Self.script + "; stop audio")

        #expect(
          result.talk
            == "note: took the prefix `Bearer` off VIDEOSDK_TOKEN: the service wants the bare token\n"
        )
        #expect(result.status == 0)
        #expect(try await sandbox.recorded() == ["audio abcd"])
      }
    }

    @Test func `keeps a credential from another origin`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try Program(["VIDEOSDK_TOKEN": try await AccessToken.sandbox().reveal()])
        let move = "set endpoint \(sandbox.endpoint)"
        let start = "start audio room=abcd-efgh-ijkl participant=abcd"
        let result = try await program.run(
          "--endpoint", "http://127.0.0.1:1", "--allow-origin", sandbox.endpoint, "-c",
          move + "\n" + start)

        #expect(
          result.talk == """
            <command>:2:1: no credentials for \(sandbox.endpoint)
                2 | \(start)
                  | \(String(repeating: "^", count: start.count))
                  = about: audio · abcd · abcd-efgh-ijkl
                  = nothing was sent
                  = hint: set VIDEOSDK_TOKEN, or VIDEOSDK_API_KEY with VIDEOSDK_SECRET, or use --sandbox

            """)
        #expect(result.status == 5)
        #expect(try await sandbox.operations() == [])
      }
    }
  }
}
