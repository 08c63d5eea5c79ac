import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct CheckerPlanTests {
  private func plan(
    _ text: String, files: [String: String] = [:], kind: Target.Kind = .live
  ) throws -> String {
    var session = try Sample.classroom()
    session.target.kind = kind
    session.target.origin = .videoSDK
    let services = Sample.services(files: MemoryFiles(files))
    let (script, problems) = Checker.check(
      SourceText(name: "a.vsdk", text: text), arguments: ScriptArguments(), session: session,
      services: services)
    #expect(problems.filter(\.isFatal).isEmpty)
    var planned = ""
    Checker.plan(try #require(script), session: session, services: services) {
      planned += $0.lines.map { $0 + "\n" }.joined()
    }
    return planned
  }

  @Test func `writes each request as a command for curl`() throws {
    #expect(
      try plan("start audio bucket='it''s'".replacing("''", with: "_")) == """
        # a.vsdk:1  start audio bucket='it_s'
        curl --fail-with-body -X POST 'https://api.videosdk.live/v2/recordings/participant/track/start' -H "Authorization: $VIDEOSDK_TOKEN" -H 'Content-Type: application/json' -d '{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio","bucketDirPath":"it_s"}'

        """)
  }

  @Test func `quotes what a shell would take apart`() throws {
    #expect(
      try plan("start audio bucket=\"it's\"").contains(#""bucketDirPath":"it'\''s"}'"#))
  }

  @Test func `leaves the origin open where the port is chosen later`() throws {
    #expect(
      try plan("recordings", kind: .sandbox) == """
        # a.vsdk:1  recordings
        curl --fail-with-body "$VIDEOSDK_API_ENDPOINT"'/v2/recordings/participant/track?roomId=abcd-efgh-ijkl' -H "Authorization: $VIDEOSDK_TOKEN"

        """)
  }

  @Test func `what a deferred command looks at is asked for at the end, in the room of then`()
    throws
  {
    let planned = try plan(
      """
      defer rooms
      expect recording.audio.id exists
      defer wait until recording.video.id exists within=1s
      set room efgh-efgh-efgh
      start audio
      """)

    let list =
      "'https://api.videosdk.live/v2/recordings/participant/track?"
      + "roomId=efgh-efgh-efgh&participantId=abcd&page=1'"
    #expect(
      planned.split(separator: "\n").map { $0.split(separator: " -H ")[0] } == [
        "# a.vsdk:5  start audio",
        "curl --fail-with-body -X POST 'https://api.videosdk.live/v2/recordings/participant/track/start'",
        "# a.vsdk:3  defer wait until recording.video.id exists within=1s",
        "curl --fail-with-body \(list)", "# a.vsdk:1  defer rooms",
        "curl --fail-with-body 'https://api.videosdk.live/v2/rooms'", "# a.vsdk:1  defer rooms",
        "curl --fail-with-body \(list)",
      ], "\(planned)")
  }

  @Test func `runs the deferred last, and stops what would run by then`() throws {
    let planned = try plan(
      """
      defer stop all
      start audio
      start video
      run part.vsdk
      """, files: ["part.vsdk": "stop audio"])

    #expect(
      planned.split(separator: "\n").filter { $0.hasPrefix("#") } == [
        "# a.vsdk:2  start audio", "# a.vsdk:3  start video",
        "# a.vsdk:4 → part.vsdk:1  stop audio", "# a.vsdk:1  defer stop all",
      ])
    #expect(planned.split(separator: "\n").last?.contains(#""kind":"video""#) == true)
  }

  private func commands(_ planned: String) -> [String] {
    let lines = planned.split(separator: "\n").map(String.init)
    return zip(lines, lines.dropFirst()).filter { $0.0.hasPrefix("#") }.map { comment, call in
      let path = call.firstMatch(of: /\/v2[^'?]*/).map { String($0.output) } ?? "?"
      let kind = call.firstMatch(of: /"kind":"([a-z_]+)"/).map { " " + String($0.output.1) } ?? ""
      let name = path.split(separator: "/").last ?? ""
      return "\(comment.dropFirst("# a.vsdk:".count)) > \(name)\(kind)"
    }
  }

  @Test func `tells the stop of what has an end, where its time is over`() throws {
    let planned = try plan(
      """
      start audio for=10m
      start video for=1h
      wait 30m
      rooms
      wait 10m
      recordings
      """)

    #expect(
      commands(planned) == [
        "1  start audio for=10m > start audio", "2  start video for=1h > start video",
        "1  start audio for=10m > stop audio", "4  rooms > rooms", "6  recordings > track",
        "2  start video for=1h > stop video",
      ], "\(planned)")
  }

  @Test func `tells no stop of what was stopped before, and all of what is left at the end`() throws
  {
    let planned = try plan(
      """
      defer start screen_video for=5m
      start audio video for=10m
      stop audio
      """)

    #expect(
      commands(planned) == [
        "2  start audio video for=10m > start audio", "2  start audio video for=10m > start video",
        "3  stop audio > stop audio", "2  start audio video for=10m > stop video",
        "1  defer start screen_video for=5m > start screen_video",
        "1  defer start screen_video for=5m > stop screen_video",
      ], "\(planned)")
  }

  @Test func `the sandbox's clock and a meeting that is followed pass the time`() throws {
    let planned = try plan(
      """
      start screen_video for=10m
      sandbox clock +10m
      start video for=30m
      follow audio participant=abcd for=1h
      rooms
      """, kind: .sandbox)

    #expect(
      commands(planned) == [
        "1  start screen_video for=10m > start screen_video", "2  sandbox clock +10m > ?",
        "1  start screen_video for=10m > stop screen_video", "3  start video for=30m > start video",
        "4  follow audio participant=abcd for=1h > sessions",
        "4  follow audio participant=abcd for=1h > active",
        "4  follow audio participant=abcd for=1h > track",
        "4  follow audio participant=abcd for=1h > start audio",
        "4  follow audio participant=abcd for=1h > stop audio",
        "3  start video for=30m > stop video", "5  rooms > rooms",
      ], "\(planned)")
  }

  @Test func `runs what was deferred last first`() throws {
    let planned = try plan("defer stop audio\ndefer stop video\nstart audio video")

    #expect(
      planned.split(separator: "\n").filter { $0.hasPrefix("#") } == [
        "# a.vsdk:3  start audio video", "# a.vsdk:3  start audio video",
        "# a.vsdk:2  defer stop video", "# a.vsdk:1  defer stop audio",
      ])
  }

  @Test func `shows what only the run will know by where it comes from`() throws {
    let planned = try plan(
      "recordings\nlet who = last.data[0].participantId\nstop audio participant=${who}")

    #expect(
      planned.contains(#""participantId":"<last.data[0].participantId of line 2>""#))
  }

  @Test
  func `shows the questions behind everyone, and what is asked of the server by expectations`()
    throws
  {
    let planned = try plan(
      """
      defer stop all
      start audio participant=all
      wait until recording.audio.end == null
      """)

    #expect(
      planned.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        line.split(separator: "'")[1]
      } == [
        "https://api.videosdk.live/v2/sessions?roomId=abcd-efgh-ijkl&status=ongoing",
        "https://api.videosdk.live/v2/sessions/<id of the live session>/participants/active?perPage=200",
        "https://api.videosdk.live/v2/recordings/participant/track/start",
        "https://api.videosdk.live/v2/recordings/participant/track?roomId=abcd-efgh-ijkl&participantId=abcd&page=1",
        "https://api.videosdk.live/v2/recordings/participant/track/stop",
      ])
  }

  @Test func `is one object a line for programs`() throws {
    var session = try Sample.classroom()
    session.target.kind = .sandbox
    let services = Sample.services()
    let (script, _) = Checker.check(
      SourceText(name: "a.vsdk", text: "stop audio"), arguments: ScriptArguments(),
      session: session, services: services)
    var lines = ""
    Checker.plan(try #require(script), session: session, services: services) {
      lines += $0.jsonLine + "\n"
    }

    #expect(
      lines == """
        {"source":"a.vsdk","line":1,"command":"stop audio","method":"POST","origin":null,"target":"/v2/recordings/participant/track/stop","body":{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}}

        """)
  }
}
