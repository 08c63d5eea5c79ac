import TestSupport
import Testing

@testable import VideoSDKClient

/// Where a download goes, and how it ends before its time.
@Suite(.timeLimit(.minutes(1)))
struct FileDownloadPlaceTests {
  static let content = FileService.content(2_000_000)

  @Test func `takes the token to no server that it is sent on to`() async throws {
    let service = FileService(content: Self.content)

    try await TemporaryFolder.with { folder in
      try await HostileServer.run({ request, _ in service.answer(request) }) { store, there in
        try await Setup.against({ _, _ in .answer(302, "", "Location: \(there)/file?sig=1") }) {
          (client, server) async throws in
          let size = try await client.download(from: "\(client.origin)/x", to: folder.target)
            .finish()

          #expect(size == Self.content.count)
          #expect(store.requests.map(\.line) == ["GET /file?sig=1"])
          let headers = (server.requests + store.requests).map(\.headers)
          #expect(headers.map { $0["authorization"] } == [nil, nil])
        }
      }
    }
  }

  @Test func `gives up after five redirects`() async throws {
    try await TemporaryFolder.with { folder in
      try await Setup.against({ _, _ in .answer(302, "", "Location: /again") }) {
        (client, server) async throws in
        let error = await #expect(throws: DownloadError.self) {
          try await client.download(from: "\(client.origin)/x", to: folder.target).finish()
        }

        #expect(error == .request(.malformed(path: "", reason: "more than 5 redirects")))
        #expect(server.requests.count == 6)
      }
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let url: String?
    let error: DownloadError
    var testDescription: String { url ?? "none" }

    init(_ url: String?, _ error: DownloadError) {
      self.url = url
      self.error = error
    }

    static let all: [Refusal] = [
      Refusal(nil, .noAddress),
      Refusal("", .badAddress("")),
      Refusal("/recordings/x.webm", .badAddress("/recordings/x.webm")),
      Refusal("file:///etc/passwd", .badAddress("file:///etc/passwd")),
      Refusal("https://user@files.example/x", .badAddress("https://user@files.example/x")),
      Refusal(
        "http://files.example/x",
        .insecure(Origin(scheme: "http", host: "files.example", port: 80))),
    ]
  }

  @Test(arguments: Refusal.all)
  func `refuses`(refusal: Refusal) async throws {
    try await TemporaryFolder.with { folder in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(.videoSDK, transport)
        let url = refusal.url.map { #","fileUrl":"\#($0)""# } ?? ""
        let file = try RecordingFile(
          JSONFields(JSONValue(parsing: Array(#"{"filePath":"x"\#(url)}"#.utf8))))
        let error = await #expect(throws: DownloadError.self) {
          try await client.download(file, to: folder.target).finish()
        }

        #expect(error == refusal.error)
        #expect(try folder.names() == [])
      }
    }
  }

  @Test func `is not sent on to an open line`() async throws {
    try await TemporaryFolder.with { folder in
      try await Setup.against({ _, _ in .answer(302, "", "Location: http://files.example/x") }) {
        (client, _) async throws in
        let error = await #expect(throws: DownloadError.self) {
          try await client.download(from: "\(client.origin)/x", to: folder.target).finish()
        }

        #expect(error == .insecure(try Origin("http://files.example")))
      }
    }
  }

  @Test func `says when the folder does not exist`() async throws {
    try await TemporaryFolder.with { folder in
      try await Setup.against({ _, _ in .answer(500) }) { (client, server) async throws in
        let error = await #expect(throws: DownloadError.self) {
          try await client.download(
            from: "\(client.origin)/x", to: folder.path + "/none/x"
          ).finish()
        }

        #expect(
          error
            == .fileSystem(
              path: folder.path + "/none/x.vsdk-part", reason: "No such file or directory"))
        #expect(server.requests.isEmpty)
      }
    }
  }

  @Test func `keeps what came when it is cancelled`() async throws {
    try await TemporaryFolder.with { folder in
      try await Setup.against({ _, _ in
        .write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc")
      }) { (client, server) async throws in
        let started = AsyncStream.makeStream(of: Void.self)
        let error = await withTaskGroup(of: DownloadError?.self) { group in
          group.addTask {
            do throws(DownloadError) {
              for try await progress in client.download(
                from: "\(client.origin)/x", to: folder.target)
              where progress.receivedBytes == 3 { started.continuation.yield() }
              return nil
            } catch {
              return error
            }
          }
          var iterator = started.stream.makeAsyncIterator()
          await iterator.next()
          group.cancelAll()
          return await group.next() ?? nil
        }

        #expect(error == .request(.cancelled(requestWasSent: true)))
        #expect(try folder.read(folder.part) == Array("abc".utf8))
        await server.allClosed()
      }
    }
  }

  @Test func `closes its connection when nobody reads on`() async throws {
    let service = FileService(content: Self.content)

    try await TemporaryFolder.with { folder in
      try await Setup.against({ request, _ in service.answer(request) }) {
        (client, server) async throws in
        for try await progress in client.download(
          from: "\(client.origin)/x", to: folder.target)
        where progress.receivedBytes > 0 { break }

        await server.allClosed()
        #expect(try folder.names() == ["track.webm.vsdk-part"])
      }
    }
  }

  @Test func `keeps its connection for the next file`() async throws {
    let service = FileService(content: Self.content)

    try await TemporaryFolder.with { folder in
      try await Setup.against({ request, _ in service.answer(request) }) {
        (client, server) async throws in
        for name in ["1", "2", "3"] {
          _ = try await client.download(
            from: "\(client.origin)/x", to: folder.path + "/" + name
          ).finish()
        }

        #expect(server.connections == 1)
      }
    }
  }
}
