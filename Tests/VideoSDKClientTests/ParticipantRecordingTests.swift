import TestSupport
import Testing

@testable import VideoSDKClient

@Suite
struct ParticipantRecordingTests {
  @Test func `reads every field of the documented record`() throws {
    let record = try GetParticipantRecording(id: RecordingID("x")).decode(
      Fixture.answer("participant-recording"))

    #expect(record.id == RecordingID("66976600a8faa5fa9694945e"))
    #expect(record.roomID == Setup.room)
    #expect(record.sessionID == SessionID("66976600a8faa5fa9694945d"))
    #expect(record.participantID == Setup.participant)
    #expect(record.participantName == nil)
    #expect(record.kind == "audio_video")
    #expect(record.fileFormat == "webm")
    #expect(record.start?.text == "2026-01-02T10:00:00.000Z")
    #expect(record.end?.text == "2026-01-02T10:00:20.000Z")
    #expect(record.isRunning == false)
    #expect(record.mode == "participant")
    #expect(record.region == "in002")
    #expect(record.files.map(\.size) == [250_000])
    #expect(record.webhook?.successCount == 4)
  }

  @Test func `comes in pages`() throws {
    let page = try ListParticipantRecordings().decode(Fixture.answer("participant-recordings"))

    #expect(page.elements.map(\.id) == [RecordingID("66976600a8faa5fa9694945e")])
  }

  @Test func `needs nothing but an id`() throws {
    let record = try GetParticipantRecording(id: RecordingID("x")).decode(
      Fixture.made(#"{"id":"1","files":null,"webhook":null,"end":null}"#))

    #expect(record.id == RecordingID("1"))
    #expect(record.isRunning)
  }

  @Test func `is confirmed by sentences`() throws {
    let room = Setup.room
    let participant = Setup.participant

    #expect(
      try StartParticipantRecording(room: room, participant: participant).decode(
        Fixture.made(#""participant recording started successfully.""#)
      ).text == "participant recording started successfully.")
    #expect(
      try StopParticipantRecording(room: room, participant: participant).decode(
        Fixture.made(#""participant recording ended successfully.""#)
      ).text == "participant recording ended successfully.")
    #expect(
      try DeleteParticipantRecording(id: RecordingID("x")).decode(
        Fixture.made(#""Participant Recording deleted successfully.""#)
      ).text == "Participant Recording deleted successfully.")
  }
}
