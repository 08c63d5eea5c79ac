import Crypto
import FoundationEssentials
import SandboxServer
import TestSupport
import Testing

/// `GET /`: the page of the sandbox as it goes over the wire; what it does is tested in a browser.
@Suite(.timeLimit(.minutes(1))) struct PageTests {
  @Test func `the page runs its own script and style, and nothing else`() async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.get("/")
      let policy = try #require(reply.headers["content-security-policy"])

      #expect(reply.status == 200)
      #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
      #expect(reply.headers["x-content-type-options"] == "nosniff")
      #expect(reply.headers["referrer-policy"] == "no-referrer")
      #expect(
        policy == """
          default-src 'none'; script-src '\(try Self.digest(of: "script", in: reply.body))'; \
          style-src '\(try Self.digest(of: "style", in: reply.body))'; connect-src 'self'; \
          media-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; \
          frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
          """)
      // Nothing that the policy would refuse: no attribute with a script or a style.
      #expect(try reply.body.firstMatch(of: Regex(#"<[^>]* (on[a-z]+|style)="#)) == nil)
    }
  }

  @Test func `the page is whole, small, and names no other place`() async throws {
    try await withSandbox { (client) async throws in
      let page = try await client.get("/").body

      #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
      #expect(page.hasSuffix("</html>\n"))
      #expect(
        !page.contains("{{") && !page.contains("/* style */") && !page.contains("/* script */"))
      #expect(page.utf8.count < 64_000)
      let places = page.matches(of: try Regex("https?:[^ '\"]*")).map { String(page[$0.range]) }
      #expect(places == ["http://www.w3.org/2000/svg"])
      #expect(page.contains(#"<body data-key="sandbox" data-secret="\#(Sandbox.secret)">"#))
    }
  }

  @Test(arguments: [
    ("127.0.0.1", "http://127.0.0.1:"), ("0.0.0.0", "http://127.0.0.1:"),
    ("localhost", "http://localhost:"),
  ])
  func `its address is one that this machine may use`(_ host: String, _ start: String) async throws
  {
    try await Sandbox.withServer(SandboxConfiguration(host: host)) { sandbox in
      let page = try #require(sandbox.page)
      #expect(page == "\(start)\(sandbox.port)/")
      let client = SandboxHarness(sandbox: sandbox, token: "")
      #expect(try await client.download(page).status == 200)
    }
  }

  private static func digest(of element: String, in page: String) throws -> String {
    let start = try #require(page.firstMatch(of: try Regex("<\(element)[^>]*>"))).range.upperBound
    let end = try #require(page[start...].firstRange(of: "</\(element)>")).lowerBound
    let bytes = Data(SHA256.hash(data: Data(page[start..<end].utf8)))
    return "sha256-\(bytes.base64EncodedString())"
  }
}
