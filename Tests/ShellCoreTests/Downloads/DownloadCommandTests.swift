import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct DownloadCommandTests {
  /// A record and what it has to offer.
  struct RecordCase: CustomTestStringConvertible, Sendable {
    let json: String
    let message: String
    var testDescription: String { message }

    static let all = [
      RecordCase(
        json: #"{"id":"r1","kind":"audio","files":[{"fileUrl":"https://h/a"}]}"#,
        message: "recording r1 has no end yet"),
      RecordCase(
        json: #"{"id":"r1","kind":"audio","end":"2026-01-02T10:00:00.000Z"}"#,
        message: "recording r1 has no files"),
    ]
  }

  @Test(arguments: RecordCase.all)
  func `there must be something to fetch`(_ record: RecordCase) throws {
    let recording = RecordingRecord(
      try TrackRecording(json: JSONValue(parsing: Array(record.json.utf8))))
    let step = TransferStep(sort: .track, id: recording.id, destination: nil)
    var session = try Sample.classroom()

    let outcome = step.finish(
      [
        StepResult(
          request: RecordingLook(sort: .track, id: recording.id),
          result: .success(
            Answer(
              value: recording, status: 200, body: [], duration: .zero, attempts: [],
              isConfirmedByListing: false)))
      ], in: &session)

    #expect(outcome.failures.map(\.message) == [record.message])
    guard case .proceed = outcome.next else {
      Issue.record("it goes on with \(outcome.next)")
      return
    }
  }

  @Test func `a script can expect the refusal of a recording that runs`() async throws {
    let replay = try await Replay.run(
      """
      defer stop all
      start audio
      download audio
      expect error "still-running"
      try download video
      expect error.code == "no-recording"
      """)

    #expect(replay.status == .success, "\(replay.output)")
  }

  @Test(arguments: [
    (
      "download audio",
      "GET /v2/recordings/participant/track?roomId=abcd-efgh-ijkl&participantId=abcd"
    ),
    ("download r1 to=x/", "GET /v2/recordings/participant/track/r1"),
  ])
  func `asks for the record first`(_ text: String, _ target: String) throws {
    #expect(try Planned.targets(of: text, in: try Sample.classroom()) == [target])
  }
}
