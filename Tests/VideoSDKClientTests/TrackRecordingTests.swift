import FoundationEssentials
import TestSupport
import Testing

@testable import VideoSDKClient

@Suite
struct TrackRecordingTests {
  @Test func `reads every field of the documented record`() throws {
    let record = try GetTrackRecording(id: RecordingID("x")).decode(
      Fixture.answer("track-recording"))

    #expect(record.id == RecordingID("66976600a8faa5fa9694945c"))
    #expect(record.roomID == RoomID("k2jd-91xa-p0qe"))
    #expect(record.sessionID == SessionID("66976600a8faa5fa9694945d"))
    #expect(record.participantID == ParticipantID("but3ihic"))
    #expect(record.participantName == nil)
    #expect(record.kind == .video)
    #expect(record.fileFormat == "webm")
    #expect(record.start?.text == "2026-01-02T10:00:00.000Z")
    #expect(record.end?.date == Date(timeIntervalSince1970: 1_767_348_020))
    #expect(record.isRunning == false)
    #expect(record.mode == "track")
    #expect(record.region == "in002")
    #expect(record.webhook?.totalCount == 4)
    #expect(record.webhook?.successCount == 4)
    #expect(record.webhook?.deliveries.map(\.type) == ["participant-track-recording-started"])
    #expect(record.webhook?.deliveries.map(\.success) == [true])
  }

  @Test func `reads every field of the documented file`() throws {
    let record = try GetTrackRecording(id: RecordingID("x")).decode(
      Fixture.answer("track-recording"))

    let file = try #require(record.files.first)
    let path =
      "individual-recordings/66976600a8faa5fa9694945d/but3ihic/video/"
      + "track_recording_but3ihic_video_1767348000000.webm"
    #expect(file.id == "66976600a8faa5fa96949460")
    #expect(file.userID == "66976600a8faa5fa96940001")
    #expect(file.filePath == path)
    #expect(file.fileURL == "https://cdn.videosdk.live/" + path)
    #expect(file.type == "video")
    #expect(file.size == 250_000)
    #expect(file.meta?.width == 640)
    #expect(file.meta?.height == 360)
    #expect(file.meta?.format == "webm")
    #expect(file.meta?.durationSeconds == 12.5)
    #expect(file.ratio == ["360": 20_000])
  }

  @Test func `is running while it has no end`() throws {
    let record = try TrackRecording(json: Fixture.answer("running-track-recording").json())

    #expect(record.isRunning)
    #expect(record.files.isEmpty)
  }

  @Test func `needs nothing but an id and ignores what it does not know`() throws {
    let json = #"{"_id":"1","files":null,"kind":"hologram","future":{"a":[1]},"webhook":null}"#
    let record = try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))

    #expect(record.id == RecordingID("1"))
    #expect(record.kind == .other("hologram"))
    #expect(record.files.isEmpty)
    #expect(record.webhook == nil)
    #expect(record.json["future"]?["a"] == .array([.number(1)]))
  }

  @Test func `names the place of a field of the wrong type`() {
    let json = #"{"id":"1","files":[{"meta":{"resolution":{"width":"wide"}}}]}"#

    #expect(
      throws: ClientError.malformed(
        path: "files[0].meta.resolution.width", reason: "expected a number, found a string")
    ) {
      try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))
    }
  }

  @Test func `demands an id`() {
    #expect(throws: ClientError.malformed(path: "id", reason: "missing")) {
      try TrackRecording(json: .object([]))
    }
  }

  @Test func `comes in pages`() throws {
    let page = try Setup.list.decode(Fixture.answer("track-recordings"))

    #expect(page.elements.map(\.id.rawValue) == ["66976600a8faa5fa9694945c"])
    #expect(page.info == PageInfo(currentPage: 1, perPage: 20, lastPage: 1, total: 1))
    #expect(page.isLast)
  }
}
