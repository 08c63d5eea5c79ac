import Testing

@testable import VideoSDKClient

@Suite
struct TransportOptionsTests {
  @Test func `reads a proxy from the environment`() {
    let options = TransportOptions(environment: [
      "https_proxy": "http://me:p%40ss@proxy.example:3128/", "NO_PROXY": "a.example, .b.example",
    ])

    #expect(
      options.httpsProxy
        == .init(host: "proxy.example", port: 3_128, user: "me", password: Secret("p@ss")))
    #expect(options.noProxy == ["a.example", ".b.example"])
  }

  @Test(arguments: ["", "socks5://proxy", "http://", "http://proxy/path"])
  func `has no proxy when the environment names none`(text: String) {
    #expect(TransportOptions(environment: ["HTTPS_PROXY": text]).httpsProxy == nil)
  }

  @Test(arguments: [
    ("https://api.videosdk.live", true), ("http://api.videosdk.live", false),
    ("https://localhost", false), ("https://a.example", false), ("https://x.a.example", false),
    ("https://b.example", false), ("https://xa.example", true),
  ])
  func `uses the proxy for secure origins on other machines`(text: String, isUsed: Bool) throws {
    let proxy = TransportOptions.Proxy(host: "proxy", port: 80)
    let options = TransportOptions(httpsProxy: proxy, noProxy: ["a.example", ".b.example"])

    #expect(try options.proxy(for: Origin(text)) == (isUsed ? proxy : nil))
  }
}
