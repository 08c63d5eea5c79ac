import Testing

@testable import VideoSDKClient

/// The small readers beneath a download.
@Suite
struct DownloadPiecesTests {
  @Test(arguments: [
    ("bytes 0-9/10", 0, 10 as Int?), ("bytes 5-9/*", 5, nil), ("bytes 7-7/8", 7, 8),
  ])
  func `reads the range`(field: String, start: Int, total: Int?) {
    let range = ContentRange(field)

    #expect(range?.start == start)
    #expect(range?.total == total)
  }

  @Test(arguments: [
    nil, "", "bytes */10", "bytes 5-4/10", "bytes 0-10/10", "bytes -1-4/10", "bytes 1-4", "1-4/10",
    "bytes 1-4/x", "bytes a-b/10", "bytes 1-4/10/11",
  ])
  func `reads no range from`(field: String?) {
    #expect(ContentRange(field) == nil)
  }

  @Test(arguments: [
    ("https://cdn.example/a/b.webm", "https://cdn.example", "/a/b.webm"),
    ("https://cdn.example:8443", "https://cdn.example:8443", "/"),
    ("https://cdn.example?x=1", "https://cdn.example", "/?x=1"),
    ("https://cdn.example/a b/é@%41#top", "https://cdn.example", "/a%20b/%C3%A9@%41"),
    ("http://[::1]:1/x", "http://[::1]:1", "/x"),
  ])
  func `reads the address`(text: String, origin: String, target: String) throws {
    let address = try #require(WebAddress(text))

    #expect(address.origin.description == origin)
    #expect(address.target == target)
  }

  @Test(arguments: ["", "/x", "ftp://a/x", "https:///x", "https://a@b/x", "https://a:b/x"])
  func `reads no address from`(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test func `can inject no header field through an address`() throws {
    let address = try #require(WebAddress("https://a.example/x\r\nEvil: 1"))

    #expect(address.target == "/x%0D%0AEvil:%201")
  }
}
