import Synchronization
import TestSupport
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
    var status: Int?

    init(_ status: Int) {
      testDescription = "\(status)"
      reaction = .answer(status)
      self.status = status
    }

    init(_ name: String, _ reaction: Reaction, status: Int? = nil) {
      testDescription = name
      self.reaction = reaction
      self.status = status
    }

    /// Nothing tells whether the service acted.
    static let doubtful =
      [
        Failure("a dropped connection", .close),
        Failure("an answer that is not HTTP", .writeAndClose(Array("hello\r\n\r\n".utf8))),
      ]
      + [301, 302, 303, 304, 408, 500, 501, 502, 504, 505, 507, 511, 599].map { Failure($0) }
      + [600, 700, 999].map { Failure("\($0)", .answer($0)) }

    /// The service acted, and says so in an answer that cannot be read.
    static let unreadable = [
      Failure(
        "half an answer",
        .writeAndClose(Array("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n\"t".utf8)),
        status: nil),
      Failure("an HTML page", .answer(200, "<html></html>"), status: 200),
      Failure("broken JSON", .answer(200, "\"track rec"), status: 200),
      Failure("another shape", .answer(201, "[1]"), status: 201),
      Failure("bytes", .answer(200, "a\u{0}b"), status: 200),
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
      #expect(answer.attempts.count == 1)
      #expect(
        server.requests.map(\.line) == [
          "POST /v2/recordings/participant/track/start", "GET \(Setup.listTarget)",
        ])
    }
  }

  @Test(arguments: Failure.doubtful)
  func `has an unknown outcome when the listing shows nothing after`(
    failure: Failure
  ) async throws {
    let clock = InstantClock()

    try await Setup.against(
      { request, _ in request.method == "POST" ? failure.reaction : Setup.listing() }, clock: clock
    ) { client, server in
      let delivery = await client.deliver(Setup.start)

      guard case .failure(.outcomeUnknown(client.origin, _)) = delivery.result else {
        Issue.record("\(delivery.result)")
        return
      }
      #expect(delivery.attempts.count == 1)
      if let status = failure.status { #expect(delivery.attempts.map(\.status) == [status]) }
      #expect(server.requests.map(\.method) == ["POST", "GET", "GET", "GET"])
      #expect(clock.sleeps == [.seconds(1), .seconds(1)])
    }
  }

  @Test(arguments: Failure.unreadable)
  func `is started when the service accepts it with`(failure: Failure) async throws {
    try await Setup.against({ _, _ in failure.reaction }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.value.text == "(no readable message)")
      #expect(answer.value.isReadable == false)
      #expect(answer.isConfirmedByListing == false)
      #expect(answer.attempts.map(\.failure) == [nil])
      #expect(server.requests.map(\.method) == ["POST"])
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
      #expect(server.requests.map(\.method) == ["POST", "GET"])
    }
  }

  @Test(arguments: [429, 503])
  func `is sent again without a look at the listing after`(status: Int) async throws {
    try await Setup.against({ _, number in
      number == 1 ? .answer(status) : .answer(200, Setup.started)
    }) { client, server in
      let answer = try await client.send(Setup.start)

      #expect(answer.attempts.map(\.status) == [status, 200])
      #expect(server.requests.map(\.method) == ["POST", "POST"])
    }
  }

  @Test func `tells each wait before it is sent again`() async throws {
    let waits = Collected<RetryWait>()

    try await Setup.against(
      { _, number in
        number < 3 ? .answer(503, "", "Retry-After: \(number)") : .answer(200, Setup.started)
      }, clock: InstantClock()
    ) { client, _ in
      let answer = try await client.observingWaits { waits.add($0) }.send(Setup.start)

      #expect(waits.values.map(\.operation) == Array(repeating: "startTrackRecording", count: 2))
      #expect(waits.values.map(\.attempt) == Array(answer.attempts.prefix(2)))
      #expect(waits.values.map(\.number) == [1, 2])
      #expect(waits.values.map(\.duration) == [.seconds(1), .seconds(2)])
      #expect(waits.values.map(\.purpose) == [.attempt, .attempt])
    }
  }

  @Test func `fails with its attempts after the last of them`() async throws {
    try await Setup.against({ _, _ in .answer(503) }) { client, _ in
      let delivery = await client.deliver(Setup.start)

      guard case .failure(let error) = delivery.result else {
        Issue.record("\(delivery.result)")
        return
      }
      #expect(error.status == 503)
      #expect(delivery.attempts.map(\.failure) == [error, error, error])
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
    try await Setup.against({ _, _ in .closeForGood }, clock: InstantClock()) { client, server in
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
