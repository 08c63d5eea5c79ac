import TestSupport
import Testing

@testable import VideoSDKClient

@Suite
struct RoomTests {
  @Test func `reads the account and the links of the documented room`() throws {
    let room = try GetRoom(room: Setup.room).decode(Fixture.answer("owned-room"))

    #expect(room.userID == nil)
    #expect(room.owner?.id == "66976600a8faa5fa96940001")
    #expect(room.owner?.email == "owner@example.com")
    #expect(room.owner?.name == "Owner")
    #expect(room.owner?.discontinuedReason == nil)
    #expect(room.links?.room == "https://api.videosdk.live/v2/rooms/k2jd-91xa-p0qe")
    #expect(room.links?.session == "https://api.videosdk.live/v2/sessions/")
    #expect(room.links?.allParticipants == nil)
    #expect(room.allowedParticipants.isEmpty)
  }

  @Test func `reads the created room's account id`() throws {
    let room = try CreateRoom().decode(Fixture.answer("room"))

    #expect(room.userID == "66976600a8faa5fa96940001")
    #expect(room.owner == nil)
  }

  @Test func `reads the old names of a deactivated room`() throws {
    let room = try DeactivateRoom(room: Setup.room).decode(Fixture.answer("deactivated-room"))

    #expect(room.roomID == Setup.room)
    #expect(room.customRoomID == RoomID("lesson-7"))
    #expect(room.isDisabled == true)
    #expect(room.updatedAt?.text == "2026-01-02T11:00:00.000Z")
    #expect(room.webhook?.endPoint == "https://hooks.example.com/videosdk")
    #expect(room.webhook?.events == ["session-started", "session-ended"])
    #expect(room.links == nil)
  }

  @Test func `reads the settings of a newer room`() throws {
    let json =
      #"{"roomId":"r","geoFence":"eu001","allowedParticipantIds":["a","b"],"#
      + #""autoCloseConfig":{"type":"session-end-and-deactivate","duration":30},"#
      + #""autoStartConfig":{"recording":{"config":{"layout":{"type":"MOSAIC"}},"#
      + #""transcription":{"enabled":true}},"hls":{"x":1}},"#
      + #""multiComposition":{"recording":true}}"#

    let room = try GetRoom(room: Setup.room).decode(Fixture.made(json))

    #expect(room.geoFence == "eu001")
    #expect(room.allowedParticipants == [ParticipantID("a"), ParticipantID("b")])
    #expect(
      room.autoClose == AutoCloseConfiguration(action: .endSessionAndDeactivate, minutes: 30))
    #expect(room.autoStart?.recording?.configuration?.layout == .other("MOSAIC"))
    #expect(room.autoStart?.recording?.transcription == Transcription(isEnabled: true))
    #expect(room.autoStart?.hls == .object(["x": .number(1)]))
    #expect(room.multiComposition == MultiComposition(recording: true))
  }

  @Test func `takes a webhook without a receiver for none`() throws {
    let room = try GetRoom(room: Setup.room).decode(
      Fixture.made(#"{"roomId":"r","webhook":{"events":[]}}"#))

    #expect(room.webhook == nil)
  }

  @Test func `comes in pages`() throws {
    let page = try ListRooms().decode(Fixture.answer("rooms"))

    #expect(page.elements.map(\.roomID) == [Setup.room])
    #expect(page.info == PageInfo(currentPage: 1, perPage: 20, lastPage: 1, total: 1))
  }

  @Test func `writes back the configuration that it read`() throws {
    let json = #"{"layout":{"type":"SPOTLIGHT","priority":"PIN","gridSize":4},"theme":"LIGHT","#
    let rest = #""mode":"video-and-audio","quality":"low","orientation":"landscape"}"#
    let value = try JSONValue(parsing: Array((json + rest).utf8))

    let written = try RecordingConfiguration(JSONFields(value)).json

    #expect(try JSONValue(parsing: written.encoded()) == value)
  }
}
