import TestSupport
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct MergeTests {
  static let session = SessionID("66976600a8faa5fa9694945d")
  static let start = StartMerge(
    session: session,
    channel1: [
      .init(participant: Setup.participant, recording: RecordingID("66976600a8faa5fa96949480"))
    ], channel2: [.init(participant: ParticipantID("mcg1jq0s"))])

  @Test func `reads every field of the documented record`() throws {
    let merge = try GetMerge(id: MergeID("x")).decode(Fixture.answer("merge"))

    #expect(merge.id == MergeID("2c1d6a58-3f7e-4a3b-9b0e-1f2a3b4c5d6e"))
    #expect(merge.channel1.map(\.participant) == Self.start.channel1.map(\.participant))
    #expect(merge.channel1.map(\.recording) == Self.start.channel1.map(\.recording))
    #expect(merge.channel2.map(\.participant) == [ParticipantID("mcg1jq0s")])
    #expect(merge.channel2.map(\.recording) == [RecordingID("66976600a8faa5fa96949481")])
    #expect(merge.state == .completed)
    #expect(merge.roomID == Setup.room)
    #expect(merge.sessionID == Self.session)
    #expect(merge.start?.text == "2026-01-02T11:00:00.000Z")
    #expect(merge.end?.text == "2026-01-02T11:00:30.000Z")
    #expect(merge.file?.type == "audio")
    #expect(merge.file?.meta?.format == "mp3")
    #expect(merge.file?.meta?.durationSeconds == 58)
    #expect(merge.file?.fileURL == "https://cdn.videosdk.live/merged/2c1d.mp3")
  }

  @Test func `comes in pages of an envelope of its own`() throws {
    let page = try ListMerges().decode(Fixture.answer("merges"))

    #expect(page.elements.map(\.id) == [MergeID("2c1d6a58-3f7e-4a3b-9b0e-1f2a3b4c5d6e")])
    #expect(page.isLast)
  }

  @Test func `needs nothing but an id`() throws {
    let merge = try GetMerge(id: MergeID("x")).decode(
      Fixture.made(#"{"id":"1","end":null,"file":null,"status":"hovering"}"#))

    #expect(merge.id == MergeID("1"))
    #expect(merge.state == .other("hovering"))
  }

  @Test(arguments: ["running", "pending", "processing", "completed", "failed", "cancelled", "new"])
  func `keeps the word of its state`(word: String) {
    #expect(Merge.State(word).wireName == word)
    #expect(Merge.State.known.contains(Merge.State(word)) == (word != "new"))
  }

  @Test func `begins with the documented request, and answers with its id`() async throws {
    let example = try Fixture.text("started-merge.json")

    try await Setup.against({ _, _ in .answer(200, example) }) { client, server in
      let started = try await client.send(Self.start).value

      #expect(started.message == "Merge recording job started successfully.")
      #expect(started.merge.id == MergeID("2c1d6a58-3f7e-4a3b-9b0e-1f2a3b4c5d6e"))
      #expect(started.merge.state == .running)
      #expect(server.requests.map(\.line) == ["POST /v2/recordings/participant/merge"])
      #expect(
        server.requests.map(\.body) == [
          #"{"sessionId":"66976600a8faa5fa9694945d","channel1":[{"participantId":"but3ihic","#
            + #""recordingId":"66976600a8faa5fa96949480"}],"#
            + #""channel2":[{"participantId":"mcg1jq0s"}]}"#
        ])
    }
  }

  @Test func `asks for and lists and fetches what the contract shows`() async throws {
    let merges = try Fixture.text("merges.json")
    let merge = try Fixture.text("merge.json")

    try await Setup.against({ request, _ in
      .answer(200, request.target.hasSuffix("merge?page=1") ? merges : merge)
    }) { client, _ in
      let listed = try await client.send(ListMerges(page: 1)).value.elements
      let fetched = try await client.send(GetMerge(id: try #require(listed.first).id)).value

      #expect(listed == [fetched])
    }
  }

  @Test func `is not begun again where the same one is under way`() async throws {
    let body = #"{"statusCode":409,"error":"already in progress"}"#

    try await Setup.against({ _, _ in .answer(409, body) }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Self.start)
      }

      guard case .http(409, let problem) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problem.category == .conflict)
      #expect(problem.message == "already in progress")
      #expect(server.requests.count == 1)
    }
  }

  @Test func `is not begun again when the answer was lost`() async throws {
    try await Setup.against({ _, _ in .close }) { client, server in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(Self.start)
      }

      guard case .outcomeUnknown = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.count == 1)
    }
  }
}
