import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import VideoSDKClient

/// What the listing of recordings says about a start whose answer was lost.
@Suite(.timeLimit(.minutes(1)))
struct StartLookTests {
  @Test(arguments: 1...3)
  func `is found when the listing shows it at look`(number: Int) async throws {
    let looks = Mutex(0)

    try await Setup.against(
      { request, _ in
        guard request.method == "GET" else { return .close }
        let look = looks.withLock { looks in
          looks += 1
          return looks
        }
        return look < number ? Setup.listing() : Setup.listing(Setup.page(Setup.record()))
      }, clock: InstantClock()
    ) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing)
      #expect(server.requests.count == 1 + number)
    }
  }

  @Test(arguments: [500, 503, 429, 408])
  func `is found when the listing fails at first with`(status: Int) async throws {
    let waits = Collected<RetryWait>()

    try await Setup.against(
      { request, number in
        guard request.method == "GET" else { return .close }
        return number == 2 ? .answer(status) : Setup.listing(Setup.page(Setup.record()))
      }, clock: InstantClock()
    ) { client, server in
      let answer = try await client.observingWaits { waits.add($0) }.send(Setup.start)

      #expect(answer.isConfirmedByListing)
      #expect(server.requests.map(\.method) == ["POST", "GET", "GET"])
      #expect(waits.values.map(\.purpose) == [.look])
      #expect(waits.values.map(\.attempt) == answer.attempts)
    }
  }

  /// Refuses with 503 or 429, then with 409, while the listing shows this.
  static func conflict(
    after status: Int, _ listing: Reaction
  ) async throws -> (result: Result<Answer<ConfirmationMessage>, ClientError>, methods: [String]) {
    try await Setup.against(
      { request, number in
        guard request.method == "POST" else { return listing }
        return number == 1 ? .answer(status) : .answer(409)
      }, clock: InstantClock()
    ) { client, server in
      (await client.deliver(Setup.start).result, server.requests.map(\.method))
    }
  }

  @Test(arguments: [429, 503])
  func `is ours when it runs behind a 409 that follows`(status: Int) async throws {
    let (result, methods) = try await Self.conflict(
      after: status, Setup.listing(Setup.page(Setup.record())))

    #expect(try result.get().isConfirmedByListing)
    #expect(methods == ["POST", "POST", "GET"])
  }

  @Test(arguments: [429, 503])
  func `is refused when one runs from before behind a 409 that follows`(
    status: Int
  ) async throws {
    let (result, methods) = try await Self.conflict(
      after: status, Setup.listing(Setup.page(Setup.record()), at: "10:10:09"))

    #expect(throws: ClientError.self) { try result.get() }
    guard case .failure(.http(409, _)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(methods == ["POST", "POST", "GET"])
  }

  @Test(arguments: [429, 503])
  func `is refused when nothing runs behind a 409 that follows`(status: Int) async throws {
    let (result, methods) = try await Self.conflict(after: status, Setup.listing())

    guard case .failure(.http(409, _)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(methods == ["POST", "POST", "GET", "GET", "GET"])
  }

  @Test func `has an unknown outcome when the listing fails behind a 409`() async throws {
    let (result, methods) = try await Self.conflict(after: 503, .answer(500))

    guard case .failure(.outcomeUnknown(_, .http(409, _))) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(methods == ["POST", "POST", "GET", "GET", "GET"])
  }

  /// A recording of the track that is not what the start began, or does not say so.
  struct Other: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let record: String

    static let all = [
      Other(testDescription: "another kind", record: Setup.record(kind: "video")),
      Other(testDescription: "another participant", record: Setup.record(participant: "another")),
      Other(
        testDescription: "one that ended",
        record: Setup.record(end: #""2026-01-02T10:00:20.000Z""#)),
      Other(testDescription: "one from before", record: Setup.record(start: "09:50:00")),
      Other(
        testDescription: "one without a start",
        record: #"{"id":"1","participantId":"but3ihic","kind":"audio","end":null}"#),
      Other(
        testDescription: "one with an unreadable start",
        record: #"{"id":"1","participantId":"but3ihic","kind":"audio","start":"soon"}"#),
    ]
  }

  @Test(arguments: Other.all)
  func `is not confirmed by`(other: Other) async throws {
    try await Setup.against(
      { request, _ in
        request.method == "POST" ? .close : Setup.listing(Setup.page(other.record))
      }, clock: InstantClock()
    ) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(
        error
          == .outcomeUnknown(
            client.origin, cause: .connectionLost(client.origin, requestWasSent: true)))
      #expect(server.requests.map(\.method) == ["POST", "GET", "GET", "GET"])
    }
  }

  /// The client's clock says this time of 2026-01-02, the service's `Date` 10:00:05 or nothing.
  @Test(arguments: [
    ("09:00:00", true, "10:00:02", true), ("09:00:00", true, "10:00:01", false),
    ("11:00:00", true, "10:00:02", true), ("11:00:00", true, "10:00:01", false),
    ("10:00:05", false, "10:00:02", true), ("10:00:05", false, "10:00:01", false),
  ])
  func `counts since the attempt by the service's clock`(
    ours: String, hasDate: Bool, start: String, isOurs: Bool
  ) async throws {
    let now = try #require(WireDate("2026-01-02T\(ours)Z").date)
    let body = Setup.page(Setup.record(start: start))

    try await HostileServer.run({ request, _ in
      guard request.method == "GET" else { return .close }
      return hasDate ? Setup.listing(body, at: "10:00:05") : .answer(200, body)
    }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Client(
          origin: origin, credentials: .token(Setup.token()), transport: transport,
          clock: InstantClock(), now: { now })
        let delivery = await client.deliver(Setup.start)

        #expect((try? delivery.result.get().isConfirmedByListing) ?? false == isOurs)
      }
    }
  }

  @Test func `is looked for on every page of the listing`() async throws {
    try await Setup.against({ request, _ in
      if request.method == "POST" { return .close }
      return request.target.hasSuffix("page=1&perPage=100")
        ? Setup.listing(Setup.page(Setup.record(kind: "video"), number: 1, last: 2))
        : Setup.listing(Setup.page(Setup.record(), number: 2, last: 2))
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.isConfirmedByListing)
      #expect(server.requests.map(\.method) == ["POST", "GET", "GET"])
    }
  }
}
