import Synchronization
import Testing

@testable import VideoSDKClient

/// What happens to a start when the service's answer is lost or says nothing certain.
@Suite(.timeLimit(.minutes(1)))
struct StartTrackRecordingTests {
  static func starts(_ server: HostileServer) -> Int {
    server.requests.count { $0.method == "POST" }
  }

  struct Failure: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reaction: Reaction

    static let doubtful = [
      Failure(testDescription: "a dropped connection", reaction: .close),
      Failure(
        testDescription: "half an answer",
        reaction: .writeAndClose(Array("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n\"t".utf8))),
      Failure(
        testDescription: "an answer that is not HTTP",
        reaction: .writeAndClose(Array("hello\r\n\r\n".utf8))),
      Failure(testDescription: "an HTML page", reaction: .answer(200, "<html></html>")),
      Failure(testDescription: "408", reaction: .answer(408)),
      Failure(testDescription: "500", reaction: .answer(500)),
      Failure(testDescription: "502", reaction: .answer(502)),
      Failure(testDescription: "504", reaction: .answer(504)),
      Failure(testDescription: "507", reaction: .answer(507)),
    ]
  }

  @Test(arguments: Failure.doubtful)
  func `is not sent again when it was acted on before`(failure: Failure) async throws {
    let service = TrackService()

    try await Setup.against({ request, _ in
      guard request.method == "POST" else { return service.listing() }
      service.start()
      return failure.reaction
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing)
      #expect(answer.value.text == "confirmed by listing")
      #expect(answer.attempts == 1)
      #expect(
        server.requests.map(\.line) == [
          "POST /v2/recordings/participant/track/start", "GET \(Setup.listTarget)",
        ])
    }
  }

  @Test(arguments: Failure.doubtful)
  func `is sent again when the listing shows nothing after`(failure: Failure) async throws {
    try await Setup.against({ request, number in
      guard request.method == "POST" else { return .answer(200, Setup.emptyList) }
      return number == 1 ? failure.reaction : .answer(200, Setup.started)
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing == false)
      #expect(answer.attempts == 2)
      #expect(Self.starts(server) == 2)
    }
  }

  @Test(arguments: Failure.doubtful)
  func `has an unknown outcome when the listing fails after`(failure: Failure) async throws {
    try await Setup.against({ request, _ in
      request.method == "POST" ? failure.reaction : .answer(403, #"{"error":"no"}"#)
    }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      guard case .outcomeUnknown(client.origin, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(Self.starts(server) == 1)
    }
  }

  @Test(arguments: [429, 503])
  func `is sent again without a look at the listing after`(status: Int) async throws {
    try await Setup.against({ _, number in
      number == 1 ? .answer(status) : .answer(200, Setup.started)
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.attempts == 2)
      #expect(server.requests.map(\.method) == ["POST", "POST"])
    }
  }

  @Test(arguments: [400, 401, 402, 403, 404, 406, 409, 422])
  func `is refused at once by`(status: Int) async throws {
    try await Setup.against({ _, _ in .answer(status, #"{"error":"no"}"#) }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      guard case .http(status, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.count == 1)
    }
  }

  @Test func `is confirmed when a repeat is refused as a conflict and the listing shows it`()
    async throws
  {
    let listings = Mutex(0)

    try await Setup.against({ request, number in
      if request.method == "POST" { return number == 1 ? .close : .answer(409) }
      let isFirst = listings.withLock { count in
        count += 1
        return count == 1
      }
      return .answer(200, isFirst ? Setup.emptyList : Setup.page(Setup.record()))
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing)
      #expect(answer.attempts == 2)
      #expect(server.requests.map(\.method) == ["POST", "GET", "POST", "GET"])
    }
  }

  @Test func `is a conflict when a repeat is refused and the listing shows nothing`()
    async throws
  {
    try await Setup.against({ request, number in
      if request.method == "POST" { return number == 1 ? .close : .answer(409) }
      return .answer(200, Setup.emptyList)
    }) { client, _ in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      guard case .http(409, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `keeps time to look at the listing when the answer does not come`() async throws {
    let service = TrackService()

    try await Setup.against(
      { request, _ in
        guard request.method == "POST" else { return service.listing() }
        service.start()
        return .silence
      }, timeout: .milliseconds(1_500), clock: InstantClock()
    ) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing)
      #expect(Self.starts(server) == 1)
    }
  }

  @Test func `has an unknown outcome when neither the start nor the listing is answered`()
    async throws
  {
    try await Setup.against({ _, _ in .silence }, timeout: .seconds(1)) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(
        error
          == .outcomeUnknown(
            client.origin, cause: .timedOut(after: .seconds(1), requestWasSent: true)))
      #expect(Self.starts(server) == 1)
    }
  }

  @Test func `tells its own wait when the listing is refused afterwards`() async throws {
    try await Setup.against(
      { request, _ in request.method == "POST" ? .silence : .answer(403) },
      timeout: .milliseconds(1_500), clock: InstantClock()
    ) { client, _ in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(
        error
          == .outcomeUnknown(
            client.origin, cause: .timedOut(after: .seconds(1), requestWasSent: true)))
    }
  }

  @Test func `has an unknown outcome when the last attempt is lost`() async throws {
    try await Setup.against({ request, _ in
      request.method == "POST" ? .close : .answer(200, Setup.emptyList)
    }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(
        error
          == .outcomeUnknown(
            client.origin, cause: .connectionLost(client.origin, requestWasSent: true)))
      #expect(Self.starts(server) == 3)
    }
  }

  @Test func `fails with the service's answer when the last attempt fails and nothing runs`()
    async throws
  {
    try await Setup.against({ request, _ in
      request.method == "POST" ? .answer(500, #"{"error":"boom"}"#) : .answer(200, Setup.emptyList)
    }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      guard case .http(500, let problem)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problem.message == "boom")
      #expect(Self.starts(server) == 3)
    }
  }

  @Test func `is confirmed only by a running recording of the same track`() async throws {
    try await Setup.against({ request, number in
      guard request.method == "POST" else {
        return .answer(
          200,
          Setup.page(
            Setup.record(kind: "video"), Setup.record(participant: "another"),
            Setup.record(end: #""2026-01-02T10:00:20.000Z""#)))
      }
      return number == 1 ? .close : .answer(200, Setup.started)
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing == false)
      #expect(Self.starts(server) == 2)
    }
  }

  @Test func `is looked for on every page of the listing`() async throws {
    try await Setup.against({ request, _ in
      if request.method == "POST" { return .close }
      return request.target.hasSuffix("page=1&perPage=100")
        ? .answer(200, Setup.page(Setup.record(kind: "video"), number: 1, last: 2))
        : .answer(200, Setup.page(Setup.record(), number: 2, last: 2))
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing)
      #expect(server.requests.map(\.method) == ["POST", "GET", "GET"])
    }
  }

  @Test func `was sent when it is cancelled during the look at the listing`() async throws {
    try await Setup.against({ request, _ in
      request.method == "POST" ? .close : .silence
    }) { client, server in
      let error = await withTaskGroup(of: ClientError?.self) { group in
        group.addTask {
          await Setup.failure { () async throws(ClientError) in
            try await client.send(Setup.start)
          }
        }
        while let request = await server.nextRequest(), request.method == "POST" {}
        group.cancelAll()
        return await group.next() ?? nil
      }

      #expect(error == .cancelled(requestWasSent: true))
    }
  }

  @Test func `has an unknown outcome when the service is gone afterwards`() async throws {
    try await Setup.against({ _, _ in .closeForGood }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(
        error
          == .outcomeUnknown(
            client.origin, cause: .connectionLost(client.origin, requestWasSent: true)))
      #expect(server.requests.count == 1)
    }
  }
}
