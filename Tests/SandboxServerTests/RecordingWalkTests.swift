import NIOCore
import Testing

@testable import SandboxServer

/// Walks at random through starts, stops, mutes, comings, goings and time, and holds every recording to its rules.
@Suite struct RecordingWalkTests {
  private static let receiver = "http://127.0.0.1:9/hook"
  private static let people = ["abcd", "efgh", "ijkl"]

  @Test(arguments: [Duration.zero, .milliseconds(700), .seconds(5)])
  func `every recording goes its way to the end`(_ processing: Duration) async throws {
    let seed = UInt64.random(in: 0...(.max))
    for walk in 0..<20 {
      try await self.walk(SeededNumbers(seed &+ UInt64(walk)), processing, "seed \(seed), \(walk)")
    }
  }

  private func walk(
    _ numbers: SeededNumbers, _ processing: Duration, _ comment: String
  ) async throws {
    var numbers = numbers
    let webhooks = WebhookQueue()
    let store = SandboxStore(
      configuration: SandboxConfiguration(isDeterministic: true, processing: processing),
      webhooks: webhooks)
    for _ in 0..<120 {
      let now = await store.present(origin: "http://127.0.0.1")
      var context = ChangeContext(now: now, origin: "http://127.0.0.1")
      context.recordingFails = numbers.below(6) == 0
      try await step(&numbers, store, context)
      check(await store.snapshot.state, now, comment)
      try await store.advance(
        by: .milliseconds(numbers.below(1500)), origin: "http://127.0.0.1")
    }
    for person in Self.people {
      let now = await store.now
      _ = try? await store.leave(
        person, room: "abcd-efgh-ijkl",
        context: ChangeContext(now: now, origin: "http://127.0.0.1"))
    }
    try await store.advance(by: .seconds(10), origin: "http://127.0.0.1")
    let recordings = Array(await store.snapshot.state.recordings.newestFirst)
    #expect(recordings.allSatisfy { $0.isOver }, "\(comment)")
    checkEvents(webhooks, of: recordings, comment)
  }

  /// One thing that happens; what is refused has not happened.
  private func step(
    _ numbers: inout SeededNumbers, _ store: SandboxStore, _ context: ChangeContext
  ) async throws {
    let person = Self.people[numbers.below(3)]
    let kind = TrackKind.allCases[numbers.below(4)]
    let subject = Recording.Subject.track(participantID: person, kind: kind)
    let room = "abcd-efgh-ijkl"
    switch numbers.below(8) {
    case 0, 1, 2:
      let order = RecordingOrder(
        room: room, subject: subject, webhookURL: Self.receiver, bucketFolder: nil)
      try? await store.start(order, context: context)
    case 3, 4: try? await store.stop(subject, room: room, context: context)
    case 5:
      _ = try? await store.switchTrack(
        kind, on: numbers.below(2) == 0, of: person, room: room, context: context)
    case 6: _ = try? await store.leave(person, room: room, context: context)
    default: _ = try? await store.join(person, name: person, room: room, context: context)
    }
  }

  private func check(_ state: SandboxState, _ now: Timestamp, _ comment: String) {
    for recording in state.recordings.newestFirst {
      let files = recording.files(at: now)
      switch recording.state {
      case .starting, .recording: #expect(recording.end == nil, "\(comment)")
      case .stopping:
        #expect(recording.end == nil, "\(comment)")
        #expect(recording.ending.map { $0.due > now } ?? false, "\(comment)")
        let isEarly = files.count < recording.segments.count
        #expect(isEarly || recording.segments.last?.end != recording.ending?.stopped, "\(comment)")
      case .stopped:
        #expect(recording.end.map { $0 <= now } ?? false, "\(comment)")
        #expect(files.count == recording.segments.count, "\(comment)")
      case .failed: #expect(files.isEmpty && recording.end != nil, "\(comment)")
      }
      #expect(
        (state.running[recording.target] == recording.id) == recording.isRunning, "\(comment)")
    }
  }

  private func checkEvents(
    _ webhooks: WebhookQueue, of recordings: [Recording], _ comment: String
  ) {
    let events = Array(sequence(state: webhooks) { $0.next(in: Self.receiver) }).map(\.event)
    for recording in recordings {
      let steps = events.filter { $0.subjectID == recording.id }.map(\.type.step)
      let ways = [
        ["starting", "started", "stopping", "stopped"],
        ["starting", "started", "stopping", "failed"],
        ["starting", "stopping", "stopped"], ["starting", "stopping", "failed"],
        ["starting", "failed"],
      ]
      #expect(ways.contains(steps), "\(comment): \(steps)")
    }
  }
}
