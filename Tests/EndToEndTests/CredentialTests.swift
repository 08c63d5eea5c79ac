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

    private static func warning(_ message: String, _ hint: String) -> String {
      """
      <command>:1:48: warning: the service may refuse the token: \(message)
          1 | \(script)
            | \(String(repeating: " ", count: 47))^^^^^^^^^^^
            = hint: \(hint)

      """
    }

    @Test func `sends a token that may only join, with a warning, and says what it lacks`()
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox(roles: ["rtc"])
        let result = try await sandbox.program(token: token).run("-c", Self.script)

        let expected =
          Self.warning(
            "its roles lack `crawler` (`rtc`)", "`vsdk token mint` makes one that fits")
          + Self.failure(
            "the API refused with 403: Your role must be a CRAWLER in token payload to use V2 API",
            "request id: <<[0-9a-f]+>>", LocalSandbox.startAsCurl,
            "hint: the token may be why: its roles lack `crawler` (`rtc`); `vsdk token mint` makes "
              + "one that fits")
        #expect(try ExpectedText(expected).matches(result.talk), "\(result.talk)")
        #expect(result.status == 5)
        #expect(try await sandbox.operations() == ["startTrackRecording"])
      }
    }

    @Test func `warns of a token once`() async throws {
      try await LocalSandbox.serve { sandbox in
        let token = try await AccessToken.sandbox(permissions: [])
        let result = try await sandbox.program(token: token).run(
          "-c", Self.script + "; stop audio; start audio; stop audio")

        let hint = "`vsdk token mint` makes one that fits"
        #expect(
          result.talk.split(separator: "\n").filter { $0.contains("warning: ") }.map(String.init)
            == [
              "<command>:1:48: warning: the service may refuse the token: it has no `permissions`"
            ]
        )
        #expect(result.talk.contains(hint))
        #expect(result.status == 0)
      }
    }

    /// "`try` hides a bad token".
    @Test(arguments: [
      "try start audio", "start audio; expect error", "start audio; expect http == 4xx",
    ])
    func `nothing hides credentials that were not even sent`(_ command: String) async throws {
      try await LocalSandbox.serve { sandbox in
        let expired = try await AccessToken.sandbox(issued: 7_200, lifetime: .seconds(60))
        for program in [
          try sandbox.program(token: expired), try sandbox.program(token: AccessToken("no token")),
          try Program(["VIDEOSDK_API_ENDPOINT": sandbox.endpoint]),
        ] {
          let result = try await program.run("-c", LocalSandbox.place + command + "; echo hidden")

          #expect(result.standardOutput == "", "\(result)")
          #expect(result.talk.contains("      = nothing was sent\n"), "\(result)")
          #expect(result.status == 5, "\(result)")
        }
        #expect(try await sandbox.operations() == [])
      }
    }

    /// The findings' "`try` tolerates a lost connection beside a refusal".
    @Test func `a refusal beside it does not make a lost connection tolerable`() async throws {
      let script = """
        \(LocalSandbox.place)set concurrency 1; set retries 0
        start audio video
        sandbox fail stop status=409
        sandbox fail stop drop=before
        try stop all
        echo hidden
        """
      let result = try await Program().run("-c", script)

      #expect(!result.standardOutput.contains("hidden"), "\(result)")
      #expect(result.talk.contains("ended before an answer"), "\(result)")
      #expect(result.talk.contains("refused with 409"), "\(result)")
      #expect(result.status == 3, "\(result)")
    }

    /// "key and secret with a trailing line break give 401 and doctor says good".
    @Test func `key and secret with a trailing line break: taken off, told once, found by doctor`()
      async throws
    {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program([
          "VIDEOSDK_API_KEY": "sandbox\n",
          "VIDEOSDK_SECRET": "sandbox-secret-do-not-use-live-0123456789 \r\n",
        ])
        let note = "took blanks or line breaks off the ends of VIDEOSDK_API_KEY and VIDEOSDK_SECRET"

        let result = try await program.run(
          "-c", Self.script + "; stop audio; start video; stop video")
        let doctor = try await program.run("doctor")
        let minted = try await program.run("token", "mint")

        #expect(result.talk == "note: \(note)\n")
        #expect(result.status == 0)
        #expect(doctor.standardOutput.contains("note  credentials  \(note)\n"))
        #expect(minted.standardError == "note: \(note)\n")
        #expect(minted.status == 0)
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
