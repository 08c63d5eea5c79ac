import AsyncHTTPClient
import FoundationEssentials
import Glibc
import NIOCore
import NIOHTTP1
import Testing

/// A sandbox in a process of its own under two thousand connections at once.
@Suite(.timeLimit(.minutes(5))) struct CrowdTests {
  private static let half = 1000

  private func status(_ process: SpawnedSandbox, _ path: String) async throws -> UInt {
    let request = HTTPClientRequest(url: process.endpoint + path)
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    _ = try await response.body.collect(upTo: 1 << 20)
    return response.status.code
  }

  /// Waits until the process has a number of files and connections open.
  private func wait(
    for process: SpawnedSandbox, _ isReached: (_ openFiles: Int) -> Bool
  ) async throws {
    while try !isReached(process.openFiles()) {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  /// A thousand clients that say nothing and a thousand that stop in the middle of a head, then none.
  private func round(_ process: SpawnedSandbox) async throws {
    do {
      let silent = try Crowd(Self.half, to: process.port)
      let halfSent = try Crowd(
        Self.half, to: process.port, sending: "GET /v2/rooms HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
      try await wait(for: process) { $0 >= 2 * Self.half }

      #expect(try await status(process, "/v2/public/rsa-public-key") == 200)
      withExtendedLifetime((silent, halfSent)) {}
    }
    try await wait(for: process) { $0 < Self.half / 10 }
  }

  @Test func `two thousand connections are held, let go, and leave no memory behind`() async throws
  {
    try #require(Crowd.raiseFileLimit() > 3 * Self.half)
    let process = try SpawnedSandbox(
      try SpawnedSandbox.program(), ["sandbox", "--port", "0", "--output", "json"])
    defer {
      process.kill()
      _ = process.waitForEnd()
    }

    for _ in 0..<2 { try await round(process) }
    let before = try process.residentKilobytes()
    for _ in 0..<4 { try await round(process) }
    let after = try process.residentKilobytes()

    // Eight thousand connections at two kilobytes each would be about this.
    #expect(after < before + before / 5, "\(before) kB, then \(after) kB")
    #expect(try await status(process, "/sandbox/state") == 200)
  }

  @Test func `with no files left it waits, and serves again`() async throws {
    let process = try SpawnedSandbox(
      "/bin/sh",
      [
        "-c", #"ulimit -n 100; exec "$0" sandbox --port 0 --output json"#,
        try SpawnedSandbox.program(),
      ])
    defer {
      process.kill()
      _ = process.waitForEnd()
    }

    do {
      let crowd = try Crowd(200, to: process.port)
      try await wait(for: process) { $0 >= 95 }
      withExtendedLifetime(crowd) {}
    }

    #expect(try await status(process, "/v2/public/rsa-public-key") == 200)
  }
}
