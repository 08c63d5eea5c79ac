import TestSupport
import Testing

@testable import VideoSDKClient

/// What a download does not take for the file.
@Suite(.timeLimit(.minutes(1)))
struct FileDownloadRefusalTests {
  @Test func `takes no file of another length than the record says`() async throws {
    let service = FileService(content: FileDownloadTests.content)

    try await FileDownloadTests.download(size: 299_999, { request, _ in service.answer(request) }) {
      (result, folder, server) async throws in
      #expect(result == .failure(.sizeMismatch(expected: 299_999, found: 300_000)))
      #expect(try folder.names() == ["track.webm.vsdk-part"])
      #expect(server.requests.count == 1)
    }
  }

  @Test func `takes no more bytes than the record says`() async throws {
    let chunk = "4\r\nabcd\r\n"
    try await FileDownloadTests.download(
      size: 6,
      { _, _ in
        .write(
          "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n")
      }
    ) { (result, folder, _) async throws in
      guard case .failure(.sizeMismatch(expected: 6, found: _)) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(try folder.names() == [])
    }
  }

  @Test func `takes no fewer bytes than the record says`() async throws {
    try await FileDownloadTests.download(
      size: 6, retries: 0,
      { _, _ in
        .write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n")
      }
    ) { (result, folder, _) async throws in
      guard case .failure(.request(.connectionLost(_, requestWasSent: true))) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(try folder.names() == ["track.webm.vsdk-part"])
    }
  }

  @Test func `does not trust a weak tag to name the same bytes`() async throws {
    let content = FileDownloadTests.content
    let broken = FileService(content: content, entityTag: #"W/"1""#, breaksOffAfter: 100_000)
    let whole = FileService(content: content)

    try await FileDownloadTests.download({ request, number in
      number == 1 ? broken.answer(request) : whole.answer(request)
    }) { (result, _, server) async throws in
      #expect(try result.get() == content.count)
      #expect(server.requests.map { $0.headers["if-range"] } == [nil, nil])
    }
  }

  @Test func `takes no other part than it asked for`() async throws {
    try await FileDownloadTests.download(
      retries: 0, prepare: { try $0.write(FileDownloadTests.content.prefix(9), to: $0.part) },
      { _, _ in .answer(206, "123", "content-range: bytes 7-9/300000") }
    ) { (result, folder, _) async throws in
      #expect(
        result
          == .failure(
            .request(
              .malformed(path: "", reason: "another part of the file than asked for"))))
      #expect(try folder.read(folder.part) == Array(FileDownloadTests.content.prefix(9)))
    }
  }

  @Test func `takes no file that comes encoded`() async throws {
    try await FileDownloadTests.download(
      size: nil, { _, _ in .answer(200, "abc", "content-encoding: gzip") }
    ) {
      (result, _, _) async throws in
      #expect(
        result == .failure(.request(.malformed(path: "", reason: "the file comes encoded"))))
    }
  }

  @Test func `says why the server refuses`() async throws {
    try await FileDownloadTests.download({ _, _ in .answer(404, "no such file", type: "text/plain")
    }) {
      (result, _, server) async throws in
      guard case .failure(.request(.http(404, let problem))) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(problem.message == "no such file")
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504])
  func `tries again after`(status: Int) async throws {
    let service = FileService(content: FileDownloadTests.content)

    try await FileDownloadTests.download({ request, number in
      number < 3 ? .answer(status) : service.answer(request)
    }) { (result, folder, _) async throws in
      #expect(try result.get() == FileDownloadTests.content.count)
      #expect(try folder.read(folder.target) == FileDownloadTests.content)
    }
  }

  @Test func `ends when no more bytes come in time`() async throws {
    try await FileDownloadTests.download(
      retries: 0, timeout: .milliseconds(300),
      { _, _ in .write("HTTP/1.1 200 OK\r\ncontent-length: 300000\r\n\r\nabc") }
    ) { (result, folder, server) async throws in
      #expect(
        result
          == .failure(
            .request(.timedOut(after: .milliseconds(300), requestWasSent: true))))
      #expect(try folder.read(folder.part) == Array("abc".utf8))
      await server.allClosed()
    }
  }
}
