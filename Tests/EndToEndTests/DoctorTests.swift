import FoundationEssentials
import Glibc
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  @Suite struct DoctorTests {
    /// The lines of a report that begin with a verdict, without their alignment.
    private func findings(_ result: ProcessResult) -> [String] {
      result.standardOutput.split(separator: "\n")
        .filter { line in ["good ", "bad ", "note "].contains { line.hasPrefix($0) } }
        .map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test func `finds a new machine in order`() async throws {
      let program = try Program()
      let result = try await program.run("doctor")

      let state = program.home.state
      #expect(
        findings(result) == [
          "note folder `\(state)` is not there", "note folder `\(state)/profiles` is not there",
          "note init.vsdk `\(state)/init.vsdk` is not there; it is not needed",
          "good ledger the sandbox's, in memory: it ends with the sandbox",
          "note terminal standard input is not a terminal (TERM is not set)",
          "note colour none on this stream", "good locale LANG=C.UTF-8, UTF-8",
          "good target a sandbox in this process (no credentials found)",
          "good credentials the sandbox's own key pair",
          "good token made as needed, and renewed in time",
          "good proxy none: the target is this machine itself", "note network not asked",
        ])
      #expect(result.standardError == "")
      #expect(result.status == 0)
      #expect(program.home.files() == [:])
    }

    @Test func `tells what others can see, and the command against it`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        _ = try await program.run("-c", LocalSandbox.place + "start audio")
        let state = program.home.state
        try program.home.writeProfile("set token env:T\n", "loose", mode: 0o644)
        try program.home.writeProfile("set rom x\n", "broken")
        chmod(state, 0o755)
        chmod("\(state)/ledger.sqlite", 0o640)

        let result = try await program.run("doctor")

        let bad = result.standardOutput.split(separator: "\n").map {
          $0.split(separator: " ").joined(separator: " ")
        }.filter { $0.hasPrefix("bad ") || $0.hasPrefix("do chmod") }
        #expect(
          bad == [
            "bad folder `\(state)` is open to others (0755)", "do chmod 700 \(state)",
            "bad file `\(state)/ledger.sqlite` is open to others (0640)",
            "do chmod 600 \(state)/ledger.sqlite",
            "bad profile \(state)/profiles/broken.vsdk:1:5: `rom` is not a value of `KEY`",
            "bad profile `\(state)/profiles/loose.vsdk` holds credentials, and others can read it (0644)",
            "do chmod 600 \(state)/profiles/loose.vsdk",
          ])
        #expect(
          findings(result).contains(
            "note ledger opens, schema 3, 1 may still run: audio · abcd · abcd-efgh-ijkl"))
        #expect(result.status == 0)
        #expect(
          findings(try await program.run("doctor", "--sandbox")).filter { $0.contains(" ledger ") }
            == [
              "good ledger the sandbox's, in memory: it ends with the sandbox",
              "note ledger opens, schema 3, 1 may still run: audio · abcd · abcd-efgh-ijkl",
            ])
      }
    }

    @Test func `asks the endpoint without credentials`() async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program(token: try await AccessToken.sandbox())
        let result = try await program.run("doctor", "--network")

        let network = findings(result).suffix(2)
        #expect(
          try ExpectedText("good network \(sandbox.endpoint) answered with 200 in <<[0-9.]+ m?s>>")
            .matches(network.first ?? ""))
        #expect(network.last == "good clock agrees with the service's to 30 s")
        #expect(try await sandbox.operations() == ["getWebhookPublicKey"])
        #expect(result.status == 0)
      }
    }

    @Test func `says why the endpoint does not answer, and still ends well`() async throws {
      let port = try #require(RefusedPort())
      let endpoint = "http://127.0.0.1:\(port.number)"
      let result = try await Program(["VIDEOSDK_API_ENDPOINT": endpoint]).run(
        "doctor", "--network", "--output", "json")

      let report = try JSONValue(parsing: Array(result.standardOutput.utf8))
      guard case .array(let findings)? = report["findings"] else {
        Issue.record("\(result)")
        return
      }
      let network = findings.filter { $0["area"] == .string("network") }
      #expect(network.map { $0["verdict"] } == [.string("bad")])
      #expect(report["healthy"] == .bool(false))
      #expect(result.status == 0)
    }

    @Test(arguments: [
      (["--profile", "nowhere"], "bad start --profile: there is no profile `nowhere`"),
      (["--set", "rom=x"], "bad start --set: no setting `rom`"),
    ])
    func `tells what would keep a session from beginning`(
      _ arguments: [String], _ finding: String
    ) async throws {
      let result = try await Program().run(arguments: ["doctor"] + arguments)

      #expect(findings(result).first == finding)
      #expect(result.status == 0)
    }

    @Test func `finds a token that has ended`() async throws {
      let token = try await AccessToken.sandbox(
        issued: 7_200, lifetime: .seconds(60), roles: ["rtc"])
      let result = try await Program(["VIDEOSDK_TOKEN": token.reveal()]).run("doctor")

      #expect(
        findings(result).filter { $0.contains(" token ") } == [
          "bad token it has expired", "bad token its roles lack `crawler` (`rtc`)",
        ])
      #expect(result.standardOutput.contains("VIDEOSDK_TOKEN"))
      #expect(!result.standardOutput.contains("eyJ"))
    }

    @Test(arguments: [
      ([:], "good proxy none is set"),
      (
        ["HTTPS_PROXY": "http://me:canary@proxy.example:3128"],
        "good proxy http://proxy.example:3128, from HTTPS_PROXY"
      ),
      (
        ["https_proxy": "proxy.example", "no_proxy": "x, .videosdk.live"],
        "good proxy none: NO_PROXY names api.videosdk.live (`.videosdk.live`)"
      ),
      (
        ["ALL_PROXY": "socks5://me:canary@proxy.example"],
        "bad proxy ALL_PROXY names `socks5://…@proxy.example`, and requests cannot be sent through "
          + "a proxy of the scheme `socks5`"
      ),
    ])
    func `tells which proxy is used`(
      _ environment: [String: String], _ finding: String
    ) async throws {
      let result = try await Program(environment).run("doctor", "--live")

      #expect(findings(result).filter { $0.contains(" proxy ") } == [finding])
      #expect(!result.standardOutput.contains("canary"))
      #expect(result.status == 0)
    }
  }
}
