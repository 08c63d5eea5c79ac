import SandboxServer
import TestSupport
import Testing

@testable import VideoSDKClient

/// Merges and statistics against the sandbox, which serves them as the contract says.
@Suite(.timeLimit(.minutes(1)))
struct SandboxOperationTests {
  static let room = RoomID("abcd-efgh-ijkl")
  static let people = [ParticipantID("abcd"), ParticipantID("efgh")]

  static func with(
    _ body: (Client, AsyncHTTPTransport) async throws -> Void
  ) async throws {
    try await Sandbox.withServer(SandboxConfiguration(isDeterministic: true)) { sandbox in
      let origin = try Origin(sandbox.endpoint)
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        try await body(
          Client(
            origin: origin,
            credentials: .keyPair(apiKey: Sandbox.apiKey, secret: Secret(Sandbox.secret)),
            transport: transport), transport)
      }
    }
  }

  static func session(_ client: Client) async throws -> SessionID {
    try #require(try await client.send(ListSessions(room: room)).value.elements.first).id
  }

  static func advance(_ client: Client, _ transport: AsyncHTTPTransport) async throws {
    let answer = try await transport.send(
      HTTPCall(
        method: .post, origin: client.origin, target: "/sandbox/clock",
        headers: [("Content-Type", "application/json")], body: Array(#"{"advance":"20s"}"#.utf8),
        timeout: .seconds(20)))
    #expect(answer.status == 200)
  }

  @Test func `merges two recordings, and finds the merge again`() async throws {
    try await Self.with { client, _ in
      for person in Self.people {
        _ = try await client.send(
          StartTrackRecording(room: Self.room, participant: person, kind: .audio))
      }
      for person in Self.people {
        _ = try await client.send(
          StopTrackRecording(room: Self.room, participant: person, kind: .audio))
      }
      let session = try await Self.session(client)
      let start = StartMerge(
        session: session, room: Self.room,
        channel1: [.init(participant: Self.people[0], type: .track)],
        channel2: [.init(participant: Self.people[1], type: .track)], type: .track)

      let started = try await client.send(start).value
      let merge = try await client.send(GetMerge(id: started.merge.id)).value
      let all = try await client.send(ListMerges(room: Self.room, session: session)).value.elements
      let none = try await client.send(ListMerges(state: .failed)).value.elements

      #expect(started.message == "Merge recording job started successfully.")
      #expect(started.merge.state == .running)
      #expect(started.merge.end == nil)
      #expect(merge.state == .completed)
      #expect(merge.channel1.map(\.participant) == [Self.people[0]])
      #expect(merge.channel2.map(\.participant) == [Self.people[1]])
      #expect(merge.sessionID == session)
      #expect(merge.roomID == Self.room)
      #expect(merge.file?.meta?.format == "mp3")
      #expect(all == [merge])
      #expect(none == [])
    }
  }

  @Test func `is told that there is no such merge`() async throws {
    try await Self.with { client, _ in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.send(GetMerge(id: MergeID("no such merge")))
      }

      guard case .http(404, let problem) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(problem.category == .notFound)
    }
  }

  @Test func `reads how well a session and a participant came through`() async throws {
    try await Self.with { client, transport in
      try await Self.advance(client, transport)
      let session = try await Self.session(client)

      let whole = try await client.send(GetSessionStats(session: session)).value
      let one = try await client.send(
        GetParticipantStats(session: session, participant: Self.people[0])
      ).value

      #expect(whole.sessionID == session)
      #expect(whole.roomID == Self.room)
      #expect(whole.samples.count >= 2)
      #expect(whole.samples.allSatisfy { $0.audio.score == 5 && $0.video.score == 5 })
      #expect(whole.samples.allSatisfy { $0.audio.averageSendBitrate == 32_000 })
      #expect(one.participantID == Self.people[0])
      #expect(one.samples == whole.samples)
      #expect(one.resolutionUsage.count == one.samples.count)
      #expect(one.resolutionUsage.allSatisfy { $0.counts.keys.contains(1_080) })
      #expect(one.sdkInfo?["sdkType"] == .string("sandbox"))
    }
  }
}
