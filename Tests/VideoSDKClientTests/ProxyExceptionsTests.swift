import Testing

@testable import VideoSDKClient

@Suite
struct ProxyExceptionsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let list: String
    let host: String
    let entry: String?
    var testDescription: String { "`\(list)` for \(host)" }

    init(_ list: String, _ host: String, _ entry: String?) {
      self.list = list
      self.host = host
      self.entry = entry
    }

    static let all = [
      Row("", "a.example", nil), Row(",, ,", "a.example", nil),
      Row("*", "a.example", "*"), Row("x, *", "10.0.0.1", "*"),
      Row("a.example", "a.example", "a.example"), Row("A.Example", "a.example", "A.Example"),
      Row("a.example", "x.a.example", "a.example"), Row("a.example", "xa.example", nil),
      Row("a.example", "a.example.org", nil), Row(".a.example", "a.example", ".a.example"),
      Row(".a.example", "x.y.a.example", ".a.example"), Row(".a.example", "xa.example", nil),
      Row("*.a.example", "x.a.example", "*.a.example"),
      Row("a.example.", "a.example", "a.example."), Row("a.example", "a.example.", "a.example"),
      Row("b.example c.example", "c.example", "c.example"),
      Row("b.example,c.example", "x.c.example", "c.example"),
      Row("a.example:443", "a.example", "a.example:443"), Row("a.example:8443", "a.example", nil),
      Row("a.example:8443", "a.example:8443", "a.example:8443"),
      Row(".a.example:443", "x.a.example", ".a.example:443"), Row("a.example:x", "a.example", nil),
      Row("a.example:0", "a.example", nil), Row("10.0.0.1", "10.0.0.1", "10.0.0.1"),
      Row("10.0.0.1:443", "10.0.0.1", "10.0.0.1:443"), Row("0.0.1", "10.0.0.1", nil),
      Row(".1", "10.0.0.1", nil), Row("10.0.0.0/8", "10.200.3.4", "10.0.0.0/8"),
      Row("10.0.0.0/8", "11.0.0.1", nil), Row("10.0.0.0/8", "10.a.example", nil),
      Row("192.168.4.0/23", "192.168.5.255", "192.168.4.0/23"),
      Row("192.168.4.0/23", "192.168.6.0", nil), Row("10.0.0.1/32", "10.0.0.1", "10.0.0.1/32"),
      Row("0.0.0.0/0", "8.8.8.8", "0.0.0.0/0"), Row("10.0.0.0/33", "10.0.0.0", nil),
      Row("10.0.0.0/-1", "10.0.0.0", nil), Row("10.0.0.0/x", "10.0.0.0", nil),
      Row("fd00::/8", "[fd12::1]", "fd00::/8"), Row("fd00::/8", "[fe80::1]", nil),
      Row("2001:db8::1", "[2001:db8:0:0::1]", "2001:db8::1"),
      Row("[2001:db8::1]", "[2001:db8::1]", "[2001:db8::1]"),
      Row("[2001:db8::1]:443", "[2001:db8::1]", "[2001:db8::1]:443"),
      Row("[2001:db8::1]:1", "[2001:db8::1]", nil),
      Row("::ffff:10.0.0.1", "[::ffff:a00:1]", "::ffff:10.0.0.1"),
      Row("10.0.0.0/8", "[fd12::1]", nil), Row("https://a.example", "a.example", nil),
      Row("a.example/24", "a.example", nil), Row(".", "a.example", nil),
      Row("..", "a.example", nil), Row(":443", "a.example", nil), Row("a", "a", "a"),
    ]
  }

  @Test(arguments: Row.all)
  func `name what is reached directly`(_ row: Row) throws {
    let origin = try Origin("https://\(row.host)")

    #expect(ProxyExceptions(row.list).entry(for: origin) == row.entry)
  }

  @Test(arguments: [
    "1.2.3", "1.2.3.4.5", "256.1.1.1", "+1.2.3.4", "1..2.3", "", ":", ":::", "1::2::3", "12345::",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "g::", "::1.2.3", "::-1", "a.b.c.d",
  ])
  func `have no address in`(text: String) {
    #expect(IPAddress(text) == nil)
  }
}
