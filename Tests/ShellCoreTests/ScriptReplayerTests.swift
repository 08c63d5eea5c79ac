import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct ScriptReplayerTests {
  private static let started =
    "track recording started successfully.  audio · abcd · abcd-efgh-ijkl\n"
  private static let ended = "track recording ended successfully.  audio · abcd · abcd-efgh-ijkl\n"

  @Test func `a script that holds ends with success`() async throws {
    let replay = try await Replay.run("start audio\nexpect http == 200\nstop audio\n")

    #expect(replay.output == Self.started + Self.ended)
    #expect(replay.status == .success)
  }

  @Test func `a try forgives refusals, and no lost connection beside them`() async throws {
    let stop = #"{"match":{"operation":"stopTrackRecording"},"fault":"#

    let replay = try await Replay.run(
      "set retries 0\nset concurrency 1\nstart audio video\ntry stop all\n",
      faults: [stop + #"{"drop":"before"}}"#, stop + #"{"status":403}}"#])

    #expect(replay.status == ExitStatus(.transport))
  }

  @Test func `a wait ends at its limit, though its pause is longer`() async throws {
    let replay = try await Replay.run(
      "wait until state.audio == recording within=1s every=10s\n")

    #expect(replay.output.contains("= 2 polls in 1.0 s: \"idle\" ×2\n"))
    #expect(replay.status == ExitStatus(.expectation))
  }

  @Test func `what was deferred runs last first`() async throws {
    let replay = try await Replay.run("defer echo one\ndefer echo two\necho body\n")

    #expect(replay.output == "body\ntwo\none\n")
    #expect(replay.status == .success)
  }

  @Test func `what was deferred knows the variables above it`() async throws {
    let replay = try await Replay.run(
      "let count = state.running\ndefer echo ${count}\necho body\n")

    #expect(replay.output == "body\n0\n")
  }

  @Test func `what was deferred runs after a failure, and what stands below it does not`()
    async throws
  {
    let replay = try await Replay.run(
      """
      defer stop all
      start audio
      expect http == 409
      echo not reached
      """)

    #expect(
      replay.output == Self.started + """
        main.vsdk:3:1: expectation failed (after `start audio`, line 2, 0 ms)
            2 | start audio
            3 | expect http == 409
              | ^^^^^^^^^^^^^^^^^^ actual: 200
              = body: "track recording started successfully."
              = reproduce: vsdk run main.vsdk

        """ + Self.ended)
    #expect(replay.status == ExitStatus(.expectation))
  }

  @Test func `a failure of what was deferred does not replace the first one`() async throws {
    let replay = try await Replay.run(
      "defer stop audio\nwait until state.audio == recording within=1s\n")

    #expect(
      replay.output == """
        main.vsdk:2:12: `wait until` ran out of time
            2 | wait until state.audio == recording within=1s
              |            ^^^^^^^^^^^^^^^^^^^^^^^^
              = 2 polls in 1.0 s: "idle" ×2
        main.vsdk:1:1: the API refused with 400: Track recording is not started
            1 | defer stop audio
              | ^^^^^^^^^^^^^^^^
              = about: audio · abcd · abcd-efgh-ijkl
              = request id: …
              = request: curl …
              = hint: nothing of this track runs; `recordings` shows what the server has

        """)
    #expect(replay.status == ExitStatus(.expectation))
  }

  @Test func `a failure of what was deferred counts when it is the only one`() async throws {
    let replay = try await Replay.run("defer stop audio\necho body\n")

    #expect(replay.status == ExitStatus(.api))
  }

  @Test func `going on after failures ends with the first one's code`() async throws {
    let replay = try await Replay.run(
      """
      stop audio
      echo goes on
      expect http == 200
      start audio
      stop audio
      """, options: ReplayOptions(keepsGoing: true))

    #expect(
      replay.output == """
        main.vsdk:1:1: the API refused with 400: Track recording is not started
            1 | stop audio
              | ^^^^^^^^^^
              = about: audio · abcd · abcd-efgh-ijkl
              = request id: …
              = request: curl …
              = hint: nothing of this track runs; `recordings` shows what the server has
        goes on
        main.vsdk:3:1: expectation failed (after `echo goes on`, line 2)
            2 | echo goes on
            3 | expect http == 200
              | ^^^^^^^^^^^^^^^^^^ actual: nothing; `http` is missing
              = reproduce: vsdk run main.vsdk

        """ + Self.started + Self.ended)
    #expect(replay.status == ExitStatus(.api))
  }

  @Test func `all expectations of a command are checked before it stops`() async throws {
    let replay = try await Replay.run(
      "recordings\nexpect http == 404\nexpect last.data[0].id exists\necho not reached\n")

    #expect(
      replay.output == """
        no recordings
        main.vsdk:2:1: expectation failed (after `recordings`, line 1, 0 ms)
            1 | recordings
            2 | expect http == 404
              | ^^^^^^^^^^^^^^^^^^ actual: 200
              = body: {"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":0},"data":[]}
              = reproduce: vsdk run main.vsdk
        main.vsdk:3:1: expectation failed (after `recordings`, line 1, 0 ms)
            1 | recordings
            3 | expect last.data[0].id exists
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ actual: nothing; `last.data[0]` is missing
              = body: {"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":0},"data":[]}
              = reproduce: vsdk run main.vsdk

        """)
    #expect(replay.status == ExitStatus(.expectation))
  }

  @Test func `what is expected of a deferred command is checked when it runs`() async throws {
    let replay = try await Replay.run(
      "start audio\ndefer stop audio\nexpect state.running == 1\necho body\n")

    #expect(
      replay.output == Self.started + "body\n" + Self.ended + """
        main.vsdk:3:1: expectation failed (after `defer stop audio`, line 2, 0 ms)
            2 | defer stop audio
            3 | expect state.running == 1
              | ^^^^^^^^^^^^^^^^^^^^^^^^^ actual: 0
              = body: "track recording ended successfully."
              = reproduce: vsdk run main.vsdk

        """)
    #expect(replay.status == ExitStatus(.expectation))
  }

  @Test func `quit ends the script with its code, after what was deferred`() async throws {
    let replay = try await Replay.run("defer echo deferred\nquit 12\n")

    #expect(replay.output == "deferred\n")
    #expect(replay.status == ExitStatus(code: 12))
  }

  @Test func `recordings left running are named`() async throws {
    let replay = try await Replay.run("start audio video\n")

    #expect(
      replay.output == """
        track recording started successfully.  audio · abcd · abcd-efgh-ijkl
        track recording started successfully.  video · abcd · abcd-efgh-ijkl
        error: 2 recordings that this script started still run, or may
          audio · abcd · abcd-efgh-ijkl
          video · abcd · abcd-efgh-ijkl
          hint: end the script with `stop all`, or put `defer stop all` near its top

        """)
    #expect(replay.status == ExitStatus(.leak))
  }

  @Test func `a leak is told beside a failure, whose code wins`() async throws {
    let replay = try await Replay.run("start audio\nstop video\n")

    #expect(
      replay.output == Self.started + """
        main.vsdk:2:1: the API refused with 400: Track recording is not started
            2 | stop video
              | ^^^^^^^^^^
              = about: video · abcd · abcd-efgh-ijkl
              = request id: …
              = request: curl …
              = hint: nothing of this track runs; `recordings` shows what the server has
        error: 1 recording that this script started still runs, or may
          audio · abcd · abcd-efgh-ijkl
          hint: end the script with `stop all`, or put `defer stop all` near its top

        """)
    #expect(replay.status == ExitStatus(.api))
  }

  @Test func `a leak comes before the code of quit`() async throws {
    let replay = try await Replay.run("start audio\nquit 12\n")

    #expect(replay.status == ExitStatus(.leak))
  }

  @Test func `a signal's status wins, and what still runs is named`() async throws {
    let replay = try await Replay.run("start audio\nquit 12\n", signal: .terminated)

    #expect(
      replay.output == Self.started + """
        error: 1 recording that this script started still runs, or may
          audio · abcd · abcd-efgh-ijkl
          hint: end the script with `stop all`, or put `defer stop all` near its top

        """)
    #expect(replay.status == .terminated)
  }

  @Test func `a refusal that is allowed for does not end the script`() async throws {
    let replay = try await Replay.run(
      "try stop audio\nstop audio\nexpect error \"not started\"\necho goes on\n")

    let line =
      "refused, as allowed: Track recording is not started  audio · abcd · abcd-efgh-ijkl\n"
    #expect(replay.output == line + line + "goes on\n")
    #expect(replay.status == .success)
  }

  @Test func `a lost connection is never tolerated`() async throws {
    let replay = try await Replay.run(
      "set retries 0\ntry stop audio\necho not reached\n",
      faults: [#"{"match":{"operation":"stopTrackRecording"},"fault":{"drop":"before"}}"#])

    #expect(replay.status == ExitStatus(.transport))
  }
}
