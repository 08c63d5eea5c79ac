import Testing

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

  @Test func `what starts, records or is unknown may be billed`() {
    #expect(RecordingState.allCases.filter { $0.mayRun } == [.starting, .recording, .unknown])
  }
}
