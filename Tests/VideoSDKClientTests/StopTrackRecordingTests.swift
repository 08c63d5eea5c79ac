import Synchronization
import TestSupport
import Testing

@testable import VideoSDKClient

/// What happens to a stop when the service's answer is lost.
@Suite(.timeLimit(.minutes(1)))
struct StopTrackRecordingTests {
  @Test(
    arguments: StartTrackRecordingTests.Failure.doubtful
      + StartTrackRecordingTests.Failure.unreadable)
  func `worked when a repeat finds nothing started behind`(
    failure: StartTrackRecordingTests.Failure
  ) async throws {
    let service = TrackService()
    service.start()

    try await Setup.against({ request, _ in
      guard request.method == "POST" else { return service.listing() }
      guard service.isRunning else { return .answer(400, #"{"error":"Not started"}"#) }
      service.stop()
      return failure.reaction
    }) { client, server in
      let answer = try await client.send(Setup.stop)

      #expect(answer.value.text == "confirmed by a repeat")
      #expect(answer.isConfirmedByListing == false)
      #expect(answer.attempts.count == 2)
      #expect(answer.attempts.last?.status == 400)
      #expect(server.requests.map(\.method) == ["POST", "POST"])
    }
  }

  @Test(arguments: [400, 402, 404, 409])
  func `stays refused when a repeat is, whatever a list that lags shows`(status: Int) async throws {
    let service = TrackService()

    try await Setup.against({ request, number in
      guard request.method == "POST" else { return service.listing() }
      return number == 1 ? .close : .answer(status, #"{"error":"no"}"#)
    }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.stop)
      }

      #expect(error?.status == status)
      #expect(server.requests.map(\.method) == ["POST", "POST"])
    }
  }

  @Test func `is repeated by its participant as well`() async throws {
    let stop = StopParticipantRecording(room: Setup.room, participant: Setup.participant)

    try await Setup.against({ _, number in
      number == 1 ? .close : .answer(400, #"{"error":"not started"}"#)
    }) { client, server in
      let answer = try await client.send(stop)

      #expect(answer.value.text == "confirmed by a repeat")
      #expect(server.requests.map(\.line) == Array(repeating: "POST \(stop.path)", count: 2))
    }
  }

  @Test func `refuses a first stop when nothing runs`() async throws {
    try await Setup.against({ _, _ in .answer(400, #"{"error":"not started"}"#) }) {
      client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.stop)
      }

      guard case .http(400, let problem)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problem.message == "not started")
      #expect(server.requests.count == 1)
    }
  }

  @Test func `has an unknown outcome when the service is gone afterwards`() async throws {
    try await Setup.against({ _, _ in .closeForGood }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.stop)
      }

      #expect(error == .outcomeUnknown(client.origin, cause: .refused(client.origin)))
      #expect(server.requests.count == 1)
    }
  }

  @Test func `has an unknown outcome when every answer is lost`() async throws {
    try await Setup.against({ _, _ in .close }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.stop)
      }

      let lost = ClientError.connectionLost(client.origin, requestWasSent: true)
      #expect(error == .outcomeUnknown(client.origin, cause: lost))
      #expect(server.requests.count == 3)
    }
  }

  /// Whatever changes something and may be repeated: a stop, a deletion, an end.
  @Test(arguments: [[408, 500, 504], [500, 503, 503], [501], [502, 429, 429], [504, 504, 504]])
  func `and all that may be repeated end unknown where an answer was in doubt`(
    _ statuses: [Int]
  ) async throws {
    try await Setup.against(
      { _, number in .answer(statuses[(number - 1) % statuses.count], #"{"error":"no"}"#) },
      clock: InstantClock()
    ) { client, server in
      let errors = [
        await Setup.failure { () async throws(ClientError) in try await client.send(Setup.stop) },
        await Setup.failure { () async throws(ClientError) in
          try await client.send(DeleteTrackRecording(id: RecordingID("r")))
        },
        await Setup.failure { () async throws(ClientError) in
          try await client.send(DeactivateRoom(room: Setup.room))
        },
      ]

      for error in errors {
        guard case .outcomeUnknown(client.origin, cause: .http)? = error else {
          Issue.record("\(statuses): \(String(describing: error))")
          continue
        }
      }
    }
  }

  @Test func `a read is never unknown`() async throws {
    try await Setup.against({ _, _ in .answer(500) }, clock: InstantClock()) { client, _ in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }

      #expect(error?.status == 500)
    }
  }

  @Test func `was sent when a repeat is cancelled before it is sent`() async throws {
    try await HostileServer.run({ _, _ in .close }) { server, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(origin, CancelledLater(inner: transport))
        let error = await withTaskGroup(of: ClientError?.self) { group in
          group.addTask {
            await Setup.failure { () async throws(ClientError) in
              try await client.send(Setup.stop)
            }
          }
          return await group.next() ?? nil
        }

        #expect(error == .cancelled(requestWasSent: true))
        #expect(server.requests.count == 1)
      }
    }
  }
}

/// The real transport, whose caller is cancelled as the second call begins.
private final class CancelledLater: Transport {
  private let inner: AsyncHTTPTransport
  private let calls = Mutex(0)

  init(inner: AsyncHTTPTransport) { self.inner = inner }

  func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
    let number = calls.withLock { calls in
      calls += 1
      return calls
    }
    if number == 2 { withUnsafeCurrentTask { $0?.cancel() } }
    return try await inner.send(call)
  }
}
