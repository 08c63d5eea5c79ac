import TestSupport
import Testing

@testable import VideoSDKClient

/// Stands for every operation that would happen twice and that no listing can confirm.
@Suite(.timeLimit(.minutes(1)))
struct CreateRoomTests {
  @Test func `is sent without a body when nothing is given`() async throws {
    try await Setup.against({ _, _ in .answer(200, #"{"roomId":"r"}"#) }) { client, server in
      let room = try await client.send(CreateRoom()).value

      #expect(room.roomID == RoomID("r"))
      let request = try #require(server.requests.first)
      #expect(request.line == "POST /v2/rooms")
      #expect(request.headers["content-type"] == nil)
      #expect(request.body == "")
    }
  }

  @Test(
    arguments: StartTrackRecordingTests.Failure.doubtful
      + StartTrackRecordingTests.Failure.unreadable)
  func `is not sent again after`(failure: StartTrackRecordingTests.Failure) async throws {
    try await Setup.against({ _, _ in failure.reaction }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(CreateRoom())
      }

      guard case .outcomeUnknown(client.origin, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.map(\.line) == ["POST /v2/rooms"])
    }
  }

  @Test(arguments: [429, 503])
  func `is sent again after`(status: Int) async throws {
    try await Setup.against({ _, number in
      number == 1 ? .answer(status) : .answer(200, #"{"roomId":"r"}"#)
    }) { client, server in
      let answer = try await client.send(CreateRoom())

      #expect(answer.attempts.count == 2)
      #expect(server.requests.count == 2)
    }
  }

  @Test func `is sent again with a custom id`() async throws {
    try await Setup.against({ _, number in
      number == 1 ? .close : .answer(200, #"{"roomId":"r"}"#)
    }) { client, server in
      let answer = try await client.send(CreateRoom(customRoomID: RoomID("lesson-7")))

      #expect(answer.attempts.count == 2)
      #expect(server.requests.count == 2)
    }
  }

  @Test func `is refused at once by a client error`() async throws {
    try await Setup.against({ _, _ in .answer(400, #"{"error":"no"}"#) }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(CreateRoom())
      }

      guard case .http(400, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.count == 1)
    }
  }
}
