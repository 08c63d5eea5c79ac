import Testing

@testable import VideoSDKClient

@Suite
struct TransportOptionsTests {
  @Test func `takes its proxies from the environment`() throws {
    let options = TransportOptions(environment: [
      "https_proxy": "http://me:p%40ss@proxy.example:3128/", "NO_PROXY": "a.example",
    ])

    let proxy = Proxy(host: "proxy.example", port: 3_128, user: "me", password: Secret("p@ss"))
    #expect(
      try options.proxies.route(to: .videoSDK) == .proxied(proxy, variable: "https_proxy"))
    #expect(
      try options.proxies.route(to: Origin("https://x.a.example")) == .excepted(entry: "a.example")
    )
  }
}
