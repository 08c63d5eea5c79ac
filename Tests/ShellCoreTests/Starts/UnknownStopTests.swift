import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// A stop, or whatever else changes something, that fails for good without an answer that says what became of it.
@Suite(.timeLimit(.minutes(2))) struct UnknownStopTests {
  private static func faults(_ operation: String, _ fault: String) -> [String] {
    ["{\"match\":{\"operation\":\"\(operation)\"},\"times\":3,\"fault\":{\(fault)}}"]
  }

  static let doubts = [
    #""status":500"#, #""status":502"#, #""status":504"#, #""status":408"#, #""drop":"before""#,
  ]

  @Test(arguments: doubts)
  func `is not tolerated by try, ends with 3, and stays counted`(_ fault: String) async throws {
    let replay = try await Replay.run(
      "start audio\ntry stop audio\necho \"never\"",
      faults: Self.faults("stopTrackRecording", fault))

    #expect(replay.status == ExitStatus(.transport), "\(replay.output)")
    #expect(!replay.output.contains("never"))
    for line in [
      "unknown: the request may have been carried out\n",
      "whether audio of abcd still records is not known\n", "after 2 retries (",
    ] {
      #expect(replay.output.contains("      = \(line)"), "\(replay.output)")
    }
    #expect(
      replay.output.contains(
        "hint: `recordings` tells whether it runs; to stop it once more does no harm"))
    #expect(replay.session.runningCount == 1)
    #expect(replay.session.belief(Sample.track())?.state == .unknown)
  }

  @Test(arguments: doubts)
  func `is no refusal that an expectation could name`(_ fault: String) async throws {
    let replay = try await Replay.run(
      "start audio\nstop audio\nexpect error",
      faults: Self.faults("stopTrackRecording", fault))

    #expect(replay.status == ExitStatus(.transport), "\(replay.output)")
  }

  @Test func `503 is an answer: tolerated, and the recording runs`() async throws {
    let replay = try await Replay.run(
      "start audio\ntry stop audio\nstop audio",
      faults: Self.faults("stopTrackRecording", #""status":503"#))

    #expect(replay.status == .success, "\(replay.output)")
    #expect(replay.output.contains("refused, as allowed"))
  }

  @Test func `a deletion is no refusal either`() async throws {
    let replay = try await Replay.run(
      "start audio; stop audio\nlet id = recording.audio.id\ntry delete recording ${id}",
      faults: Self.faults("deleteTrackRecording", #""status":500"#))

    #expect(replay.status == ExitStatus(.transport), "\(replay.output)")
    #expect(replay.output.contains("hint: to send it once more does no harm"), "\(replay.output)")
  }

  @Test func `not started settles it at the next stop`() async throws {
    let replay = try await Replay.run(
      "start audio\nstop audio\nstop audio", options: ReplayOptions(keepsGoing: true),
      faults: Self.faults("stopTrackRecording", #""drop":"after""#))

    #expect(replay.status == ExitStatus(.transport), "\(replay.output)")
    #expect(replay.output.contains("not started: the stop whose outcome was unknown had worked"))
    #expect(replay.session.runningCount == 0)
  }
}
