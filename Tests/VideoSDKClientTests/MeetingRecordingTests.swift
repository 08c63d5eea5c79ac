import TestSupport
import Testing

@testable import VideoSDKClient

@Suite
struct MeetingRecordingTests {
  @Test func `reads every field of the documented record`() throws {
    let record = try GetRecording(id: RecordingID("x")).decode(Fixture.answer("recording"))

    #expect(record.id == RecordingID("66976600a8faa5fa96949471"))
    #expect(record.userID == "66976600a8faa5fa96940001")
    #expect(record.roomID == Setup.room)
    #expect(record.sessionID == SessionID("66976600a8faa5fa9694945d"))
    #expect(record.createdAt?.text == "2026-01-02T10:00:00.000Z")
    #expect(record.updatedAt?.text == "2026-01-02T10:05:00.000Z")
    #expect(record.fileID == "66976600a8faa5fa96949470")
    let file = try #require(record.file)
    #expect(file.id == "66976600a8faa5fa96949470")
    #expect(file.filePath == "uploads/videos/66976600a8faa5fa96949470.mp4")
    #expect(
      file.fileURL == "https://cdn.videosdk.live/uploads/videos/66976600a8faa5fa96949470.mp4")
    #expect(file.meta?.width == 1920)
    #expect(file.meta?.durationSeconds == 55.5)
    #expect(file.size == 1_110_000)
    #expect(file.type == "video")
    #expect(file.ratio == ["1080": 20_000])
    #expect(file.userStorage == .null)
    #expect(file.createdAt?.text == "2026-01-02T10:05:00.000Z")
    #expect(file.updatedAt?.text == "2026-01-02T10:05:00.000Z")
  }

  @Test func `comes in pages`() throws {
    let page = try ListRecordings(room: Setup.room).decode(Fixture.answer("recordings"))

    #expect(page.elements.map(\.id) == [RecordingID("66976600a8faa5fa96949471")])
  }

  @Test func `has no file before it is stored`() throws {
    let record = try GetRecording(id: RecordingID("x")).decode(Fixture.made(#"{"id":"1"}"#))

    #expect(record.file == nil)
  }

  @Test(arguments: [
    (#""Recording started successfully""#, "Recording started successfully"),
    (#"{"roomId":"k2jd-91xa-p0qe"}"#, ""),
  ])
  func `is confirmed by a sentence or an object`(body: String, text: String) throws {
    #expect(try StartRecording(room: Setup.room).decode(Fixture.made(body)).text == text)
  }

  @Test func `hides where its file is to be uploaded`() {
    let start = StartRecording(room: Setup.room, preSignedURL: Secret("https://canary.example"))

    #expect("\(start)".contains("canary") == false)
  }
}
