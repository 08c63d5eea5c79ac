import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct BeliefTests {
  @Test(arguments: [
    (Belief.Certainty.known, Duration.seconds(30), "known"), (.assumed, .zero, "assumed"),
    (.known, .seconds(30) + .milliseconds(1), "stale 30s"), (.assumed, .seconds(90), "stale 90s"),
  ])
  func `a fact older than half a minute is stale`(
    _ certainty: Belief.Certainty, _ age: Duration, _ mark: String
  ) {
    let belief = Belief(
      state: .recording, certainty: certainty, learned: .seconds(5), isOurs: true)

    #expect(belief.mark(at: .seconds(5) + age) == mark)
  }

  @Test func `a fact that was made doubtful is stale at once`() {
    var belief = Belief(
      state: .recording, certainty: .known, learned: .seconds(5), isOurs: true)
    belief.isDoubted = true

    #expect(belief.mark(at: .seconds(5)) == "stale 0s")
  }

  @Test func `what is believed belongs to one origin`() throws {
    var session = try Sample.classroom()
    let home = session.target
    session.believe(Sample.track(), .recording, .known, isOurs: true)

    session.move(to: Target(kind: .endpoint, origin: home.origin, reason: "the same once more"))
    #expect(session.running.map(\.track) == [Sample.track()])
    #expect(session.target.reason == "the same once more")

    let other = try Sample.origin("http://127.0.0.1:4001")
    session.move(to: Target(kind: .endpoint, origin: other, reason: "set endpoint"))
    #expect(session.running == [] && session.runningCount == 0)
    #expect(session.recordings.isEmpty)

    session.move(to: home)
    #expect(session.recordings.isEmpty)
  }

  @Test func `what starts, records or is unknown may be billed`() {
    #expect(RecordingState.allCases.filter { $0.mayRun } == [.starting, .recording, .unknown])
  }
}
