import Testing

@testable import VideoSDKClient

/// The findings' "socks5 proxies silently ignored", and all that belongs to it.
@Suite
struct ProxySettingsTests {
  static let proxy = Proxy(host: "proxy.example", port: 3_128)
  static let http = "http://api.example"

  struct Chosen: Sendable, CustomTestStringConvertible {
    let environment: [String: String]
    let target: String
    let route: ProxySettings.Route
    var testDescription: String { "\(environment.sorted { $0.key < $1.key }) to \(target)" }

    init(
      _ environment: [String: String], _ target: String,
      _ route: ProxySettings.Route
    ) {
      self.environment = environment
      self.target = target
      self.route = route
    }

    static func through(_ variable: String) -> ProxySettings.Route {
      .proxied(proxy, variable: variable)
    }

    static let url = "http://proxy.example:3128"
    static let other = "http://other.example:1"
    static let all = [
      Chosen([:], .direct),
      Chosen(["https_proxy": url], through("https_proxy")),
      Chosen(["HTTPS_PROXY": url], through("HTTPS_PROXY")),
      Chosen(["https_proxy": url, "HTTPS_PROXY": other], through("https_proxy")),
      Chosen(["https_proxy": "", "HTTPS_PROXY": url], through("HTTPS_PROXY")),
      Chosen(["https_proxy": " \n", "all_proxy": url], through("all_proxy")),
      Chosen(["ALL_PROXY": url], through("ALL_PROXY")),
      Chosen(["all_proxy": url, "ALL_PROXY": other], through("all_proxy")),
      Chosen(["HTTPS_PROXY": url, "all_proxy": other], through("HTTPS_PROXY")),
      Chosen(["https_proxy": "  \(url)/ \n"], through("https_proxy")),
      Chosen(["https_proxy": "proxy.example:3128"], through("https_proxy")),
      Chosen(["https_proxy": "HTTP://PROXY.example:3128"], through("https_proxy")),
      Chosen(["http_proxy": url], .direct),
      Chosen(["http_proxy": url], http, through("http_proxy")),
      Chosen(["https_proxy": url], http, .direct),
      Chosen(["ALL_PROXY": url], http, through("ALL_PROXY")),
      // curl does not read it, because a web server sets it from a request's header field.
      Chosen(["HTTP_PROXY": url], http, .direct),
      Chosen(["https_proxy": url], "https://127.0.0.1", .loopback),
      Chosen(["https_proxy": url], "https://localhost:8443", .loopback),
      Chosen(["https_proxy": url], "https://[::1]", .loopback),
      Chosen(["https_proxy": "socks5://proxy"], "https://127.0.0.1", .loopback),
      Chosen(["https_proxy": "socks5://proxy", "no_proxy": "*"], .excepted(entry: "*")),
      Chosen(["https_proxy": url, "no_proxy": "", "NO_PROXY": "*"], .excepted(entry: "*")),
      Chosen(["https_proxy": url, "no_proxy": "x", "NO_PROXY": "*"], through("https_proxy")),
    ]

    static let http = ProxySettingsTests.http
    static let proxy = ProxySettingsTests.proxy

    init(_ environment: [String: String], _ route: ProxySettings.Route) {
      self.init(environment, "https://api.videosdk.live", route)
    }
  }

  @Test(arguments: Chosen.all)
  func `chooses as curl does`(_ chosen: Chosen) throws {
    let settings = ProxySettings(environment: chosen.environment)

    #expect(try settings.route(to: Origin(chosen.target)) == chosen.route)
  }

  @Test(arguments: [
    ("http://[::1]:3128", Proxy(host: "::1", port: 3_128)),
    ("http://proxy", Proxy(host: "proxy", port: 80)),
    ("http://me@proxy", Proxy(host: "proxy", port: 80, user: "me")),
    (
      "http://me:a:b@c@proxy:1",
      Proxy(host: "proxy", port: 1, user: "me", password: Secret("a:b@c"))
    ),
  ])
  func `reads a proxy`(text: String, proxy: Proxy) throws {
    #expect(try Proxy(text, from: "x") == proxy)
  }

  @Test(arguments: [
    ("socks5://proxy.example:1080", "socks5", "socks5://proxy.example:1080"),
    ("socks5h://me:secret@proxy.example:1080", "socks5h", "socks5h://…@proxy.example:1080"),
    ("socks4://p", "socks4", "socks4://p"), ("SOCKS://p", "socks", "SOCKS://p"),
    ("https://me:se@cret@proxy:443", "https", "https://…@proxy:443"),
    ("ftp://[fe80::1]:21/", "ftp", "ftp://[fe80::1]:21"),
    ("a+b-c.d9://proxy", "a+b-c.d9", "a+b-c.d9://proxy"),
  ])
  func `refuses a scheme that cannot be served`(
    text: String, scheme: String, found: String
  ) throws {
    for variable in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      #expect(
        throws: ProxyProblem.unsupportedScheme(scheme, variable: variable, found: found)
      ) {
        try ProxySettings(environment: [variable: text]).route(to: .videoSDK)
      }
    }
  }

  @Test(arguments: [
    ("http://", "http://"), ("http://proxy/path", "http://proxy…"), ("proxy:port", "proxy…"),
    ("http://proxy:99999", "http://proxy:99999"), ("http://me:secret@", "http://…@"),
    ("http://me:secret", "http://me…"), ("http://me:se cret@host:1 2", "http://…@host…"),
    ("a b", "a…"), ("://proxy", "…"), ("me:secret://proxy", "me…"),
    ("me:secret/http://x@proxy:1/y", "…@proxy…"), ("http://[::1:3128", "http://[…"),
    ("http://me:p/ss@", "http://…@"),
  ])
  func `refuses what it cannot read, without any password in it`(
    text: String, found: String
  ) throws {
    let error = #expect(throws: ProxyProblem.self) {
      try ProxySettings(environment: ["https_proxy": text]).route(to: .videoSDK)
    }
    #expect(error == .unreadable(variable: "https_proxy", found: found))
  }

  @Test func `shows no password of random texts`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(state: seed)
    let pieces = ["http://", "socks5://", "me:", "@", ":", "/", "[", "]", "é", " ", "8", "proxy"]
    for _ in 0..<5_000 {
      let before = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let after = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let text = "\(before)me:Canary\(after)@\(after)"
      do throws(ProxyProblem) {
        let proxy = try Proxy(text, from: "x")
        #expect(!proxy.description.contains("Canary"), "seed \(seed): \(text)")
      } catch {
        #expect(!"\(error)".contains("Canary"), "seed \(seed): \(text)")
      }
    }
  }
}
