import Synchronization
import TestSupport
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct FileDownloadTests {
  static let content = FileService.content(300_000)

  /// Downloads from a server that follows the script into a folder of its own.
  static func download(
    size: Int? = content.count, retries: Int = 2, timeout: Duration = .seconds(20),
    prepare: (TemporaryFolder) throws -> Void = { _ in },
    _ script: @escaping HostileServer.Script,
    _ check: (Result<Int, DownloadError>, TemporaryFolder, HostileServer) async throws -> Void
  ) async throws {
    try await TemporaryFolder.with { folder in
      try prepare(folder)
      try await Setup.against(script, retries: retries, timeout: timeout) { client, server in
        let download = client.download(
          from: "\(client.origin)/a b/track.webm", size: size, to: folder.target)
        let result: Result<Int, DownloadError>
        do throws(DownloadError) {
          result = .success(try await download.finish())
        } catch {
          result = .failure(error)
        }
        try await check(result, folder, server)
      }
    }
  }

  @Test func `brings a file to its target without the token`() async throws {
    let service = FileService(content: Self.content)

    try await Self.download({ request, _ in service.answer(request) }) {
      (result, folder, server) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
      #expect(try folder.names() == ["track.webm"])
      let request = try #require(server.requests.first)
      #expect(request.line == "GET /a%20b/track.webm")
      #expect(request.headers["authorization"] == nil)
      #expect(request.headers["range"] == nil)
      #expect(request.headers["accept-encoding"] == "identity")
    }
  }

  @Test func `brings a file whose length nobody told`() async throws {
    try await Self.download(
      size: nil,
      { _, _ in
        .writeAndClose(
          Array("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".utf8) + Self.content)
      }
    ) { (result, folder, _) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
    }
  }

  @Test func `brings an empty file`() async throws {
    let service = FileService(content: [])

    try await Self.download(size: 0, { request, _ in service.answer(request) }) {
      (result, folder, _) async throws in
      #expect(try result.get() == 0)
      #expect(try folder.read(folder.target) == [])
    }
  }

  @Test func `tells how far it has come`() async throws {
    let service = FileService(content: Self.content)

    try await TemporaryFolder.with { folder in
      try await Setup.against({ request, _ in service.answer(request) }) { client, _ in
        var seen: [DownloadProgress] = []
        let download = client.download(from: "\(client.origin)/track.webm", to: folder.target)
        for try await progress in download { seen.append(progress) }

        #expect(
          seen.first == DownloadProgress(receivedBytes: 0, totalBytes: nil, isComplete: false))
        #expect(
          seen.last
            == DownloadProgress(
              receivedBytes: Self.content.count, totalBytes: Self.content.count, isComplete: true))
        #expect(seen.map(\.receivedBytes) == seen.map(\.receivedBytes).sorted())
        #expect(seen.count { $0.isComplete } == 1)
      }
    }
  }

  @Test func `goes on where the connection broke off`() async throws {
    let whole = FileService(content: Self.content)
    let broken = FileService(content: Self.content, breaksOffAfter: 100_000)

    try await Self.download({ request, number in
      number == 1 ? broken.answer(request) : whole.answer(request)
    }) { (result, folder, server) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
      let ranges = server.requests.map { $0.headers["range"] }
      #expect(ranges.count == 2)
      #expect(ranges.first == .some(nil))
      // A busy machine may lose the last of what came before the connection ended.
      let first = try #require(ranges.last??.dropFirst("bytes=".count).dropLast())
      #expect((1...95_904).contains(try #require(Int(first))))
    }
  }

  @Test func `gives up when the connection breaks off without progress`() async throws {
    let broken = FileService(content: Self.content, breaksOffAfter: 0)

    try await Self.download({ request, _ in broken.answer(request) }) {
      (result, folder, server) async throws in
      guard case .failure(.request(.connectionLost(_, requestWasSent: true))) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(server.requests.count == 3)
      #expect(try folder.names() == ["track.webm.vsdk-part"])
    }
  }

  @Test func `does not give up while each connection brings something`() async throws {
    let broken = FileService(content: Self.content, breaksOffAfter: 140_000)

    try await Self.download(retries: 1, { request, _ in broken.answer(request) }) {
      (result, folder, server) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
      #expect(server.requests.count > 2)
    }
  }

  @Test func `goes on with what an earlier try left`() async throws {
    let service = FileService(content: Self.content)

    try await Self.download(
      prepare: { try $0.write(Self.content.prefix(200_000), to: $0.part) },
      { request, _ in service.answer(request) }
    ) { (result, folder, server) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
      #expect(server.requests.map { $0.headers["range"] } == ["bytes=195904-"])
    }
  }

  @Test func `finishes what an earlier try left whole`() async throws {
    let service = FileService(content: Self.content)

    try await Self.download(
      prepare: { try $0.write(Self.content, to: $0.part) },
      { request, _ in service.answer(request) }
    ) { (result, folder, server) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
      #expect(server.requests.count == 1)
    }
  }

  struct Leftover: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let ranges: [String?]

    static let all = [
      Leftover(
        testDescription: "of another file", bytes: FileService.content(200_000, seed: 2),
        ranges: ["bytes=195904-", nil]),
      Leftover(
        testDescription: "longer than the file", bytes: FileService.content(400_000),
        ranges: ["bytes=395904-", nil]),
      Leftover(
        testDescription: "different at its end",
        bytes: content.prefix(199_999) + [content[199_999] ^ 1],
        ranges: ["bytes=195904-", nil]),
    ]
  }

  @Test(arguments: Leftover.all)
  func `starts anew when what is there is`(leftover: Leftover) async throws {
    let service = FileService(content: Self.content)

    try await Self.download(
      prepare: { try $0.write(leftover.bytes, to: $0.part) },
      { request, _ in service.answer(request) }
    ) { (result, folder, server) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
      #expect(server.requests.map { $0.headers["range"] } == leftover.ranges)
    }
  }

  @Test func `starts anew when the server knows no ranges`() async throws {
    let service = FileService(content: Self.content, knowsRanges: false)

    try await Self.download(
      prepare: { try $0.write(Self.content.prefix(9), to: $0.part) },
      { request, _ in service.answer(request) }
    ) { (result, folder, _) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
    }
  }

  @Test func `starts anew when the file changed meanwhile`() async throws {
    let old = FileService(
      content: FileService.content(300_000, seed: 9), entityTag: #""1""#, breaksOffAfter: 100_000)
    let new = FileService(content: Self.content, entityTag: #""2""#)

    try await Self.download({ request, number in
      number == 1 ? old.answer(request) : new.answer(request)
    }) { (result, folder, server) async throws in
      #expect(try result.get() == Self.content.count)
      #expect(try folder.read(folder.target) == Self.content)
      #expect(server.requests.map { $0.headers["if-range"] } == [nil, #""1""#])
    }
  }

  @Test func `leaves a file alone that is there already`() async throws {
    try await Self.download(
      prepare: { try $0.write([1, 2, 3], to: $0.target) }, { _, _ in .answer(500) }
    ) { (result, folder, server) async throws in
      #expect(result == .failure(.targetExists(path: folder.target)))
      #expect(try folder.read(folder.target) == [1, 2, 3])
      #expect(try folder.names() == ["track.webm"])
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `leaves a file alone that appears meanwhile`() async throws {
    let service = FileService(content: Self.content)

    try await TemporaryFolder.with { folder in
      try await Setup.against({ request, _ in service.answer(request) }) { client, _ in
        var iterator = client.download(from: "\(client.origin)/x", to: folder.target)
          .makeAsyncIterator()
        _ = try await iterator.next()
        try folder.write([1, 2, 3], to: folder.target)

        let error = await #expect(throws: DownloadError.self) {
          while try await iterator.next() != nil {}
        }
        #expect(error == .targetExists(path: folder.target))
        #expect(try folder.read(folder.target) == [1, 2, 3])
      }
    }
  }

  @Test func `keeps a second download to the same target out`() async throws {
    let service = FileService(content: Self.content)

    try await TemporaryFolder.with { folder in
      try await Setup.against({ request, _ in service.answer(request) }) { client, _ in
        let download = client.download(from: "\(client.origin)/x", to: folder.target)
        var first = download.makeAsyncIterator()
        _ = try await first.next()

        let error = await #expect(throws: DownloadError.self) { try await download.finish() }

        #expect(error == .busy(path: folder.part))
        while try await first.next() != nil {}
        #expect(try folder.read(folder.target) == Self.content)
      }
    }
  }

  @Test(arguments: [false, true])
  func `does not follow a link in the place of the part`(_ isHard: Bool) async throws {
    try await Self.download(
      prepare: { folder in
        try folder.write([1], to: folder.path + "/other")
        let other = folder.path + "/other"
        if isHard {
          try folder.hardLink(other, at: folder.part)
        } else {
          try #require(folder.link("other", at: folder.part))
        }
      }, { _, _ in .answer(500) }
    ) { (result, folder, server) async throws in
      guard case .failure(.fileSystem(path: folder.part, reason: _)) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(try folder.read(folder.path + "/other") == [1])
      #expect(server.requests.isEmpty)
    }
  }
}
