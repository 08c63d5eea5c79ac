import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct FileRangeTests {
  @Test func `a file is the same in pieces`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()
      let whole = try await client.download(url).bytes

      var bytes: [UInt8] = []
      for start in stride(from: 0, to: whole.count, by: 300) {
        let part = try await client.download(
          url, headers: [("range", "bytes=\(start)-\(start + 299)")])
        let end = min(start + 299, whole.count - 1)
        #expect(part.status == 206)
        #expect(part.headers["content-range"] == "bytes \(start)-\(end)/\(whole.count)")
        #expect(part.headers["content-length"] == String(part.bytes.count))
        bytes += part.bytes
      }

      #expect(bytes == whole)
    }
  }

  @Test func `a range behind the end is refused with the length`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()
      let length = try await client.recordedFile().size

      let download = try await client.download(url, headers: [("range", "bytes=\(length)-")])

      #expect(download.status == 416)
      #expect(download.headers["content-range"] == "bytes */\(length)")
      #expect(
        String(decoding: download.bytes, as: UTF8.self)
          == #"{"statusCode":416,"error":"The file has \#(length) bytes"}"#)
    }
  }

  @Test func `several ranges at once give the whole file`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()

      let download = try await client.download(url, headers: [("range", "bytes=0-1,4-5")])

      #expect(download.status == 200)
      #expect(download.bytes.count == (try await client.recordedFile().size))
    }
  }

  @Test func `a range of another file than the one known gives the whole file`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()
      let tag = try #require(try await client.download(url, method: "HEAD").headers["etag"])

      let same = try await client.download(
        url, headers: [("range", "bytes=0-9"), ("if-range", tag)])
      let other = try await client.download(
        url, headers: [("range", "bytes=0-9"), ("if-range", #""x""#)])

      #expect(same.status == 206)
      #expect(same.bytes.count == 10)
      #expect(other.status == 200)
    }
  }
}
