import NIOCore
import NIOPosix
import TestSupport
import Testing

extension EndToEnd {
  /// What the program does with the proxy of its environment.
  @Suite struct ProxyTests {
    private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJhcGlrZXkiOiJrIn0.c2lnbmF0dXJl"

    /// The findings' "socks5 proxies silently ignored".
    @Test(arguments: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
    func `a proxy that cannot be served is an error, which nothing hides`(
      _ variable: String
    ) async throws {
      let program = try Program([
        variable: "socks5://me:canary@127.0.0.1:1080", "VIDEOSDK_TOKEN": Self.token,
      ])

      let result = try await program.run("--live", "-c", "try rooms; echo hidden")

      #expect(result.standardOutput == "")
      #expect(
        result.talk.split(separator: "\n").filter { !$0.contains("warning: ") }.contains(
          "<command>:1:1: \(variable) names `socks5://…@127.0.0.1:1080`, and requests cannot be sent through a proxy of the scheme `socks5`"
        ), "\(result)")
      #expect(result.talk.contains("= nothing was sent\n"))
      #expect(!result.talk.contains("canary"))
      #expect(result.status == 3)
    }

    @Test func `the embedded sandbox needs none`() async throws {
      let result = try await Program(["ALL_PROXY": "socks5://127.0.0.1:1080"]).run("-c", "rooms")

      #expect(result.status == 0, "\(result)")
    }
  }
}
