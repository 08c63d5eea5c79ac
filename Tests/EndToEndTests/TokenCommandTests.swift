import FoundationEssentials
import SandboxServer
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  @Suite struct TokenCommandTests {
    @Test func `mints a token for the key and secret of the environment`() async throws {
      let program = try Program([
        "VIDEOSDK_API_KEY": "some-key", "VIDEOSDK_SECRET": "some secret of a project",
      ])
      let result = try await program.run("token", "mint", "--lifetime", "30m", "--room", "r-1")

      let text = result.standardOutput.dropLast()
      let claims = try AccessToken(String(text)).inspect()
      #expect(claims.apiKey == "some-key")
      #expect(claims.roles == ["crawler"])
      #expect(claims.version == 2)
      #expect(claims.room == RoomID("r-1"))
      let seconds = claims.issuedAt.flatMap { claims.expiresAt?.timeIntervalSince($0) }
      #expect(seconds == 1_800)
      #expect(result.standardError == "")
      #expect(result.status == 0)
    }

    @Test func `says what is missing for a token`() async throws {
      let result = try await Program().run("token", "mint")

      #expect(result.standardOutput == "")
      #expect(
        result.standardError == """
          error: no key and secret to sign with
            hint: set VIDEOSDK_API_KEY and VIDEOSDK_SECRET, or use --sandbox

          """)
      #expect(result.status == 5)
    }

    @Test func `shows a token without showing it`() async throws {
      let token = try await AccessToken.sandbox()
      let result = try await Program(["VIDEOSDK_TOKEN": token.reveal()]).run("token", "show")

      let expected = """
        api key      sandbox
        algorithm    HS256
        version      2 of the API
        roles        crawler: for requests, not for meetings
        permissions  allow_join, allow_mod: nothing that a request needs
        room         any
        participant  any
        time left    <<(59 min \\d+ s|1 h 0 min)>>

        """
      #expect(try ExpectedText(expected).matches(result.standardOutput), "\(result)")
      #expect(result.standardError == "")
      #expect(result.status == 0)
    }

    @Test func `shows what is wrong with a token on standard input`() async throws {
      let token = try await AccessToken.sandbox(
        issued: 7_200, lifetime: .seconds(60), roles: ["rtc"])
      let result = try await Program().run("token", "show", input: token.reveal() + "\n")

      #expect(
        result.standardOutput == """
          api key      sandbox
          algorithm    HS256
          version      2 of the API
          roles        rtc: for meetings, not for requests
          permissions  allow_join, allow_mod: nothing that a request needs
          room         any
          participant  any
          time left    none: expired
          problem      it has expired
          problem      its roles lack `crawler` (`rtc`)

          """)
      #expect(result.status == 5)
    }

    @Test func `does not repeat what is no token`() async throws {
      let result = try await Program(["VIDEOSDK_TOKEN": "hunter2-hunter2"]).run("token", "show")

      #expect(result.standardOutput == "")
      #expect(
        result.standardError == """
          error: this is not a JSON Web Token
            hint: it has three parts with dots between them

          """)
      #expect(result.status == 5)
    }
  }
}
