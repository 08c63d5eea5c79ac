import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Hours of people who come, mute, leave and come back at random, one after the other: each is thousands of requests.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct MeetingWalkTests {
  @Test(arguments: 1...10)
  func `an hour of thirty people: what could be known is in files, and nothing runs`(
    _ seed: UInt64
  ) async throws {
    let hour = try await Meeting.play(
      "follow audio for=1h every=1m", MeetingPlan(seed: seed, people: 30, seconds: 3_600))

    #expect(hour.missing == [], "seed \(seed)")
    #expect(hour.overlapping == [], "seed \(seed)")
    #expect(hour.running == [], "seed \(seed)")
    #expect(hour.status == .success, "seed \(seed)\n\(hour.log)")
    #expect(hour.recorded > 30)
  }

  @Test(arguments: 1...10)
  func `the same with a service that fails: no gap is longer than the faults account for`(
    _ seed: UInt64
  ) async throws {
    var plan = MeetingPlan(seed: seed, people: 30, seconds: 3_600)
    plan.addFaults()

    let hour = try await Meeting.play("listen\nfollow audio for=1h every=1m", plan)

    let bound = plan.longestWait(every: 60)
    #expect(hour.longestGap < bound, "seed \(seed): \(hour.longestGap) s of \(bound) s")
    #expect(hour.overlapping == [], "seed \(seed)")
    #expect(hour.running == [], "seed \(seed)")
    #expect(hour.status == .success, "seed \(seed)\n\(hour.log)")
  }
}
