import TestSupport
import Testing

@testable import VideoSDKClient

@Suite
struct RoomSessionTests {
  static let start = "2026-01-02T10:00:00.000Z"

  @Test func `reads every field of the documented session`() throws {
    let session = try GetSession(id: SessionID("s")).decode(Fixture.answer("session"))

    #expect(session.id == SessionID("66976600a8faa5fa9694945d"))
    #expect(session.roomID == Setup.room)
    #expect(session.customRoomID == RoomID("lesson-7"))
    #expect(session.userID == "66976600a8faa5fa96940001")
    #expect(session.start?.text == Self.start)
    #expect(session.end == nil)
    #expect(session.isOngoing)
    #expect(session.activeDuration == 0)
    #expect(session.chatURL == "https://cdn.videosdk.live/chats/x.csv")
    #expect(
      session.links?.session
        == "https://api.videosdk.live/v2/sessions/66976600a8faa5fa9694945d")
    #expect(session.participants.map(\.id) == [Setup.participant])
    #expect(session.participants.first?.stays.map(\.start?.text) == [Self.start])
  }

  @Test func `is answered to an end`() throws {
    let session = try EndSession(room: Setup.room).decode(Fixture.answer("ended-session"))

    #expect(session.id == SessionID("66976600a8faa5fa9694945d"))
  }

  @Test func `comes in pages`() throws {
    let page = try ListSessions().decode(Fixture.answer("sessions"))

    #expect(page.elements.map(\.id) == [SessionID("66976600a8faa5fa9694945d")])
    #expect(page.isLast)
  }

  @Test func `lists its participants from an object`() throws {
    let page = try ListParticipants(session: SessionID("s")).decode(
      Fixture.answer("participants"))

    #expect(page.elements.map(\.id) == [Setup.participant])
    #expect(page.elements.map(\.name) == ["Ada"])
    #expect(page.info.total == 1)
  }

  @Test func `tells more of an active participant`() throws {
    let page = try ListActiveParticipants(session: SessionID("s")).decode(
      Fixture.answer("active-participants"))

    let session = try #require(page.elements.first)
    #expect(session.region == "in002")
    #expect(session.apiKey == "00000000-0000-4000-8000-000000000000")
    let participant = try #require(session.participants.first)
    #expect(participant.recordID == "66976600a8faa5fa96949461")
    #expect(participant.mode == .sendAndReceive)
    #expect(participant.joinTime == 0.1)
    #expect(participant.device?.sdkType == "ios")
    #expect(participant.device?.sdkVersion == "2.0.0")
    #expect(participant.device?.platform == "mobile")
    #expect(participant.device?.browserUserAgent == nil)
    #expect(participant.location?.city == "Lisbon")
    #expect(participant.location?.region == "Lisboa")
    #expect(participant.location?.country == "Portugal")
    #expect(participant.events?["mic"] == .array([]))
    #expect(participant.modeChanges == .array([]))
  }

  @Test func `is one of the answers to a removal`() throws {
    let endpoint = RemoveParticipant(room: Setup.room, participant: Setup.participant)

    guard case .session(let session) = try endpoint.decode(Fixture.answer("ended-session")) else {
      Issue.record("no session")
      return
    }
    #expect(session.id == SessionID("66976600a8faa5fa9694945d"))
    #expect(
      try endpoint.decode(Fixture.made(#""gone""#))
        == .message(ConfirmationMessage(text: "gone")))
  }
}
