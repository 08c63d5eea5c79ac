import SandboxServer
import TestSupport
import Testing

/// What clients do to a connection that they keep: each of their requests is answered.
@Suite(.timeLimit(.minutes(2))) struct AnyClientTests {
  struct Kept: CustomTestStringConvertible {
    let name: String
    let request: String
    let status: Int
    var hasBody = true
    var testDescription: String { name }

    init(_ name: String, _ request: String, _ status: Int, hasBody: Bool = true) {
      (self.name, self.request, self.status, self.hasBody) = (name, request, status, hasBody)
    }
  }

  private static let host = "Host: 127.0.0.1\r\n"
  private static let get = "GET /v2/nothing HTTP/1.1\r\n" + host
  private static let post = "POST /v2/nothing HTTP/1.1\r\n" + host
  private static let h2c =
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk\r\n"
  private static let websocket =
    "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
  private static let last = get + "Connection: close\r\n\r\n"

  private static let kept = [
    Kept("h2c", "\(get)\(h2c)\r\n", 404),
    Kept("h2c with a body", "\(post)\(h2c)Content-Length: 2\r\n\r\n{}", 404),
    Kept("h2c with an empty body", "\(post)\(h2c)Content-Length: 0\r\n\r\n", 404),
    Kept(
      "h2c with chunks", "\(post)\(h2c)Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 404),
    Kept("h2c, head only", "HEAD /v2/nothing HTTP/1.1\r\n\(host)\(h2c)\r\n", 404, hasBody: false),
    Kept("websocket", "\(get)\(websocket)\r\n", 404),
    Kept("websocket of HTTP/1.0", "GET / HTTP/1.0\r\n\(host)\(websocket)\r\n", 200),
    Kept("an offer without a name", "\(get)Connection: upgrade\r\n\r\n", 404),
    Kept("a name without an offer", "\(get)Upgrade: h2c\r\n\r\n", 404),
    Kept("an empty name", "\(get)Connection: upgrade\r\nUpgrade:\r\n\r\n", 404),
    Kept("a tab", "\(get)Connection: upgrade\t\r\nUpgrade: h2c\r\n\r\n", 404),
    Kept("tabs before it", "\(get)Connection: TE,\t upgrade \r\nUpgrade: h2c\r\n\r\n", 404),
    Kept("an old name", "\(get)Proxy-Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n\r\n", 404),
    Kept("two lists", "\(get)Connection: a\r\nUpgrade: x\r\nConnection: UPGRADE ,b\r\n\r\n", 404),
    Kept("a tunnel", "CONNECT 127.0.0.1:80 HTTP/1.1\r\n\(host)\r\n", 404),
    Kept(
      "chunks, an extension and trailers",
      "\(post)Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n",
      404),
    Kept("a list of nothing", "\(get)Connection: , keep-alive,,TE\r\nTE: trailers\r\n\r\n", 404),
    Kept("HTTP/1.0", "GET / HTTP/1.0\r\n\(host)Connection: Keep-Alive\r\n\r\n", 200),
    Kept("HTTP/1.0 without a host", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200),
    Kept("a whole URL", "GET http://localhost:1/v2/nothing HTTP/1.1\r\n\(host)\r\n", 404),
    Kept("a whole URL and no path", "GET http://127.0.0.1?a=b HTTP/1.1\r\n\(host)\r\n", 200),
    Kept("a body that nobody waits for", "\(post)Content-Length: 5\r\n\r\nhello", 404),
    Kept(
      "head only of what only POST is for",
      "HEAD \(SandboxHarness.start) HTTP/1.1\r\n\(host)\r\n", 405, hasBody: false),
    Kept(
      "a refused host", "POST / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2\r\n\r\n{}", 403),
    Kept("blank lines before it", "\r\n\r\n\(get)\r\n", 404),
  ]

  @Test(arguments: kept)
  func `each request of a kept connection is answered`(_ kept: Kept) async throws {
    try await withSandbox { (client) async throws in
      try await client.withConnection { connection in
        for _ in 0..<3 {
          try await connection.send(kept.request)
          #expect(
            RawAnswer(try await connection.answer(hasBody: kept.hasBody)).status == kept.status)
        }
        try await connection.send(Self.last)
        #expect(RawAnswer(try await connection.answer()).status == 404)
        #expect(try await connection.answer() == "")
      }
    }
  }

  @Test(arguments: kept)
  func `requests sent at once are answered in their order`(_ kept: Kept) async throws {
    try await withSandbox { (client) async throws in
      try await client.withConnection { connection in
        let key = "GET /v2/public/rsa-public-key HTTP/1.1\r\n\(Self.host)\r\n"
        try await connection.send(kept.request + key + kept.request + key + Self.last)
        for _ in 0..<2 {
          #expect(
            RawAnswer(try await connection.answer(hasBody: kept.hasBody)).status == kept.status)
          #expect(RawAnswer(try await connection.answer()).status == 200)
        }
        #expect(RawAnswer(try await connection.answer()).status == 404)
        #expect(try await connection.answer() == "")
      }
    }
  }

  @Test(arguments: kept)
  func `a request that comes in parts behind another is answered`(_ kept: Kept) async throws {
    try await withSandbox { (client) async throws in
      for cut in [1, 6, 20] {
        try await client.withConnection { connection in
          try await connection.send(kept.request + Self.last.prefix(cut))
          #expect(
            RawAnswer(try await connection.answer(hasBody: kept.hasBody)).status == kept.status)
          try await connection.send(String(Self.last.dropFirst(cut)))
          #expect(RawAnswer(try await connection.answer()).status == 404)
        }
      }
    }
  }

  /// Requests as nobody would write them, cut anywhere on their way.
  @Test func `whatever is said of the connection, each request is answered`() async throws {
    let seed = UInt64.random(in: 0...(.max))
    var random = SplitMix(seed: seed)
    try await withSandbox { (client) async throws in
      for _ in 0..<150 {
        let requests = (0..<5).map { _ in Self.request(&random) }
        let bytes = requests.joined() + Self.last
        let answers = try await client.withConnection { connection in
          for piece in Self.pieces(of: bytes, &random) {
            // A connection that was closed too early is told by its answers.
            try? await connection.send(piece)
          }
          var statuses: [Int?] = []
          while true {
            let answer = try await connection.answer()
            if answer.isEmpty { return statuses }
            statuses.append(RawAnswer(answer).status)
          }
        }
        #expect(
          answers == Array(repeating: 404, count: 6), "seed \(seed): \(bytes.debugDescription)")
      }
    }
  }

  private static func request(_ random: inout SplitMix) -> String {
    let words = [
      "upgrade", "Upgrade", "UPGRADE", "upgraded", "up", "keep-alive", "TE", "HTTP2-Settings", "",
      "x upgrade", "upgrade x",
    ]
    func list() -> String {
      let spaces = ["", " ", "  ", "\t", " \t"]
      return (0..<Int.random(in: 0...3, using: &random)).map { _ in
        (spaces.randomElement(using: &random) ?? "") + (words.randomElement(using: &random) ?? "")
          + (spaces.randomElement(using: &random) ?? "")
      }.joined(separator: ",")
    }
    var fields = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let name =
        ["Connection", "connection", "Proxy-Connection"].randomElement(using: &random) ?? ""
      return "\(name):\([" ", "", "\t"].randomElement(using: &random) ?? "")\(list())\r\n"
    }
    if Bool.random(using: &random) {
      fields.append(
        "Upgrade:\(["", " h2c", " websocket, x/1"].randomElement(using: &random) ?? "")\r\n")
    }
    fields.shuffle(using: &random)
    let bodies = [
      "\r\n", "Content-Length: 3\r\n\r\nabc", "Content-Length: 0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ]
    let method = ["GET", "POST", "DELETE", "OPTIONS"].randomElement(using: &random) ?? ""
    return "\(method) /v2/nothing HTTP/1.1\r\n\(host)\(fields.joined())"
      + (bodies.randomElement(using: &random) ?? "")
  }

  private static func pieces(of text: String, _ random: inout SplitMix) -> [String] {
    var rest = Array(text.utf8)[...]
    var pieces: [String] = []
    while !rest.isEmpty {
      let count = Int.random(in: 1...rest.count, using: &random)
      pieces.append(String(decoding: rest.prefix(count), as: UTF8.self))
      rest = rest.dropFirst(count)
    }
    return pieces
  }

  @Test func `a connection of HTTP slash 1 point 0 says that it is kept`() async throws {
    try await withSandbox { (client) async throws in
      try await client.withConnection { connection in
        try await connection.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(
          try await connection.answer().lowercased().contains("\r\nconnection: keep-alive\r\n"))
        try await connection.send("GET / HTTP/1.0\r\n\r\n")
        #expect(try await connection.answer().contains("\r\nConnection: close\r\n"))
        #expect(try await connection.answer() == "")
      }
    }
  }

  @Test func `the host of a whole URL counts, and that of the field does not`() async throws {
    try await withSandbox { (client) async throws in
      let end = "Connection: close\r\nAuthorization: \(client.token)\r\n\r\n"
      let path = "/v2/rooms/abcd-efgh-ijkl"

      for (target, host, status) in [
        ("http://127.0.0.1:80\(path)", "evil.example", 200),
        ("HTTP://LOCALHOST\(path)", "evil.example", 200),
        ("http://evil.example\(path)", "127.0.0.1", 403),
        ("http://me@127.0.0.1\(path)", "127.0.0.1", 403),
        ("http:///v2/rooms", "127.0.0.1", 403),
      ] {
        let answer = try await client.exchange(
          "GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\(end)")
        #expect(RawAnswer(answer).status == status, "\(target)")
      }
    }
  }

  @Test(arguments: [
    "/v2/rooms/abcd-efgh-ijkl", "/v2/rooms", "/v2/sessions/none", "/v2/nothing", "/sandbox/state",
    SandboxHarness.start, "/files/none", "/v2/public/rsa-public-key",
  ])
  func `HEAD is answered as GET, without the body`(_ path: String) async throws {
    try await withSandbox { (client) async throws in
      // The clock of the sandbox moves with each request, the fields that tell of it are left out.
      func fields(_ reply: SandboxHarness.Reply) -> [String: String] {
        reply.headers.filter { !["x-request-id", "date"].contains($0.key) }
      }
      let get = try await client.get(path)
      let head = try await client.send("HEAD", path)

      #expect(head.status == get.status)
      #expect(head.body == "")
      #expect(fields(head) == fields(get))
    }
  }
}
