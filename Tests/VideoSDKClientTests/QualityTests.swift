import TestSupport
import Testing

@testable import VideoSDKClient

@Suite(.timeLimit(.minutes(1)))
struct QualityTests {
  static let session = SessionID("66976600a8faa5fa9694945d")

  @Test func `of a session is read as documented`() async throws {
    let example = try Fixture.text("session-stats.json")

    try await Setup.against({ _, _ in .answer(200, example) }) { client, server in
      let stats = try await client.send(GetSessionStats(session: Self.session)).value

      #expect(stats.sessionID == Self.session)
      #expect(stats.roomID == Setup.room)
      let sample = try #require(stats.samples.first)
      #expect(stats.samples.count == 1)
      #expect(sample.time?.text == "2026-01-02T10:00:10.000Z")
      #expect(sample.audio.receivedPacketsLost == 0)
      #expect(sample.audio.sentPacketsLost == 0)
      #expect(sample.audio.averageRoundTripTime == 0.7)
      #expect(sample.video.averageRoundTripTime == 0.1)
      #expect(sample.audio.averageJitter == 0)
      #expect(sample.video.averageJitter == 2)
      #expect(sample.audio.averageSendBitrate == 44_718.75)
      #expect(sample.video.averageSendBitrate == 77_888.5)
      #expect(sample.audio.averageReceiveBitrate == 45_674.25)
      #expect(sample.video.averageReceiveBitrate == 230_353)
      #expect(sample.audio.score == 4.4)
      #expect(sample.video.score == 3.3)
      #expect(server.requests.map(\.line) == ["GET /v2/sessions/\(Self.session)/stats"])
    }
  }

  @Test func `of a participant is read as documented`() async throws {
    let example = try Fixture.text("participant-stats.json")

    try await Setup.against({ _, _ in .answer(200, example) }) { client, server in
      let stats = try await client.send(
        GetParticipantStats(session: Self.session, participant: ParticipantID("a/b"))
      ).value

      #expect(stats.participantID == Setup.participant)
      #expect(stats.participantName == "Ada")
      #expect(stats.samples.count == 1)
      #expect(stats.resolutionUsage.map(\.counts) == [[180: 0, 360: 1]])
      #expect(stats.resolutionUsage.map(\.time?.text) == ["2026-01-02T10:00:10.000Z"])
      #expect(stats.deviceInfo == nil)
      #expect(
        server.requests.map(\.line) == [
          "GET /v2/sessions/\(Self.session)/participant/a%2Fb/stats"
        ])
    }
  }

  @Test func `needs nothing but the ids`() throws {
    let session = try GetSessionStats(session: Self.session).decode(
      Fixture.made(#"{"sessionId":"s","stats":[{"qualityScore":null}]}"#))
    let participant = try GetParticipantStats(
      session: Self.session, participant: Setup.participant
    ).decode(
      Fixture.made(#"{"sessionId":"s","participantId":"p","resolutionUsage":[{"odd":{}}]}"#))

    #expect(session.samples.map(\.audio.score) == [nil])
    #expect(participant.samples == [])
    #expect(participant.resolutionUsage.map(\.counts) == [[:]])
  }
}
