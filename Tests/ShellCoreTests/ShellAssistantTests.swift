import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct ShellAssistantTests {
  private func candidates(_ line: String, _ session: Session) -> Candidates {
    ShellAssistant(session: session, services: Sample.services(), now: { .seconds(70) })
      .lineAssistant.complete(line, line.utf8.count)
  }

  @Test func `completes verbs from the command table`() throws {
    let candidates = candidates("sta", try Sample.session())

    #expect(
      candidates
        == Candidates(
          wordStart: 0,
          items: [
            .init(
              text: "start", summary: "start recording tracks of a participant", endsWord: true)
          ]))
  }

  @Test func `completes the ids this session has seen`() throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(of: "efgh"), .recording, .known)

    let people = candidates("set participant ", session).items

    #expect(people.map { $0.text } == ["abcd", "efgh"])
    #expect(people.map { $0.summary } == ["set here", "recorded here"])
    #expect(people.map { $0.age } == ["", "1m ago"])
  }

  @Test func `completes the values of a setting`() throws {
    let session = try Sample.session()

    #expect(candidates("set output ", session).items.map { $0.text } == ["text", "json"])
    #expect(candidates("echo a; set timing o", session).items.map { $0.text } == ["on", "off"])
    #expect(candidates("dry set timing o", session).items.map { $0.text } == ["on", "off"])
    #expect(
      candidates("set token ", session).items.map { $0.text } == ["prompt", "env:", "file:"])
  }

  @Test(arguments: [
    (
      "sandbox fail st",
      [
        "start", "stop", "start-participant", "stop-participant", "start-meeting", "stop-meeting",
      ]
    ), ("sandbox clock ", []), ("sandbox mu", ["mute"]),
    ("sandbox join zoe n", ["name="]), ("help sandbox f", ["fail"]),
    ("history ", ["off", "on", "clear"]), ("download scr", ["screen_audio", "screen_video"]),
  ])
  func `completes what the first word of a command allows`(
    _ line: String, _ words: [String]
  ) throws {
    #expect(candidates(line, try Sample.session()).items.map { $0.text } == words)
  }

  @Test func `explains what the first word of a command allows`() throws {
    let assistant = ShellAssistant(
      session: try Sample.session(), services: Sample.services(), now: { .seconds(70) })

    let lines = assistant.lineAssistant.explain("sandbox clock ", 80)

    #expect(lines.first?.contains("DURATION") == true)
    #expect(!lines.contains { $0.contains("status=") })
  }

  @Test func `knows nobody elsewhere`() throws {
    #expect(candidates("set participant ", try Sample.session()).items == [])
  }
}
