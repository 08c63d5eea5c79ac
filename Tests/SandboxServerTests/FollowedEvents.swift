import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import SandboxServer
import Testing

/// A stream of events as any program reads one: line by line, one event at a time.
struct FollowedEvents {
  /// An event, or a comment, which has no name.
  struct Event {
    var id: String?
    var name: String?
    var data = ""

    /// What a test looks at of it.
    struct Content: Decodable {
      struct Recording: Decodable {
        struct Segment: Decodable {
          let start: String
          let end: String?
        }

        let id: String
        let state: String
        let kind: String
        let files: [File]
        let segments: [Segment]
        let stopped: String?
      }

      struct File: Decodable { let fileUrl: String }

      struct Person: Decodable {
        let participantId: String
        let tracks: [String]
        let present: Bool
      }

      struct Session: Decodable { let participants: [Person] }

      struct Request: Decodable {
        let number: Int
        let operation: String?
        let status: Int?
      }

      struct Webhook: Decodable {
        let type: String
        let verdict: String
      }

      struct Empty: Decodable {}

      let now: String
      let deterministic: Bool?
      let rooms: [Empty]?
      let sessions: [Session]?
      let recordings: [Recording]?
      let requests: [Request]?
      let webhooks: [Webhook]?
      let faults: [Empty]?
      let processing: String?
      let gone: [String]?
    }

    func content() throws -> Content {
      try JSONDecoder().decode(Content.self, from: Data(data.utf8))
    }
  }

  let status: Int
  let headers: [String: String]
  private var body: HTTPClientResponse.Body.AsyncIterator
  private var unread: [UInt8] = []

  init(_ client: SandboxHarness, headers: [(String, String)] = []) async throws {
    var request = HTTPClientRequest(url: client.sandbox.endpoint + "/sandbox/events")
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(50))
    status = Int(response.status.code)
    self.headers = Dictionary(
      response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
    body = response.body.makeAsyncIterator()
  }

  /// The next event; nil at the end of the stream.
  mutating func next() async throws -> Event? {
    while true {
      if let end = unread.firstRange(of: Array("\n\n".utf8)) {
        let text = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
        unread.removeSubrange(..<end.upperBound)
        return event(text)
      }
      guard let part = try await body.next(isolation: #isolation) else { return nil }
      unread += part.readableBytesView
    }
  }

  /// The first change that holds something, those before it passed over.
  mutating func first(
    where holds: (Event.Content) throws -> Bool
  ) async throws -> Event.Content {
    while let event = try await next() {
      guard event.name != nil else { continue }
      let content = try event.content()
      if try holds(content) { return content }
    }
    throw StreamEnded()
  }

  struct StreamEnded: Error {}

  private func event(_ text: String) -> Event {
    var event = Event()
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "id": event.id = String(parts[1])
      case "event": event.name = String(parts[1])
      case "data": event.data += parts[1]
      default: break
      }
    }
    return event
  }
}
