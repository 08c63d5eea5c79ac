import SandboxServer
import Testing

/// Clients that send a body only when they are told to: `Expect: 100-continue`.
@Suite(.timeLimit(.minutes(1))) struct HeldBodyTests {
  private static let goOn = "HTTP/1.1 100 Continue\r\n\r\n"

  private func head(
    _ client: SandboxHarness, host: String = "127.0.0.1", version: String = "1.1", length: Int
  ) -> String {
    "POST \(SandboxHarness.start) HTTP/\(version)\r\nHost: \(host)\r\nAuthorization: \(client.token)\r\n"
      + "Content-Type: application/json\r\nExpect: 100-Continue\r\nContent-Length: \(length)\r\n\r\n"
  }

  private let body = #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}"#

  @Test func `is told to go on, and answered`() async throws {
    try await withSandbox { (client) async throws in
      try await client.withConnection { connection in
        for status in [200, 409] {
          try await connection.send(head(client, length: body.count))
          #expect(try await connection.answer() == Self.goOn)
          try await connection.send(body)
          #expect(RawAnswer(try await connection.answer()).status == status)
        }
      }
    }
  }

  @Test func `is not told to go on when it has not waited`() async throws {
    try await withSandbox { (client) async throws in
      try await client.withConnection { connection in
        try await connection.send(head(client, length: body.count) + body)
        #expect(RawAnswer(try await connection.answer()).status == 200)
      }
    }
  }

  @Test func `is told to go on behind the answers to earlier requests`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(#"{"fault":{"delay":"200ms"}}"#)
      try await client.withConnection { connection in
        let key = "GET /v2/public/rsa-public-key HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        try await connection.send(key + head(client, length: body.count))
        #expect(RawAnswer(try await connection.answer()).status == 200)
        #expect(try await connection.answer() == Self.goOn)
        try await connection.send(body)
        #expect(RawAnswer(try await connection.answer()).status == 200)
      }
    }
  }

  @Test func `is refused before the body, and the connection ends`() async throws {
    try await withSandbox { (client) async throws in
      for (head, status) in [
        (head(client, length: 2 << 20), 413), (head(client, host: "a.example", length: 9), 403),
      ] {
        try await client.withConnection { connection in
          try await connection.send(head)
          let answer = try await connection.answer()
          #expect(RawAnswer(answer).status == status)
          #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
          #expect(try await connection.answer() == "")
        }
      }
    }
  }

  @Test func `before HTTP slash 1 point 1 nobody waits`() async throws {
    try await withSandbox { (client) async throws in
      try await client.withConnection { connection in
        try await connection.send(head(client, version: "1.0", length: body.count))
        try await connection.send(body)
        #expect(RawAnswer(try await connection.answer()).status == 200)
      }
    }
  }
}
