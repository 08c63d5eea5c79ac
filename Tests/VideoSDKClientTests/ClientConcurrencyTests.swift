import NIOCore
import TestSupport
import Testing

@testable import VideoSDKClient

/// Many calls at once from one client.
@Suite(.timeLimit(.minutes(2)))
struct ClientConcurrencyTests {
  @Test func `keeps to the connection limit with a thousand calls at once`() async throws {
    let limit = 6
    let options = TransportOptions(connectionsPerHost: limit, connectTimeout: .seconds(100))
    let page = Setup.emptyList
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: \(page.utf8.count)\r\n\r\n" + page

    try await Setup.against(
      { _, _ in .writeLate(answer, after: .milliseconds(3)) }, options: options, retries: 0,
      timeout: .seconds(100)
    ) { client, server in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<1_000 { group.addTask { try await client.send(Setup.list).status } }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }

      #expect(statuses == Array(repeating: 200, count: 1_000))
      #expect(server.requests.count == 1_000)
      #expect(server.connections == limit)
    }
  }

  @Test func `gives each of many calls its own answer`() async throws {
    try await Setup.against(
      { request, _ in .answer(200, #"{"roomId":"\#(request.target.split(separator: "/")[2])"}"#) },
      options: TransportOptions(connectionsPerHost: 4, connectTimeout: .seconds(100)), retries: 0,
      timeout: .seconds(100)
    ) { client, _ in
      let rooms = (0..<200).map { RoomID("room-\($0)") }

      let answers = try await withThrowingTaskGroup(of: (RoomID, RoomID).self) { group in
        for room in rooms {
          group.addTask { (room, try await client.send(GetRoom(room: room)).value.roomID) }
        }
        return try await group.reduce(into: [RoomID: RoomID]()) { $0[$1.0] = $1.1 }
      }

      #expect(answers == Dictionary(uniqueKeysWithValues: rooms.map { ($0, $0) }))
    }
  }

  @Test func `waits for a free connection as long as the call may take`() async throws {
    let options = TransportOptions(connectionsPerHost: 4, connectTimeout: .seconds(1))
    let page = Setup.emptyList
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: \(page.utf8.count)\r\n\r\n" + page

    try await Setup.against(
      { _, _ in .writeLate(answer, after: .milliseconds(200)) }, options: options, retries: 0,
      timeout: .seconds(60)
    ) { client, server in
      let stopwatch = Stopwatch(ContinuousClock())
      let errors = await withTaskGroup(of: ClientError?.self) { group in
        for _ in 0..<40 {
          group.addTask {
            await Setup.failure { () async throws(ClientError) in
              try await client.send(Setup.list)
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }

      #expect(errors == Array(repeating: nil, count: 40))
      #expect(stopwatch.elapsed > options.connectTimeout)
      #expect(server.connections == 4)
    }
  }

  @Test func `the wait for others may count as nobody's time`() async throws {
    let options = TransportOptions(connectionsPerHost: 1, limitsWaiting: false)
    let page = Setup.emptyList
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: \(page.utf8.count)\r\n\r\n" + page
    let timeout = Duration.seconds(3)

    try await Setup.against(
      { _, _ in .writeLate(answer, after: .milliseconds(400)) }, options: options, retries: 0,
      timeout: timeout
    ) { client, server in
      let stopwatch = Stopwatch(ContinuousClock())
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<10 { group.addTask { try await client.send(Setup.list).status } }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }

      #expect(statuses == Array(repeating: 200, count: 10))
      #expect(stopwatch.elapsed > timeout)
      #expect(server.connections == 1)
    }
  }

  @Test func `sends nothing when no connection becomes free in time`() async throws {
    let options = TransportOptions(connectionsPerHost: 1)

    try await Setup.against({ _, _ in .silence }, options: options, retries: 0) { client, server in
      await withTaskGroup(of: ClientError?.self) { group in
        group.addTask {
          await Setup.failure { () async throws(ClientError) in try await client.send(Setup.stop)
          }
        }
        _ = await server.nextRequest()

        let error = await Setup.failure { () async throws(ClientError) in
          try await client.limited(to: .milliseconds(200)).send(Setup.start)
        }

        #expect(error == .timedOut(after: .milliseconds(200), requestWasSent: false))
        #expect(server.requests.map(\.target) == [Setup.stop.target])
        group.cancelAll()
      }
    }
  }
}
