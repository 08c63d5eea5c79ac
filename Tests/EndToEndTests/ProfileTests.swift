import Glibc
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  @Suite struct ProfileTests {
    @Test func `records with what a profile says`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try Program(["STAGING": try await AccessToken.sandbox().reveal()])
        try program.home.writeProfile(
          """
          set endpoint \(sandbox.endpoint)   # our own
          set token env:STAGING
          set room abcd-efgh-ijkl
          set participant efgh

          """, "staging")

        let result = try await program.run("--profile", "staging", "-c", "start audio; stop audio")

        #expect(
          result.standardError == "note: target: \(sandbox.endpoint) (--profile staging)\n")
        #expect(result.status == 0)
        #expect(try await sandbox.recorded() == ["audio efgh"])
      }
    }

    @Test func `lets flags come before a profile`() async throws {
      let program = try Program()
      try program.home.writeProfile("set room one\nset output json\n", "staging")

      let result = try await program.run(
        "--profile", "staging", "--set", "room=two", "--output", "text", "--sandbox", "-c",
        "session")

      #expect(result.standardOutput.contains("room         two\n"))
      #expect(result.talk == "")
      #expect(result.status == 0)
    }

    @Test func `sends a profile's credentials nowhere else`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try Program()
        try program.home.writeProfile(
          "set endpoint http://127.0.0.1:1\nset token file:nowhere\n", "other")

        let result = try await program.run(
          "--profile", "other", "--endpoint", sandbox.endpoint, "-c",
          "start audio room=abcd-efgh-ijkl participant=abcd")

        #expect(result.talk.hasPrefix("<command>:1:1: no credentials for \(sandbox.endpoint)\n"))
        #expect(result.status == 5)
        #expect(try await sandbox.operations() == [])
      }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
      let testDescription: String
      var text = "set token env:T\n"
      var mode: mode_t = 0o600
      var name = "staging"
      /// `DIR` stands for the folder of profiles.
      let message: String
    }

    @Test(arguments: [
      Refusal(
        testDescription: "readable by others", mode: 0o644,
        message: """
          error: `DIR/staging.vsdk` holds credentials, and others can read it (0644)
            hint: run `chmod 600 DIR/staging.vsdk`

          """),
      Refusal(
        testDescription: "not only settings", text: "set room a\nstart audio\n",
        message: """
          DIR/staging.vsdk:2:1: profile staging holds `set KEY VALUE` lines only
              2 | start audio
                | ^^^^^^^^^^^
                = hint: put commands into a script: `vsdk run FILE`

          """),
      Refusal(
        testDescription: "a literal token",
        text: "set token eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln\n",
        message: """
          DIR/staging.vsdk:1:11: `token` is not written out, so that it lands in no file or history
              1 | set token [redacted]
                |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                = hint: use `set token env:NAME`, `file:PATH` or `prompt`

          """),
      Refusal(
        testDescription: "a typo", name: "stagign",
        message: """
          error: --profile: there is no profile `stagign`
            hint: did you mean `staging`?
            hint: looked for `DIR/stagign.vsdk`

          """),
      Refusal(
        testDescription: "nothing near", name: "production",
        message: """
          error: --profile: there is no profile `production`
            hint: there are `staging`
            hint: looked for `DIR/production.vsdk`

          """),
      Refusal(
        testDescription: "a path", name: "../staging",
        message: """
          error: --profile: `../staging` is not the name of a profile
            hint: a profile is a file in `DIR`; give its name without `.vsdk`

          """),
      Refusal(
        testDescription: "no variable",
        message: """
          DIR/staging.vsdk:1:1: cannot read `token`: T is not set
              1 | set token env:T
                | ^^^^^^^^^^^^^^^

          """),
      Refusal(
        testDescription: "no terminal to ask on", text: "set token prompt\n",
        message: """
          DIR/staging.vsdk:1:1: cannot read `token`: there is no terminal to ask on; use env:NAME or file:PATH
              1 | set token prompt
                | ^^^^^^^^^^^^^^^^

          """),
    ])
    func `refuses what it cannot use`(_ refusal: Refusal) async throws {
      let program = try Program()
      try program.home.writeProfile(refusal.text, "staging", mode: refusal.mode)

      let result = try await program.run("--profile", refusal.name, "-c", "session")

      let folder = "\(program.home.state)/profiles"
      #expect(result.standardError == refusal.message.replacing("DIR", with: folder))
      #expect(result.standardOutput == "")
      #expect(result.status == 1)
    }

    @Test func `asks for a profile's secret on the terminal`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try Program()
        try program.home.writeProfile(
          "set endpoint \(sandbox.endpoint)\nset token prompt\n", "staging")
        let token = try await AccessToken.sandbox().reveal()

        try await program.onTerminal("--profile", "staging") { terminal in
          try await terminal.expect("token (not shown; Enter alone cancels): ")
          try terminal.send(token + "\r")
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send("whoami\r")
          try await terminal.expect("credentials  profile staging, token")
          try await terminal.expectPrompt("-/- ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        }
      }
    }

    @Test func `checks a script with a profile's values and without its secrets`() async throws {
      let program = try Program()
      try program.home.writeProfile("set token env:NOWHERE\nset room a\nset participant b\n", "p")
      try program.home.write("start audio\ndefer stop all\n", to: "a.vsdk")

      let result = try await program.run("check", "--profile", "p", "a.vsdk")

      #expect(
        result.standardOutput == """
          a.vsdk: ok
            sends to: https://api.videosdk.live
            secrets: nothing
            includes: nothing
            writes: nothing
            listens: nothing

          """)
      #expect(result.status == 0)
    }

    @Test func `takes an empty endpoint for the accident that it is`() async throws {
      let program = try Program(["VIDEOSDK_API_ENDPOINT": "", "VIDEOSDK_TOKEN": "t.t.t"])

      let result = try await program.run("-c", "session")

      #expect(
        result.standardError == """
          error: VIDEOSDK_API_ENDPOINT is set, but empty
            hint: `unset VIDEOSDK_API_ENDPOINT`, or set it to an origin such as https://api.videosdk.live

          """)
      #expect(result.status == 1)
    }
  }
}
