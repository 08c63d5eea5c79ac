import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import VideoSDKClient

/// What comes around the recordings: finding a new one, waiting for its end, its files.
@Suite(.timeLimit(.minutes(1)))
struct LocatingTests {
  static func record(
    _ id: String, start: String = "10:00:00", kind: String = "audio", end: String = "null"
  ) -> String {
    #"{"id":"\#(id)","participantId":"but3ihic","kind":"\#(kind)","#
      + #""start":"2026-01-02T\#(start).000Z","end":\#(end)}"#
  }

  static let ended = #""2026-01-02T10:00:20.000Z""#

  /// A service whose listing shows `after` once the recording was started and looked for enough.
  static func script(
    before: [String], after: [String], looks: Int = 1
  ) -> HostileServer.Script {
    let seen = Mutex((isStarted: false, looks: 0))
    return { request, _ in
      seen.withLock { seen in
        if request.method == "POST" {
          seen.isStarted = true
          return .answer(200, Setup.started)
        }
        if seen.isStarted { seen.looks += 1 }
        let records = seen.looks >= looks ? after : before
        return .answer(
          200,
          #"{"pageInfo":{"currentPage":1,"lastPage":1},"data":["#
            + records.joined(separator: ",") + "]}")
      }
    }
  }

  @Test func `finds the record that was not there before`() async throws {
    let script = Self.script(
      before: [Self.record("old", end: Self.ended), Self.record("lost", start: "11:00:00")],
      after: [
        Self.record("old", end: Self.ended), Self.record("lost", start: "11:00:00"),
        Self.record("new"),
        Self.record("video", start: "10:00:01", kind: "video"),
      ])

    try await Setup.against(script) { (client, server) async throws in
      let located = try await client.startAndLocate(Setup.start)

      #expect(located.recording?.id == RecordingID("new"))
      #expect(located.start.value.text == "track recording started successfully.")
      #expect(located.lookFailure == nil)
      #expect(server.requests.map(\.method) == ["GET", "POST", "GET"])
    }
  }

  @Test func `looks again until the record appears`() async throws {
    let clock = InstantClock()
    let script = Self.script(before: [], after: [Self.record("new")], looks: 3)

    try await Setup.against(script, clock: clock) { (client, server) async throws in
      let located = try await client.startAndLocate(
        Setup.start, within: .seconds(10), interval: .seconds(2))

      #expect(located.recording?.id == RecordingID("new"))
      #expect(clock.sleeps == [.seconds(2), .seconds(2)])
      #expect(server.requests.map(\.method) == ["GET", "POST", "GET", "GET", "GET"])
    }
  }

  @Test func `takes the newest that runs`() async throws {
    let script = Self.script(
      before: [],
      after: [
        Self.record("first"), Self.record("second", start: "10:00:05"),
        Self.record("ended", start: "10:00:09", end: Self.ended),
        Self.record("third", start: "10:00:01"),
      ])

    try await Setup.against(script) { (client, _) async throws in
      #expect(
        try await client.located(Setup.start) == RecordingID("second"))
    }
  }

  @Test(arguments: [true, false])
  func `takes a record with a start before one without`(isFirst: Bool) async throws {
    let undated = #"{"id":"undated","participantId":"but3ihic","kind":"audio","end":null}"#
    let records = [Self.record("dated"), undated]
    let script = Self.script(before: [], after: isFirst ? records : records.reversed())

    try await Setup.against(script) { (client, _) async throws in
      #expect(try await client.located(Setup.start) == RecordingID("dated"))
    }
  }

  @Test func `forgets a look that failed when a later one goes well`() async throws {
    let looks = Mutex(0)

    try await Setup.against(
      { request, _ in
        guard request.method == "GET" else { return .answer(200, Setup.started) }
        let look = looks.withLock { looks in
          looks += 1
          return looks
        }
        return look == 2 ? .answer(403) : .answer(200, Setup.emptyList)
      }, clock: InstantClock()
    ) { (client, server) async throws in
      let located = try await client.startAndLocate(
        Setup.start, within: .seconds(2), interval: .seconds(1))

      #expect(located.recording == nil)
      #expect(located.lookFailure == nil)
      #expect(server.requests.map(\.method) == ["GET", "POST", "GET", "GET"])
    }
  }

  @Test func `does not wait for a service that makes no sense`() async throws {
    try await Setup.against({ _, _ in .answer(200, "[]") }, clock: InstantClock()) {
      (client, server) async throws in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.waitUntilStopped(RecordingID("1"), within: .seconds(60))
      }

      #expect(error == .malformed(path: "", reason: "expected an object, found an array"))
      #expect(server.requests.count == 1)
    }
  }

  @Test func `ends in time when no record appears`() async throws {
    let clock = InstantClock()
    let script = Self.script(before: [Self.record("old")], after: [Self.record("old")])

    try await Setup.against(script, clock: clock) { (client, server) async throws in
      let located = try await client.startAndLocate(
        Setup.start, within: .seconds(3), interval: .seconds(1))

      #expect(located.recording == nil)
      #expect(located.lookFailure == nil)
      #expect(clock.sleeps == [.seconds(1), .seconds(1), .seconds(1)])
      #expect(server.requests.count { $0.method == "POST" } == 1)
    }
  }

  @Test func `does not forget the start when the look fails`() async throws {
    let isStarted = Mutex(false)

    try await Setup.against(
      { request, _ in
        if request.method == "POST" {
          isStarted.withLock { $0 = true }
          return .answer(200, Setup.started)
        }
        return isStarted.withLock { $0 } ? .answer(403) : .answer(200, Setup.emptyList)
      }, clock: InstantClock()
    ) { (client, _) async throws in
      let located = try await client.startAndLocate(Setup.start, within: .seconds(1))

      #expect(located.recording == nil)
      guard case .http(403, _)? = located.lookFailure else {
        Issue.record("\(String(describing: located.lookFailure))")
        return
      }
    }
  }

  @Test func `starts nothing when the first look fails`() async throws {
    try await Setup.against({ _, _ in .answer(403) }) { (client, server) async throws in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.startAndLocate(Setup.start)
      }

      guard case .http(403, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.map(\.method) == ["GET"])
    }
  }

  @Test func `waits until a recording has an end`() async throws {
    let clock = InstantClock()

    try await Setup.against(
      { _, number in
        switch number {
        case 1: .answer(200, Self.record("1"))
        case 2: .answer(500)
        case 3: .answer(200, Self.record("1"))
        default: .answer(200, Self.record("1", end: Self.ended))
        }
      }, retries: 0, clock: clock
    ) { (client, server) async throws in
      let recording = try await client.waitUntilStopped(
        RecordingID("1"), within: .seconds(60), interval: .seconds(5))

      #expect(recording.end?.text == "2026-01-02T10:00:20.000Z")
      #expect(clock.sleeps == [.seconds(5), .seconds(5), .seconds(5)])
      #expect(server.requests.count == 4)
    }
  }

  @Test func `does not wait for ever`() async throws {
    let clock = InstantClock()

    try await Setup.against({ _, _ in .answer(200, Self.record("1")) }, clock: clock) {
      (client, _) async throws in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.waitUntilStopped(
          RecordingID("1"), within: .seconds(7), interval: .seconds(3))
      }

      #expect(error == .timedOut(after: .seconds(7), requestWasSent: true))
      #expect(clock.sleeps == [.seconds(3), .seconds(3), .seconds(1)])
    }
  }

  @Test(arguments: [401, 404])
  func `does not wait for a recording that is refused with`(status: Int) async throws {
    try await Setup.against({ _, _ in .answer(status) }) { (client, server) async throws in
      let error = await Setup.failure { () async throws(ClientError) in
        try await client.waitUntilStopped(RecordingID("1"), within: .seconds(60))
      }

      guard case .http(status, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(server.requests.count == 1)
    }
  }

  static func files(_ paths: String...) -> String {
    let files = paths.map { #"{"filePath":"\#($0)"}"# }.joined(separator: ",")
    return #"{"id":"1","files":[\#(files)]}"#
  }

  @Test func `sorts the files by the time in their names`() async throws {
    let body = Self.files(
      "a/track_recording_p_audio_1767348000002.webm", "a/track_recording_p_audio_1767348000001.webm"
    )

    try await Setup.against({ _, _ in .answer(200, body) }) { (client, _) async throws in
      let files = try await client.files(of: RecordingID("1"))

      #expect(
        files.map(\.segmentStart) == [
          Date(timeIntervalSince1970: 1_767_348_000.001),
          Date(timeIntervalSince1970: 1_767_348_000.002),
        ])
    }
  }

  @Test func `keeps the service's order when a name tells no time`() async throws {
    let body = Self.files("/encoded/videos/2.mp4", "x_1767348000001.webm")

    try await Setup.against({ _, _ in .answer(200, body) }) { (client, _) async throws in
      let files = try await client.files(of: RecordingID("1"))

      #expect(files.map(\.filePath) == ["/encoded/videos/2.mp4", "x_1767348000001.webm"])
      #expect(files.map(\.segmentStart) == [nil, Date(timeIntervalSince1970: 1_767_348_000.001)])
    }
  }
}

extension Client {
  fileprivate func located(_ start: StartTrackRecording) async throws -> RecordingID? {
    try await startAndLocate(start).recording?.id
  }
}
