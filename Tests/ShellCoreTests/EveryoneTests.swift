import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct EveryoneTests {
  @Test(.timeLimit(.minutes(1))) func `starts and stops everyone in the room`() async throws {
    let replay = try await Replay.run(
      """
      start audio participant=all
      expect state.running == 3
      stop audio participant=all
      expect state.running == 0
      """)

    #expect(
      replay.output == """
        track recording started successfully.  audio · abcd · abcd-efgh-ijkl
        track recording started successfully.  audio · efgh · abcd-efgh-ijkl
        track recording started successfully.  audio · ijkl · abcd-efgh-ijkl
        track recording ended successfully.  audio · abcd · abcd-efgh-ijkl
        track recording ended successfully.  audio · efgh · abcd-efgh-ijkl
        track recording ended successfully.  audio · ijkl · abcd-efgh-ijkl

        """)
    #expect(replay.status == .success)
  }

  @Test(.timeLimit(.minutes(1))) func `names each that failed beside those that did not`()
    async throws
  {
    let replay = try await Replay.run(
      "start audio participant=all; stop all", options: ReplayOptions(keepsGoing: true),
      faults: [
        #"{"match":{"operation":"startTrackRecording"},"times":1,"fault":{"status":400}}"#
      ])

    #expect(replay.output.components(of: "track recording started successfully.") == 2)
    #expect(replay.output.components(of: "the API refused with 400") == 1)
    #expect(replay.output.components(of: "track recording ended successfully.") == 2)
    #expect(replay.status == ExitStatus(.api))
  }

  @Test(.timeLimit(.minutes(1))) func `a room without a session is a refusal that try allows`()
    async throws
  {
    let replay = try await Replay.run(
      """
      try start audio room=empty-room participant=all
      start audio room=empty-room participant=all
      """)

    #expect(
      replay.output == """
        refused, as allowed: the room `empty-room` has no live session
        main.vsdk:2:1: the room `empty-room` has no live session
            2 | start audio room=empty-room participant=all
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              = nothing was started or stopped
              = hint: `participant=all` is everyone who is in the room now; `sessions` lists its sessions

        """)
    #expect(replay.status == ExitStatus(.api))
  }
}

extension String {
  /// How often a text stands in here.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
