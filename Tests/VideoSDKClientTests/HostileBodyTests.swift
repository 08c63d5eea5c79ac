import NIOCore
import TestSupport
import Testing

@testable import VideoSDKClient

/// Services whose answers are not what HTTP or JSON wants: one test for each way, named by it.
@Suite(.timeLimit(.minutes(1)))
struct HostileBodyTests {
  /// The error of a read, which is not repeated, while a start is one by its status alone.
  static func check(_ scenario: HostileScenario, _ error: ClientError) async throws {
    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in true })

    #expect(read.outcome == .failed(error))
    #expect(start.outcome == .assumed)
    #expect(start.requests == ["POST"])
    if case .malformed = error { #expect(read.requests == ["GET"]) }
  }

  static func malformed(_ reason: String) -> ClientError { .malformed(path: "", reason: reason) }

  @Test func `a body of ten megabytes`() async throws {
    try await Self.check(
      .answering(body: Array(repeating: UInt8(ascii: "x"), count: 10_000_000)),
      Self.malformed("not JSON: expected a value at byte 0"))
  }

  @Test func `an endless body, one byte a second`() async throws {
    let head = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
    let scenario = HostileScenario(timeout: .seconds(2)) { _, _, _ in
      .drip(head, every: .seconds(1))
    }

    try await Self.check(scenario, .timedOut(after: .seconds(2), requestWasSent: true))
  }

  @Test func `a Content-Length that is too long`() async throws {
    try await Self.check(
      .answering("content-length: 99", Array(#"{"data":[]}"#.utf8), timeout: .seconds(1)),
      .timedOut(after: .seconds(1), requestWasSent: true))
  }

  @Test func `a Content-Length that is too short`() async throws {
    try await Self.check(
      .answering("content-length: 9", Array(#"{"data":[]}"#.utf8)),
      Self.malformed("not JSON: unexpected end at byte 9"))
  }

  @Test func `chunks that are garbage`() async throws {
    try await Self.check(
      .answering("transfer-encoding: chunked", Array("zz\r\n{}\r\n0\r\n\r\n".utf8)),
      Self.malformed("the answer is not HTTP"))
  }

  @Test func `a gzip bomb`() async throws {
    try await Self.check(
      .answering(
        body: try Fixture.bytes("twenty-megabytes-of-zeros.gz"), "content-encoding: gzip"),
      Self.malformed("not JSON: expected a value at byte 0"))
  }

  @Test func `HTML`() async throws {
    try await Self.check(
      .answering(body: Array("<html><title>Sign in</title></html>".utf8)),
      Self.malformed("not JSON: expected a value at byte 0"))
  }

  @Test func `invalid UTF-8`() async throws {
    try await Self.check(
      .answering(body: [0x22, 0xC3, 0x28, 0x22]),
      Self.malformed("not JSON: a string is not valid UTF-8 at byte 1"))
  }

  @Test func `deep JSON`() async throws {
    try await Self.check(
      .answering(body: Array(repeating: UInt8(ascii: "["), count: 1 << 20)),
      Self.malformed("not JSON: more than 128 levels of nesting at byte 128"))
  }
}
