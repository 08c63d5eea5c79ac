import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct JSONRendererTests {
  private func render(_ event: Event) -> [String] {
    JSONRenderer(
      text: TextRenderer(
        outputIsColored: false, errorIsColored: false, width: nil,
        showsTiming: false)
    ).render(event).drawn
  }

  private static let state = #""state":{"room":"abcd-efgh-ijkl","participant":null,"running":1}"#
  private static let hint =
    "it runs already, or is being processed; `recordings` shows what the server has"

  @Test func `a success is one object on a line`() {
    let record = RenderedEvents.record(
      reports: [RenderedEvents.started], elapsed: .microseconds(38_149), http: 200)

    #expect(
      render(.completed(record)) == [
        #"out: {"source":"a.vsdk","line":3,"command":"start audio","ok":true,"http":200,"ms":38.1,"#
          + #""result":[{"kind":"audio"}],"# + "\(Self.state)}\n"
      ])
  }

  @Test func `what sent nothing has neither status nor time nor result`() {
    #expect(
      render(.completed(RenderedEvents.record())) == [
        #"out: {"source":"a.vsdk","line":3,"command":"start audio","ok":true,"# + "\(Self.state)}\n"
      ])
  }

  @Test func `several reports are an array of their results`() {
    let record = RenderedEvents.record(
      reports: [Report(json: .number(1), body: []), Report(json: .string("b"), body: [])])

    #expect(
      render(.completed(record)) == [
        #"out: {"source":"a.vsdk","line":3,"command":"start audio","ok":true,"result":[1,"b"],"#
          + "\(Self.state)}\n"
      ])
  }

  @Test func `a failure is an object and talk`() {
    let record = RenderedEvents.record(failures: [RenderedEvents.refused], http: 409)

    #expect(
      render(.completed(record)) == [
        #"out: {"source":"a.vsdk","line":3,"command":"start audio","ok":false,"http":409,"#
          + #""error":{"category":"api","code":"conflict","message":"already running","#
          + #""hint":"\#(Self.hint)"},"# + "\(Self.state)}\n",
        """
        err: error: the API refused with 409: already running
          start audio
          ^^^^^^^^^^^
          about: audio · abcd
          hint: \(Self.hint)

        """,
      ])
  }

  @Test func `a tolerated refusal says so, without talk`() {
    let record = RenderedEvents.record(failures: [RenderedEvents.refused], isTolerated: true)

    #expect(
      render(.completed(record)) == [
        #"out: {"source":"a.vsdk","line":3,"command":"start audio","ok":false,"#
          + #""error":{"category":"api","code":"conflict","message":"already running","#
          + #""hint":"\#(Self.hint)","tolerated":true},"# + "\(Self.state)}\n"
      ])
  }

  @Test func `several failures are all listed, the first also as the error`() {
    let record = RenderedEvents.record(
      failures: [Failure(.usage, "a", "one"), Failure(.usage, "b", "two")])
    let first = #"{"category":"usage","code":"a","message":"one"}"#
    let second = #"{"category":"usage","code":"b","message":"two"}"#

    #expect(
      render(.completed(record)).first
        == #"out: {"source":"a.vsdk","line":3,"command":"start audio","ok":false,"#
        + #""error":\#(first),"errors":[\#(first),\#(second)],"# + "\(Self.state)}\n")
  }

  @Test func `a mistake of the check names its place`() {
    let source = SourceText(name: "a.vsdk", text: "echo\n  start sound\n")
    let diagnostic = Diagnostic(
      code: "unknown-choice", message: "no such kind",
      location: .init(source: source, span: SourceSpan(13, 18)), hints: ["did you mean `all`?"])

    #expect(
      render(.failure(Failure(diagnostic, .script))) == [
        #"out: {"source":"a.vsdk","line":2,"column":9,"ok":false,"error":{"category":"script","#
          + #""code":"unknown-choice","message":"no such kind","hint":"did you mean `all`?"}}"#
          + "\n",
        """
        err: a.vsdk:2:9: no such kind
            2 |   start sound
              |         ^^^^^
              = hint: did you mean `all`?

        """,
      ])
  }

  @Test func `a mistake without a place has none`() {
    #expect(
      render(.failure(Failure(.usage, "c", "m"))) == [
        #"out: {"ok":false,"error":{"category":"usage","code":"c","message":"m"}}"# + "\n",
        "err: error: m\n",
      ])
  }

  @Test func `talk stays talk`() {
    #expect(render(.note("hello")) == ["err: note: hello\n"])
  }
}
