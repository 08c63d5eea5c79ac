import CommandLanguage
import Testing
@testable import VideoSDKClient

@testable import ShellCore

@Suite struct TextRendererTests {
  private func render(
    _ event: Event, colored: Bool = false, width: Int? = nil,
    timing: Bool = false
  ) -> [String] {
    TextRenderer(
      outputIsColored: colored, errorIsColored: colored, width: width,
      showsTiming: timing
    ).render(event).drawn
  }

  @Test(
    arguments: [
      (nil, true, "started  audio"), (.milliseconds(499), false, "started  audio"),
      (.milliseconds(500), false, "started  audio · 500 ms"),
      (.milliseconds(38), true, "started  audio · 38 ms"),
      (.zero, true, "started  audio · 0 ms"),
    ] as [(Duration?, Bool, String)])
  func `time is shown when it was long, or when it is asked for`(
    _ elapsed: Duration?, _ timing: Bool, _ line: String
  ) {
    let record = RenderedEvents.record(reports: [RenderedEvents.started], elapsed: elapsed)

    #expect(render(.completed(record), timing: timing) == ["out: \(line)\n"])
  }

  @Test func `time stands below a table`() {
    let table = Report(
      json: .array([]), body: [.table(header: ["id", "kind"], rows: [["a1", "audio"]])])
    let record = RenderedEvents.record(reports: [table], elapsed: .seconds(2))

    #expect(render(.completed(record)) == ["out: id  kind\n", "out: a1  audio\n", "out: 2.0 s\n"])
  }

  @Test func `time stands behind the last line alone`() {
    let record = RenderedEvents.record(
      reports: [RenderedEvents.started, RenderedEvents.started], elapsed: .seconds(2))

    #expect(
      render(.completed(record)) == [
        "out: started  audio\n", "out: started  audio · 2.0 s\n",
      ])
  }

  @Test func `a command is echoed only where that is wanted`() {
    let echo = { (echoes: Bool) in
      EventRenderer(RenderingFacts(echoes: echoes), Presentation(Settings()))
        .render(.began(RenderedEvents.command)).drawn
    }

    #expect(echo(false) == [])
    #expect(echo(true) == ["err: + a.vsdk:3 start audio\n"])
  }

  @Test func `answers are data and failures are talk`() {
    let record = RenderedEvents.record(
      reports: [RenderedEvents.started], failures: [RenderedEvents.refused])

    #expect(
      render(.completed(record)) == [
        "out: started  audio\n",
        """
        err: error: the API refused with 409: already running
          start audio
          ^^^^^^^^^^^
          about: audio · abcd
          hint: it runs already, or is being processed; `recordings` shows what the server has

        """,
      ])
  }

  @Test func `a tolerated refusal is one line of data`() {
    let record = RenderedEvents.record(failures: [RenderedEvents.refused], isTolerated: true)

    #expect(
      render(.completed(record)) == ["out: refused, as allowed: already running  audio · abcd\n"])
  }

  @Test func `a note and a warning are talk`() {
    let warning = Diagnostic(severity: .warning, code: "x", message: "look here", hints: ["do it"])

    #expect(render(.note("hello")) == ["err: note: hello\n"])
    #expect(
      render(.warning(Failure(warning, .script))) == ["err: warning: look here\n  hint: do it\n"])
  }

  @Test func `a table that is too wide becomes a block a row`() {
    let report = Report(
      json: .null,
      body: [
        .table(
          header: ["id", "participant"],
          rows: [["66976600a8faa5fa9694945c", "a-participant-id"], ["2", "b"]])
      ])
    let event = Event.completed(RenderedEvents.record(reports: [report]))

    #expect(
      render(event, width: 40) == [
        "out: id           66976600a8faa5fa9694945c\n",
        "out: participant  a-participant-id\n", "out: \n", "out: id           2\n",
        "out: participant  b\n",
      ])
    #expect(render(event, width: 42).count == 3)
  }

  @Test func `colour marks meanings`() {
    let record = RenderedEvents.record(
      reports: [RenderedEvents.started], failures: [Failure(.usage, "x", "wrong")])

    #expect(
      render(.completed(record), colored: true) == [
        "out: \u{1B}[32mstarted\u{1B}[0m\u{1B}[1m  audio\u{1B}[0m\n",
        "err: \u{1B}[31merror: wrong\u{1B}[0m\n  start audio\n  ^^^^^^^^^^^\n",
      ])
    #expect(render(.note("n"), colored: true) == ["err: \u{1B}[2mnote: \u{1B}[0mn\n"])
  }

  @Test func `an exchange shows method, status and bodies, and no control characters`() throws {
    let exchange = Exchange(
      operation: "startTrackRecording", method: .post, url: "http://127.0.0.1:4000/v2/x",
      status: 200, error: nil, duration: .milliseconds(38), attempt: 2,
      requestBody: Array(#"{"kind":"audio"}"#.utf8), responseBody: Array("a\u{1B}[31m\nb".utf8))

    #expect(
      render(.exchange(exchange)) == [
        """
        err: > POST http://127.0.0.1:4000/v2/x  (attempt 2)
        > {"kind":"audio"}
        < 200  38 ms
        < a\\u{1b}[31m\\u{a}b

        """
      ])
  }

  @Test(arguments: [
    ("auto", false, false), ("auto", true, true), ("always", false, true), ("never", true, false),
  ])
  func `the setting decides over the stream`(
    _ setting: String, _ streamWantsColor: Bool, _ isColored: Bool
  ) {
    var settings = Settings()
    settings.put(.color, setting, from: .prompt)
    let record = RenderedEvents.record(reports: [RenderedEvents.started], settings: settings)
    let renderer = EventRenderer(
      RenderingFacts(outputWantsColor: streamWantsColor), Presentation(Settings()))

    let drawn = renderer.render(.completed(record)).drawn

    #expect(
      drawn == [
        isColored
          ? "out: \u{1B}[32mstarted\u{1B}[0m\u{1B}[1m  audio\u{1B}[0m\n" : "out: started  audio\n"
      ])
  }

  @Test func `a terminal that shows ASCII only gets our signs in ASCII`() {
    let record = RenderedEvents.record(
      reports: [Report(json: .null, body: [.line("audio · 日本 ×2 …")])])
    let renderer = EventRenderer(
      RenderingFacts(plainStreams: [.standardOutput]), Presentation(Settings()))

    #expect(renderer.render(.completed(record)).drawn == ["out: audio, 日本 x2 ...\n"])
    #expect(renderer.render(.note("a · b")).drawn == ["err: note: a · b\n"])
  }

  @Test func `a note is broken between words where it is too long for the terminal`() {
    let renderer = EventRenderer(RenderingFacts(talkWidth: 20), Presentation(Settings()))

    #expect(
      renderer.render(.note("2 recordings still run")).drawn
        == ["err: note: 2 recordings\n      still run\n"])
  }
}
