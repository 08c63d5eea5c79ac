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
