import Testing

@testable import SandboxServer

/// Requests that no decent client sends, byte by byte: each is answered or its connection closed.
@Suite(.timeLimit(.minutes(2))) struct HostileRequestTests {
  struct Hostile: CustomTestStringConvertible {
    let name: String
    let bytes: String
    /// The statuses that come back before the connection is closed.
    let statuses: [Int]
    var isHalfClosed = false

    var testDescription: String { name }

    init(_ name: String, _ bytes: String, _ statuses: [Int], isHalfClosed: Bool = false) {
      (self.name, self.bytes, self.statuses) = (name, bytes, statuses)
      self.isHalfClosed = isHalfClosed
    }
  }

  private static let host = "Host: 127.0.0.1\r\n"
  private static let end = "Connection: close\r\n\r\n"
  private static let get = "GET /v2/nothing HTTP/1.1\r\n" + host
  private static let post = "POST /v2/rooms HTTP/1.1\r\n" + host
  private static let key = "GET /v2/public/rsa-public-key HTTP/1.1\r\n" + host

  private static let strangeHeads = [
    Hostile("TLS", "\u{16}\u{3}\u{1}\u{0}\u{5}hello\u{0}", [400]),
    Hostile("no HTTP", "HELO sandbox\r\n\r\n", [400]),
    Hostile("HTTP of the future", "GET / HTTP/9.9\r\n\(host)\r\n", [400]),
    Hostile("lone line feeds", "GET /v2/nothing HTTP/1.1\nHost: 127.0.0.1\n\n", [400]),
    Hostile("a space in a name", "\(get)Bad Name: x\r\n\(end)", [400]),
    Hostile("a NUL in a value", "\(get)X: a\u{0}b\r\n\(end)", [400]),
    Hostile("no host", "GET /v2/nothing HTTP/1.1\r\n\(end)", [403]),
    Hostile("two hosts", "\(get)Host: localhost\r\n\(end)", [400]),
    Hostile("two hosts in one field", "GET / HTTP/1.1\r\nHost: 127.0.0.1, a\r\n\(end)", [400]),
    Hostile("a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\(end)", [403]),
    Hostile("another server's URL", "GET http://evil.example/ HTTP/1.1\r\n\(host)\(end)", [403]),
    Hostile("all of the server", "OPTIONS * HTTP/1.1\r\n\(host)\(end)", [404]),
    Hostile("another protocol", "\(get)Upgrade: websocket\r\n\(end)", [404]),
    Hostile(
      "a path of 100 kB", "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\n\(end)", [400]
    ),
    Hostile(
      "a field of 100 kB", "\(get)X: \(String(repeating: "a", count: 100_000))\r\n\(end)", [400]),
    Hostile("20 000 fields", get + String(repeating: "X: a\r\n", count: 20_000) + end, [400]),
    Hostile("an endless field", "\(get)X: \(String(repeating: "a", count: 500_000))", [400]),
  ]

  private static let strangeBodies = [
    Hostile("a negative length", "\(post)Content-Length: -1\r\n\(end)", [400]),
    Hostile("two lengths", "\(post)Content-Length: 2\r\nContent-Length: 3\r\n\(end){} ", [400]),
    Hostile(
      "a length and chunks",
      "\(post)Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\(end)0\r\n\r\n", [400]),
    Hostile(
      "a length past any number", "\(post)Content-Length: 99999999999999999999\r\n\(end)", [400]),
    Hostile("a chunk without a size", "\(post)Transfer-Encoding: chunked\r\n\r\nzz\r\n", [400]),
    Hostile(
      "a chunk of all memory", "\(post)Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\naaaa",
      []),
    Hostile("half a head", "GET /v2/nothing HT", [400], isHalfClosed: true),
    Hostile("half a body", "\(post)Content-Length: 10\r\n\r\n{", [400], isHalfClosed: true),
    Hostile("a whole request and no more", "\(get)\r\n", [404], isHalfClosed: true),
    Hostile("nothing at all", "", [], isHalfClosed: true),
    Hostile(
      "many at once", String(repeating: "\(get)\r\n", count: 50) + key + end,
      Array(repeating: 404, count: 50) + [200]),
    Hostile("a good one and a bad one", "\(key)\r\nHELO\r\n\r\n", [200, 400]),
  ]

  @Test(arguments: strangeHeads + strangeBodies)
  func `what is no request is refused and the sandbox stays up`(_ hostile: Hostile) async throws {
    var configuration = SandboxConfiguration(isDeterministic: true, processing: .zero)
    // What cannot be refused is given up; what can be shall not be given up before.
    if hostile.statuses.isEmpty { configuration.requestTimeout = .milliseconds(200) }
    try await withSandbox(configuration) { (client) async throws in
      let answer = try await client.exchange(hostile.bytes, halfClosing: hostile.isHalfClosed)

      let statuses = answer.split(separator: "HTTP/1.1 ").map { Int($0.prefix(3)) }
      #expect(statuses == hostile.statuses)
      #expect(try await client.get("/v2/rooms/abcd-efgh-ijkl").status == 200)
    }
  }

  @Test func `two hosts are named in the refusal`() async throws {
    try await withSandbox { (client) async throws in
      let answer = RawAnswer(
        try await client.exchange("\(Self.get)Host: evil.example\r\n\(Self.end)"))

      #expect(
        answer
          == RawAnswer(
            status: 400,
            body: #"{"statusCode":400,"error":"A request must name one Host, not "#
              + #"`127.0.0.1, evil.example`"}"#))
    }
  }

  struct Large: CustomTestStringConvertible {
    let name: String
    let fields: String
    let body: String
    var testDescription: String { name }
  }

  private static let mebibytes = String(repeating: "a", count: 3 << 20)

  @Test(arguments: [
    Large(name: "with a length", fields: "Content-Length: \(3 << 20)\r\n", body: mebibytes),
    Large(
      name: "in a chunk", fields: "Transfer-Encoding: chunked\r\n",
      body: "300000\r\n\(mebibytes)\r\n0\r\n\r\n"),
    Large(name: "announced only", fields: "Content-Length: 9999999999\r\n", body: ""),
  ])
  func `a body that is too large is refused`(_ large: Large) async throws {
    try await withSandbox { (client) async throws in
      let answer = try await client.exchange(
        "\(Self.post)Authorization: \(client.token)\r\nContent-Type: application/json\r\n"
          + "Connection: close\r\n\(large.fields)\r\n\(large.body)", halfClosing: true)

      #expect(
        RawAnswer(answer)
          == RawAnswer(
            status: 413, body: #"{"statusCode":413,"error":"Request body is larger than 1 MiB"}"#))
    }
  }
}
