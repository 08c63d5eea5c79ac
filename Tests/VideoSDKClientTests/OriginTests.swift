import Testing

@testable import VideoSDKClient

@Suite
struct OriginTests {
  @Test(arguments: [
    ("https://api.videosdk.live", "https://api.videosdk.live"),
    ("https://api.videosdk.live/", "https://api.videosdk.live"),
    ("https://api.videosdk.live/v2", "https://api.videosdk.live"),
    ("https://api.videosdk.live/v2/", "https://api.videosdk.live"),
    ("HTTPS://API.VideoSDK.live:443", "https://api.videosdk.live"),
    ("http://127.0.0.1:9797", "http://127.0.0.1:9797"),
    ("http://localhost:80", "http://localhost"),
    ("http://[::1]:8080", "http://[::1]:8080"),
    ("https://host:80", "https://host:80"),
  ])
  func `reads an origin`(text: String, description: String) throws {
    #expect(try Origin(text).description == description)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let error: OriginError
    var testDescription: String { text }

    static let all = [
      Mistake(text: "", error: .notAnOrigin("")),
      Mistake(text: "api.videosdk.live", error: .notAnOrigin("api.videosdk.live")),
      Mistake(text: "https://", error: .notAnOrigin("https://")),
      Mistake(text: "https://a b", error: .notAnOrigin("https://a b")),
      Mistake(text: "http://[::1", error: .notAnOrigin("http://[::1")),
      Mistake(text: "http://[::1]x", error: .notAnOrigin("http://[::1]x")),
      Mistake(text: "ftp://host", error: .unsupportedScheme("ftp")),
      Mistake(text: "https://user:pass@host", error: .hasUserInformation),
      Mistake(text: "https://host/v3", error: .hasPath("/v3")),
      Mistake(text: "https://host/v2?x", error: .hasPath("/v2?x")),
      Mistake(text: "https://host#x", error: .hasPath("#x")),
      Mistake(text: "http://host:", error: .badPort("")),
      Mistake(text: "http://host:0", error: .badPort("0")),
      Mistake(text: "http://host:65536", error: .badPort("65536")),
      Mistake(text: "http://host:+80", error: .badPort("+80")),
      Mistake(text: "http://host:8x", error: .badPort("8x")),
    ]
  }

  @Test(arguments: Mistake.all)
  func `refuses`(mistake: Mistake) {
    #expect(throws: mistake.error) { try Origin(mistake.text) }
  }

  @Test(arguments: [
    ("http://localhost", true), ("http://api.localhost", true), ("http://127.0.0.1:1", true),
    ("http://127.9.9.9", true), ("http://[::1]", true), ("http://127.0.0.1.example.com", false),
    ("http://127.example.com", false), ("http://localhost.example.com", false),
    ("http://10.0.0.1", false), ("https://api.videosdk.live", false),
  ])
  func `knows this machine`(text: String, isLoopback: Bool) throws {
    #expect(try Origin(text).isLoopback == isLoopback)
  }

  @Test func `knows the live service`() throws {
    #expect(try Origin("https://api.videosdk.live") == .videoSDK)
  }
}
