import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct SaveTests {
  private static let place = ["set room abcd-efgh-ijkl", "set participant abcd"]

  private func save(
    _ text: [String], part: String = "", environment: [String: String] = [:],
    settings: Settings = Settings()
  ) async throws -> (script: String?, session: TypedSession, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    var options = ShellHarness.Options()
    options.environment = environment
    let session = try await TypedSession.type(
      text + ["save DIR/a.vsdk\(part)"], in: folder, options: options, settings: settings)
    return (folder.text("a.vsdk"), session, folder)
  }

  @Test func `a session of a dozen commands replays green`() async throws {
    let saved = try await save(
      Self.place + [
        "# the microphone first", "start audio  # as the lesson says", "strat video",
        "try start audio", "history", "participants active", "set participant efgh", "start video",
        "wait 1s", "recordings audio room=abcd-efgh-ijkl", "session",
        "wait until recording.video.id exists within=5s", "dry start screen", "stop all",
        "stop audio", "expect error",
      ])

    let script = try #require(saved.script)
    #expect(
      script == """
        vsdk 1
        param room = abcd-efgh-ijkl
        param participant = abcd
        param participant2 = efgh

        set room ${room}
        set participant ${participant}
        # the microphone first
        start audio  # as the lesson says
        expect http == 200
        expect state.audio == recording
        try start audio
        expect http == 409
        participants active
        expect http == 200
        set participant ${participant2}
        start video
        expect http == 200
        expect state.video == recording
        wait 1s
        recordings audio room=${room}
        expect http == 200
        session
        wait until recording.video.id exists within=5s
        dry start screen
        stop all
        expect http == 200
        stop audio
        expect http == 400
        expect error

        """)
    #expect(try ScriptFormatter.format(SourceText(name: "a.vsdk", text: script)) == script)
    let replayed = try await TypedSession.replay("\(saved.folder.path)/a.vsdk")
    #expect(replayed.status == .success, "\(replayed.output)")
    let shown = script.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(
      saved.session.log.text(.standardOutput).hasSuffix(
        "saved 14 commands to \(saved.folder.path)/a.vsdk  "
          + "`run \(saved.folder.path)/a.vsdk` plays it\n"
          + shown.prefix(24).map { "  \($0)\n" }.joined() + "  … \(shown.count - 24) more lines\n"))
  }

  @Test func `an id that an answer brought is taken from it again`() async throws {
    let first = try await TypedSession.type(
      Self.place + ["start audio", "stop audio", "recordings"], in: try TemporaryFolder())
    let id = try #require(first.log.text.firstMatch(of: /[0-9a-f]{24}/)?.output)

    let saved = try await save(
      Self.place + [
        "start audio", "stop audio", "recordings", "recording \(id)", "delete recording \(id)",
      ])

    let script = try #require(saved.script)
    #expect(
      script.hasSuffix(
        """
        recordings
        expect http == 200
        let recording = last.data[0].id
        recording ${recording}
        expect http == 200
        delete recording ${recording}
        expect http == 200

        """))
    #expect(try await TypedSession.replay("\(saved.folder.path)/a.vsdk").status == .success)
  }

  @Test func `what still runs is stopped at the end of the script`() async throws {
    let saved = try await save(Self.place + ["start audio"])

    #expect(
      saved.script?.contains(
        "\ndefer stop all  # something still ran when this was saved\nstart audio\n") == true)
    #expect(try await TypedSession.replay("\(saved.folder.path)/a.vsdk").status == .success)
  }

  @Test func `a session of meetings, participants and merges replays green`() async throws {
    let saved = try await save(
      Self.place + [
        "start meeting layout=grid", "start participant", "start participant participant=efgh",
        "sandbox clock 1m", "stop meeting", "stop all", "sandbox clock 5s", "merge abcd efgh",
      ])

    let script = try #require(saved.script)
    #expect(
      script.hasSuffix(
        """
        set room ${room}
        set participant ${participant}
        start meeting layout=grid
        expect http == 200
        expect state.meeting_recording == recording
        start participant
        expect http == 200
        expect state.participant_recording == recording
        start participant participant=${participant2}
        expect http == 200
        sandbox clock 1m
        expect http == 200
        stop meeting
        expect http == 200
        expect state.meeting_recording == ended
        stop all
        expect http == 200
        sandbox clock 5s
        expect http == 200
        merge ${participant} ${participant2}
        expect http == 200

        """), "\(script)")
    #expect(try await TypedSession.replay("\(saved.folder.path)/a.vsdk").status == .success)
  }

  @Test func `a part of the history begins with the settings that were in force`() async throws {
    var settings = Settings()
    settings.put(.timeout, "20s", from: .commandLine("--timeout"))

    let saved = try await save(
      Self.place + ["param n = 200", "start audio", "stop audio", "expect http == ${n}"],
      part: " 4-6", settings: settings)

    #expect(
      saved.script == """
        vsdk 1
        param room = abcd-efgh-ijkl
        param participant = abcd
        param n = 200

        set room ${room}
        set participant ${participant}
        set timeout 20s
        start audio
        expect http == 200
        expect state.audio == recording
        stop audio
        expect state.audio == ended
        expect http == ${n}

        """)
    #expect(try await TypedSession.replay("\(saved.folder.path)/a.vsdk").status == .success)
  }

  @Test func `a secret stays where it is kept`() async throws {
    let token = try await AccessToken.mint(
      apiKey: "sandbox", secret: Secret("sandbox-secret-do-not-use-live-0123456789")
    ).reveal()
    let environment = ["MY_TOKEN": token, "OTHER": "hunter22-and-more"]

    let saved = try await save(
      [
        "set token env:MY_TOKEN", "secret t = env:MY_TOKEN", "set token ${t}", "rooms",
        "echo hunter22-and-more", "secret o = env:OTHER", "echo hunter22-and-more",
      ], environment: environment)

    #expect(
      saved.script == """
        vsdk 1
        secret token = env:MY_TOKEN
        secret t = env:MY_TOKEN

        set token ${token}
        set token ${t}
        rooms
        expect http == 200

        """)
    #expect(saved.session.log.text.contains("note: 2 lines hold a secret and are left out\n"))
    let replayed = try await TypedSession.replay(
      "\(saved.folder.path)/a.vsdk", environment: environment)
    #expect(replayed.status == .success, "\(replayed.output)")
  }

  @Test func `a parameter that had two values is written out`() async throws {
    let saved = try await save([
      "param who = abcd", "echo \"${who} x\"", "param who = efgh", "echo ${who}",
    ])

    #expect(saved.script == "vsdk 1\n\necho \"abcd x\"\necho efgh\n")
  }

  @Test func `a refusal is kept as try, and what depends on it follows`() async throws {
    let saved = try await save(
      Self.place + [
        "stop audio", "let why = error.message", "echo ${why}", "stop video", "expect http == 400",
      ])

    #expect(
      saved.script?.hasSuffix(
        """
        set participant ${participant}
        try stop audio
        let why = error.message
        echo ${why}
        stop video
        expect http == 400

        """) == true)
    #expect(try await TypedSession.replay("\(saved.folder.path)/a.vsdk").status == .success)
  }

  @Test func `what came through in part is kept whole`() async throws {
    let saved = try await save(
      Self.place + ["start audio", "stop audio participant=abcd,efgh", "stop video screen_audio"])

    #expect(
      saved.script?.hasSuffix(
        """
        expect state.audio == recording
        try stop audio participant=${participant},${participant2}
        try stop video screen_audio

        """) == true, "\(saved.script ?? "")")
    #expect(try await TypedSession.replay("\(saved.folder.path)/a.vsdk").status == .success)
  }

  @Test func `a room that was created is created again`() async throws {
    let first = try await TypedSession.type(["create room"], in: try TemporaryFolder())
    let id = try #require(
      first.log.text.firstMatch(of: /[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/)?.output)

    let saved = try await save(["create room", "set room \(id)", "room"])

    #expect(
      saved.script == """
        vsdk 1

        create room
        expect http == 200
        let room = last.roomId
        set room ${room}
        room
        expect http == 200

        """)
    #expect(try await TypedSession.replay("\(saved.folder.path)/a.vsdk").status == .success)
  }
}
