import FoundationEssentials
import Ledger
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct RecoveredTests {
  /// 2026-01-02 at noon.
  private static let begun = Date(timeIntervalSince1970: 1_767_355_200)

  /// What the service lists some time after a start, and what that says of it.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let minutesLater: Double
    let records: [String]
    let state: Recovered.State
    let cost: String
  }

  private static func record(_ kind: String, from start: String, to end: String? = nil) -> String {
    let end = end.map { #""2026-01-02T\#($0):00.000Z""# } ?? "null"
    return #"{"id":"1","kind":"\#(kind)","start":"2026-01-02T\#(start):00.000Z","end":\#(end)}"#
  }

  @Test(arguments: [
    Case(
      testDescription: "a record without an end runs", minutesLater: 10,
      records: [record("video", from: "12:00")], state: .recording, cost: "$0.06"),
    Case(
      testDescription: "one that runs counts more than one that ended later", minutesLater: 60,
      records: [record("video", from: "12:30", to: "12:40"), record("video", from: "12:00")],
      state: .recording, cost: "$0.36"),
    Case(
      testDescription: "a record of the start that has ended", minutesLater: 0.5,
      records: [record("video", from: "12:00", to: "12:00")], state: .ended, cost: "< $0.01"),
    Case(
      testDescription: "one that ended is billed to its end", minutesLater: 600,
      records: [record("video", from: "12:00", to: "12:50")], state: .ended, cost: "$0.30"),
    Case(
      testDescription: "an older record says nothing of a start that may not be listed yet",
      minutesLater: 0.5, records: [record("video", from: "11:00", to: "11:30")], state: .missing,
      cost: "< $0.01"),
    Case(
      testDescription: "an older record is the last word when there was time to list another",
      minutesLater: 2, records: [record("video", from: "11:00", to: "11:30")], state: .ended,
      cost: "< $0.01"),
    Case(
      testDescription: "other kinds say nothing", minutesLater: 600,
      records: [record("audio", from: "12:00", to: "12:30"), record("audio", from: "13:00")],
      state: .missing, cost: "$3.60"),
    Case(
      testDescription: "no record is no word at all", minutesLater: 600, records: [],
      state: .missing, cost: "$3.60"),
  ])
  func `what a list says of a start`(_ one: Case) throws {
    let entry = RunningRecording(
      id: IntentID(rawValue: 1),
      start: RecordingStart(
        track: RecordedTrack(origin: "o", room: "r", participant: "p", kind: "video"),
        startedAt: Self.begun, shell: "s"),
      certainty: .started)
    let records = try one.records.map {
      RecordingRecord(try TrackRecording(json: JSONValue(parsing: Array($0.utf8))))
    }
    let open = try #require(OpenRecording.grouped([entry]).first)

    let found = Recovered(
      open, records: records, now: Self.begun.addingTimeInterval(one.minutesLater * 60))

    #expect(found.state == one.state)
    #expect(found.cost?.cell == one.cost)
  }

  private static func meeting(_ start: String, hasFile: Bool) -> String {
    let file = hasFile ? #","fileId":"f","file":{"size":1}"# : ""
    return #"{"id":"1","roomId":"r","createdAt":"2026-01-02T\#(start):00.000Z"\#(file)}"#
  }

  @Test(arguments: [
    (
      "one that was made since and has no file runs", [meeting("12:00", hasFile: false)],
      "recording"
    ),
    ("one with a file has ended", [meeting("12:00", hasFile: true)], "ended"),
    ("an older one is no word, however long ago", [meeting("11:00", hasFile: true)], "not listed"),
    ("an older one that failed has no file", [meeting("11:00", hasFile: false)], "not listed"),
    ("no record is no word at all", [], "not listed"),
  ])
  func `what a list of meetings says of a start`(
    _ name: String, _ records: [String], _ state: String
  ) throws {
    let entry = RunningRecording(
      id: IntentID(rawValue: 1),
      start: RecordingStart(
        track: RecordedTrack(RecordedSubject.meeting(RoomID("r")), at: try Sample.origin()),
        startedAt: Self.begun, shell: "s"),
      certainty: .started)
    let open = try #require(OpenRecording.grouped([entry]).first)

    let found = Recovered(
      open,
      records: try records.map {
        RecordingRecord(try MeetingRecording(json: JSONValue(parsing: Array($0.utf8))))
      }, now: Self.begun.addingTimeInterval(3_600))

    #expect(open.recorded == .meeting(RoomID("r")))
    #expect(found.state.rawValue == state, "\(name)")
    #expect(found.cost == nil)
  }
}
