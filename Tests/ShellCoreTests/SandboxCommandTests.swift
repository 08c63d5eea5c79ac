import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct SandboxCommandTests {
  private static let people = "/sandbox/rooms/abcd-efgh-ijkl/participants"

  @Test(arguments: [
    ("sandbox status", "GET /sandbox/state"), ("sandbox reset", "POST /sandbox/reset"),
    ("sandbox join zoe", #"POST \#(people) {"participantId":"zoe"}"#),
    ("sandbox join zoe name='Zoe Z'", #"POST \#(people) {"participantId":"zoe","name":"Zoe Z"}"#),
    ("sandbox leave a/../b", "DELETE \(people)/a%2F%2E%2E%2Fb"),
    ("sandbox leave abcd room=other", "DELETE /sandbox/rooms/other/participants/abcd"),
    ("sandbox mute abcd audio", #"POST \#(people)/abcd/tracks {"kind":"audio","on":false}"#),
    (
      "sandbox unmute abcd screen_video",
      #"POST \#(people)/abcd/tracks {"kind":"screen_video","on":true}"#
    ),
    ("sandbox clock +10m", #"POST /sandbox/clock {"advance":"600s"}"#),
    ("sandbox clock +1m30s", #"POST /sandbox/clock {"advance":"90s"}"#),
    ("sandbox clock +250ms", #"POST /sandbox/clock {"advance":"250ms"}"#),
    ("sandbox fail off", "DELETE /sandbox/faults"),
    ("sandbox delay 2s", #"POST /sandbox/faults {"match":{},"times":1,"fault":{"delay":"2s"}}"#),
    (
      "sandbox delay 10ms times=5",
      #"POST /sandbox/faults {"match":{},"times":5,"fault":{"delay":"10ms"}}"#
    ),
  ])
  func `each form is one request to the control plane`(
    _ text: String, _ request: String
  ) throws {
    #expect(try Planned.targets(of: text, in: Sample.classroom()) == [request])
  }

  @Test func `several kinds are several requests, each once`() throws {
    let requests = try Planned.targets(
      of: "sandbox mute abcd audio video audio", in: Sample.classroom())

    #expect(
      requests == [
        #"POST \#(Self.people)/abcd/tracks {"kind":"audio","on":false}"#,
        #"POST \#(Self.people)/abcd/tracks {"kind":"video","on":false}"#,
      ])
  }

  @Test(arguments: [
    ("start status=503 retry-after=2s", #""fault":{"status":503,"retryAfter":2}"#),
    ("start status=429 retry-after=1500ms", #""fault":{"status":429,"retryAfter":2}"#),
    ("start drop=before", #""fault":{"drop":"before"}"#),
    ("start drop=after delay=1s", #""fault":{"delay":"1s","drop":"after"}"#),
    ("start body=truncated", #""fault":{"body":"truncated"}"#),
    ("start webhook=bad-signature", #""fault":{"webhook":"badSignature"}"#),
    ("start recording=failed", #""fault":{"recording":"failed"}"#),
  ])
  func `each fault is what the control plane calls it`(_ text: String, _ fault: String) throws {
    let requests = try Planned.targets(of: "sandbox fail \(text)", in: Sample.session())

    #expect(
      requests == [
        #"POST /sandbox/faults {"match":{"operation":"startTrackRecording"},"times":1,\#(fault)}"#
      ])
  }

  @Test(arguments: [
    "start status=503 retry-after=2s", "stop drop=after times=3", "recordings body=html",
    "recording delay=10ms", "delete status=404", "create status=402", "rooms body=empty",
    "room body=huge",
    "sessions status=500 times=2", "participants status=404",
    "any status=503 retry-after=1s delay=2s drop=after body=text recording=failed times=7",
    "any webhook=bad-signature", "start webhook=lost times=2",
  ])
  func `a waiting fault is shown in the words that made it`(_ text: String) throws {
    let step = try #require(
      try Planned.step("sandbox fail \(text)", in: Sample.session()) as? SandboxStep)
    guard case .fault(let fault) = step.order else { throw NotACommand(text: text) }

    #expect(SandboxFault.text(of: fault.json) == text)
  }

  @Test func `a fault of an operation without a command is shown by its own name`() throws {
    let json = try JSONValue(
      parsing: Array(#"{"match":{"operation":"getSession"},"fault":{"status":500}}"#.utf8))

    #expect(SandboxFault.text(of: json) == "getSession status=500")
  }

  @Test(arguments: TargetCase.all)
  func `goes to a sandbox on this machine only`(_ one: TargetCase) throws {
    var session = try Sample.classroom()
    session.target = Target(kind: one.kind, origin: try Origin(one.origin), reason: "a test")
    let (syntax, span) = try Sample.command("sandbox status")
    let prepared = try StatementBinder.bind(syntax, span: span, in: Scope())
    guard case .command(let command) = prepared else { throw NotACommand(text: "sandbox status") }
    var refusal: Mistakes?

    do throws(Mistakes) { _ = try command.plan(in: session) } catch { refusal = error }

    let expected = one.label.map {
      Mistakes(.sandboxOnly(verb: Name("sandbox", SourceSpan(0, 7)), target: $0))
    }
    #expect(refusal == expected)
  }

  struct TargetCase: CustomTestStringConvertible, Sendable {
    let kind: Target.Kind
    let origin: String
    /// Nil where it may go.
    let label: String?
    var testDescription: String { "\(kind) \(origin)" }

    static let all = [
      TargetCase(kind: .sandbox, origin: "http://127.0.0.1:4000", label: nil),
      TargetCase(kind: .endpoint, origin: "http://127.0.0.1:9797", label: nil),
      TargetCase(kind: .endpoint, origin: "http://localhost:9797", label: nil),
      TargetCase(kind: .endpoint, origin: "http://[::1]:9797", label: nil),
      TargetCase(
        kind: .endpoint, origin: "https://sandbox.example.com", label: "sandbox.example.com"),
      TargetCase(kind: .live, origin: "https://api.videosdk.live", label: "LIVE"),
      // However the live service is reached, it never gets them.
      TargetCase(kind: .live, origin: "http://127.0.0.1:8080", label: "LIVE"),
    ]
  }

  @Test func `a script that would send it elsewhere does not check`() throws {
    let (script, drawn, _) = try CheckerTests.check(
      "set endpoint https://api.videosdk.live; sandbox reset",
      allowing: "https://api.videosdk.live")

    #expect(script == nil)
    #expect(
      drawn == [
        """
        main.vsdk:1:41: `sandbox` is for sandboxes on this machine, and the target is LIVE
            1 | set endpoint https://api.videosdk.live; sandbox reset
              |                                         ^^^^^^^
              = hint: start the shell with --sandbox, or `set endpoint` to what `vsdk sandbox` in the system's shell prints
        """
      ])
  }

  @Test func `words that only the run will know do not keep a script from checking`() throws {
    let text = """
      param word
      sandbox ${word}
      sandbox clock ${word}
      sandbox mute ${word} ${word} room=r
      sandbox fail ${word} status=${word}
      """

    let (_, problems) = Checker.check(
      SourceText(name: "main.vsdk", text: text), arguments: ScriptArguments(),
      session: try Sample.session(), services: Sample.services(),
      rules: CheckRules(needsArguments: false))

    #expect(problems.map { $0.diagnostic.message } == [])
  }

  @Test func `after a reset nothing is believed of any recording`() throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(), .recording, .known, isOurs: true)
    session.believe(Sample.track(.video), .unknown, .assumed, isOurs: true)

    let after = try Planned.presumed("sandbox reset", in: session)

    #expect(after.running == [])
    #expect(after.recordings.isEmpty)
  }

  @Test func `who leaves is no longer recorded, and others still are`() throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(), .recording, .known, isOurs: true)
    session.believe(Sample.track(.audio, of: "efgh"), .recording, .known, isOurs: true)

    let after = try Planned.presumed("sandbox leave abcd", in: session)

    #expect(after.running.map(\.track) == [Sample.track(.audio, of: "efgh")])
    #expect(after.belief(Sample.track())?.state == .ended)
  }

  @Test(arguments: ["sandbox status", "sandbox fail start status=503", "sandbox clock +1m"])
  func `what changes no recording changes no belief`(_ text: String) throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(), .recording, .known, isOurs: true)

    let after = try Planned.presumed(text, in: session)

    #expect(after.running.map(\.track) == [Sample.track()])
  }

  /// `sandbox page` sends nothing.
  @Test(arguments: SandboxCommand.grammar.examples.filter { $0 != "sandbox page" })
  func `every form's words and options keep to its own grammar`(_ example: String) throws {
    #expect(try Planned.targets(of: example, in: Sample.classroom()).count == 1)
  }

  @Test(arguments: SandboxForm.allCases)
  func `every form says what it is for, with an example`(_ form: SandboxForm) {
    #expect(form.grammar.summary.count <= 72)
    #expect(form.grammar.examples.allSatisfy { $0.hasPrefix("sandbox \(form.rawValue)") })
    #expect(!form.grammar.examples.isEmpty)
  }

  @Test func `who came and went, and whose tracks changed, is told for each`() throws {
    let person = ParticipantID("zoe")
    let tracks = [TrackKey(room: Sample.room, participant: person, kind: .audio)]

    #expect(
      Drawn.lines(SandboxReport.joined(person, "Zoe", Sample.room)) == [
        "joined  zoe · abcd-efgh-ijkl"
      ])
    #expect(
      Drawn.lines(SandboxReport.left(person, Sample.room)) == ["left  zoe · abcd-efgh-ijkl"])
    #expect(
      Drawn.lines(SandboxReport.tracks(tracks, isOn: false)) == [
        "off  audio · zoe · abcd-efgh-ijkl"
      ])
  }

  @Test func `an answer without a body is taken as one`() throws {
    #expect(try SandboxRequest.reset.decode(HTTPAnswer(status: 204)) == .null)
  }
}
