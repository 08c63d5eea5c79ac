import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct ScriptReplayerIncludeTests {
  @Test func `an included script runs as it was when it was checked`() async throws {
    let files = MemoryFiles(["b.vsdk": "echo as checked\n"])

    let replay = try await Replay.run("run b.vsdk\n", files: files) {
      files["b.vsdk"] = Array("start everything\n".utf8)
    }

    #expect(replay.output == "as checked\n")
    #expect(files.reads == ["b.vsdk"])
  }

  @Test func `an included script has its own parameters and shares the session`() async throws {
    let files = MemoryFiles([
      "b.vsdk": "param who = abcd\nset participant ${who}\nstart audio\n"
    ])

    let replay = try await Replay.run(
      "run b.vsdk who=efgh\nexpect state.running == 1\nstop audio\nrun b.vsdk\nstop all\n",
      files: files)

    #expect(
      replay.output == """
        track recording started successfully.  audio · efgh · abcd-efgh-ijkl
        track recording ended successfully.  audio · efgh · abcd-efgh-ijkl
        track recording started successfully.  audio · abcd · abcd-efgh-ijkl
        track recording ended successfully.  audio · abcd · abcd-efgh-ijkl

        """)
    #expect(replay.status == .success)
  }

  @Test func `a failure in an included script ends all of them and names the way`() async throws {
    let files = MemoryFiles(["b.vsdk": "defer echo deferred\nstop audio\necho not reached\n"])

    let replay = try await Replay.run("run b.vsdk\necho not reached\n", files: files)

    #expect(
      replay.output == """
        main.vsdk:1 → b.vsdk:2:1: the API refused with 400: Track recording is not started
            2 | stop audio
              | ^^^^^^^^^^
              = about: audio · abcd · abcd-efgh-ijkl
              = request id: …
              = request: curl …
              = hint: nothing of this track runs; `recordings` shows what the server has
        deferred

        """)
    #expect(replay.status == ExitStatus(.api))
  }

  @Test func `a deferred script runs after a failure, to its end`() async throws {
    let files = MemoryFiles(["b.vsdk": "echo cleaning\ndefer echo last\necho cleaned\n"])

    let replay = try await Replay.run(
      "defer run b.vsdk\ntry stop audio\nstop audio\n", files: files)

    #expect(
      replay.output == """
        refused, as allowed: Track recording is not started  audio · abcd · abcd-efgh-ijkl
        main.vsdk:3:1: the API refused with 400: Track recording is not started
            3 | stop audio
              | ^^^^^^^^^^
              = about: audio · abcd · abcd-efgh-ijkl
              = request id: …
              = request: curl …
              = hint: nothing of this track runs; `recordings` shows what the server has
        cleaning
        cleaned
        last

        """)
    #expect(replay.status == ExitStatus(.api))
  }

  @Test func `what is expected of an included script is checked after it`() async throws {
    let files = MemoryFiles(["b.vsdk": "start audio\n"])

    let replay = try await Replay.run(
      "run b.vsdk\nexpect state.running == 1\nstop all\n", files: files)

    #expect(replay.status == .success)
  }

  @Test func `quit in a deferred script ends that alone`() async throws {
    let files = MemoryFiles(["b.vsdk": "quit 11\n"])

    let first = try await Replay.run("defer echo last\ndefer run b.vsdk\necho body\n", files: files)
    let second = try await Replay.run("defer run b.vsdk\nquit 12\n", files: files)

    #expect(first.output == "body\nlast\n")
    #expect(first.status == .success)
    #expect(second.status == ExitStatus(code: 12))
  }

  @Test func `quit in an included script ends the outer one too`() async throws {
    let files = MemoryFiles(["b.vsdk": "quit 11\n"])

    let replay = try await Replay.run("run b.vsdk\necho not reached\n", files: files)

    #expect(replay.output == "")
    #expect(replay.status == ExitStatus(code: 11))
  }
}
