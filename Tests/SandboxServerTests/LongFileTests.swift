import Testing

@testable import SandboxServer

/// Files that would take hours to send: they are made while they go, and only as long as somebody takes them.
@Suite(.timeLimit(.minutes(3))) struct LongFileTests {
  /// Records sound that lasts so long; the path and the size of its file.
  private func record(
    _ client: SandboxHarness, _ duration: String
  ) async throws -> (path: String, size: Int) {
    _ = try await client.start()
    try await client.advance(duration)
    _ = try await client.stop()
    try await client.advance("1m")
    let file = try await client.recordedFile()
    let url = try #require(file.fileUrl)
    return (String(url.dropFirst(client.sandbox.endpoint.count)), file.size)
  }

  private func get(_ path: String, range: String? = nil) -> String {
    "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(range.map { "Range: \($0)\r\n" } ?? "")\r\n"
  }

  @Test(arguments: ["100h", "100000h"])
  func `any part of a long file is to be had at once`(_ duration: String) async throws {
    try await withSandbox { (client) async throws in
      let (path, size) = try await record(client, duration)

      for start in [0, size / 2, size - 1000] {
        let part = try await client.download(
          client.sandbox.endpoint + path, headers: [("range", "bytes=\(start)-\(start + 999)")])
        #expect(part.status == 206)
        #expect(part.headers["content-range"] == "bytes \(start)-\(start + 999)/\(size)")
        #expect(part.bytes.count == 1000)
      }
      let head = try await client.download(client.sandbox.endpoint + path, method: "HEAD")
      #expect(head.headers["content-length"] == String(size))
    }
  }

  /// More downloads than there are threads for connections, none of which comes to an end.
  @Test func `calls are answered while long files are on their way`() async throws {
    try await withSandbox { (client) async throws in
      let (path, size) = try await record(client, "100000h")
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 {
          group.addTask {
            try await client.withConnection { connection in
              try await connection.send(get(path))
              // Takes what comes as fast as it comes.
              var taken = 0
              while try await connection.skip(1 << 20) {
                taken += 1 << 20
                try Task.checkCancellation()
              }
              return taken
            }
          }
        }
        for _ in 0..<20 {
          let status = try await client.withConnection { connection in
            try await connection.send(
              "GET /v2/rooms HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: \(client.token)\r\n\r\n")
            return RawAnswer(try await connection.answer()).status
          }
          #expect(status == 200)
        }
        group.cancelAll()
        while let result = await group.nextResult() {
          if case .success(let taken) = result { #expect(taken < size) }
        }
      }
    }
  }

  @Test func `nothing more is made for clients that have left`() async throws {
    _ = Crowd.raiseFileLimit()
    let process = try SpawnedSandbox(
      try SpawnedSandbox.program(),
      ["sandbox", "--port", "0", "--output", "json", "--deterministic"])
    defer {
      process.kill()
      _ = process.waitForEnd()
    }
    let client = SandboxHarness(
      sandbox: RunningSandbox(
        SandboxConfiguration(port: process.port), port: process.port, rooms: [], leftOut: []),
      token: try await Claims().token())
    let (path, _) = try await record(client, "100000h")
    let before = try process.openFiles()

    for _ in 0..<30 {
      try await client.withConnection { connection in
        try await connection.send(get(path))
        #expect(try await connection.skip(1 << 20))
      }
    }

    // The pool of the test's own client may hold one or two.
    while try process.openFiles() > before + 2 {
      try Task.checkCancellation()
      await Task.yield()
    }
    #expect(try await client.get("/v2/rooms").status == 200)
  }

  @Test func `a body that is made in pieces is whole`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"body":"huge"}}"#)
      let reply = try await client.get("/v2/rooms")
      #expect(reply.body.utf8.count == 64 << 20)
      #expect(reply.body.utf8.first == UInt8(ascii: "\""))
      #expect(reply.body.utf8.last == UInt8(ascii: "\""))
      #expect(reply.body.utf8.dropFirst().dropLast().allSatisfy { $0 == UInt8(ascii: "a") })
    }
  }

  /// Four bytes hold the number of bytes of some twelve days.
  @Test(arguments: [(100, true), (100_000, false)])
  func `a merged file says how long it is as far as it can`(_ hours: Int, _ isSaid: Bool) {
    let file = MP3Silence(milliseconds: hours * 3_600_000)
    let header = file.bytes(in: 0..<96)

    let size = header[48..<52].reduce(0) { $0 << 8 | Int($1) }
    #expect(String(decoding: header[36..<40], as: UTF8.self) == "Info")
    #expect(header[43] == (isSaid ? 3 : 0))
    #expect(size == (isSaid ? file.byteCount : 0))
    #expect(file.bytes(in: file.byteCount - 96..<file.byteCount).count == 96)
  }
}
