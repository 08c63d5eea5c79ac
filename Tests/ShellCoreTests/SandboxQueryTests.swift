import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// The root `sandbox` and `state.files` in queries.
@Suite(.timeLimit(.minutes(1))) struct SandboxQueryTests {
  private func look(_ text: String, _ harness: ShellHarness, _ session: Session) async throws
    -> Result<QueryValue, Failure>
  {
    var session = session
    var retried: [RetriedRequest] = []
    return await Interpreter(services: harness.services).look(
      try Sample.condition("\(text) exists").query, in: &session, scope: Scope(),
      retried: &retried)
  }

  @Test func `finds what the sandbox tells of itself, and what it received`() async throws {
    try await ShellHarness.with { harness in
      let lines = ScriptedLines([
        .line("start audio"), .line("start audio"), .line("sandbox fail start drop=after"), .end,
        .line("l"),
      ])
      _ = await harness.runShell(lines, session: harness.classroom(), log: OutputLog())

      for (query, value) in [
        ("sandbox.seed", JSONValue.string("classroom")),
        ("sandbox.rooms[0].roomId", .string("abcd-efgh-ijkl")),
        ("sandbox.sessions[0].participants[participantId=efgh].name", .string("Emil")),
        ("sandbox.recordings[kind=audio, participantId=abcd].state", .string("recording")),
        ("sandbox.faults[0].fault.drop", .string("after")),
        ("sandbox.requests[0].operation", .string("startTrackRecording")),
        ("sandbox.requests[operation=startTrackRecording, status=409].method", .string("POST")),
      ] {
        #expect(
          try await look(query, harness, harness.session()).get() == .json(value), "\(query)")
      }
      let missing = try await look("sandbox.recordings[kind=video]", harness, harness.session())
      guard case .missing = try missing.get() else {
        Issue.record("\(missing)")
        return
      }
    }
  }

  /// Whoever gives the sandbox another member gives it to queries too.
  @Test func `knows every member of the state`() async throws {
    try await ShellHarness.with { harness in
      let state = try await harness.services.transport.send(
        HTTPCall(
          method: .get, origin: harness.target.origin, target: "/sandbox/state",
          timeout: .seconds(20))
      ).json()
      guard case .object(let members) = state else {
        Issue.record("\(state)")
        return
      }

      #expect(Set(members.map(\.name) + ["requests"]) == Set(QueryCheck.sandboxNames))
    }
  }

  @Test func `the status of a request that is cut off stays unknown`() async throws {
    try await ShellHarness.with { harness in
      let lines = ScriptedLines([
        .line("sandbox fail start drop=before"), .line("start audio"), .end, .line("l"),
      ])
      _ = await harness.runShell(lines, session: harness.classroom(), log: OutputLog())

      let value = try await look(
        "sandbox.requests[operation=startTrackRecording, status=null].path", harness,
        harness.session()
      ).get()

      #expect(value == .json(.string("/v2/recordings/participant/track/start")))
    }
  }

  @Test func `is refused where the target is no sandbox of this machine`() async throws {
    try await ShellHarness.with { harness in
      for kind in [Target.Kind.live, .endpoint] {
        var session = harness.session(kind: kind)
        if kind == .endpoint { session.target.origin = try Origin("https://example.com") }
        let label = session.target.label

        let refusal = try await look("sandbox.rooms[0].roomId", harness, session)
        let (script, problems) = Checker.check(
          SourceText(
            name: "a.vsdk", text: "rooms\nexpect sandbox.rooms[0].roomId exists\n"),
          arguments: ScriptArguments(), session: session, services: harness.services)

        let sentence =
          "`sandbox.rooms[0].roomId` is for sandboxes on this machine, and the target is \(label)"
        guard case .failure(let failure) = refusal else {
          Issue.record("\(refusal)")
          continue
        }
        #expect(failure.message == sentence)
        #expect(script == nil)
        #expect(problems.map(\.message) == [sentence])
      }
    }
  }

  @Test(arguments: [
    ("expect sandbox exists", "`sandbox` needs a name behind a dot"),
    ("expect sandbox.recording exists", "`sandbox` has no `recording`"),
    ("expect state.file exists", "`state` has no `file`"),
  ])
  func `a name that is not there is a mistake`(_ line: String, _ told: String) throws {
    let condition = try Sample.condition(String(line.dropFirst("expect ".count)))

    #expect(StatementBinder.mistakes(in: condition, scope: Scope()).map(\.message) == [told])
  }

  @Test func `waits until the sandbox has come so far`() async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()
      let lines = ScriptedLines([
        .line("wait until sandbox.recordings[0].state == recording within=2s"),
        .line("start audio"),
        .line("wait until sandbox.recordings[0].state == recording within=2s"),
        .line("expect sandbox.recordings[0].state == stopped else \"it still runs\""), .end,
        .line("l"),
      ])

      _ = await harness.runShell(lines, session: harness.classroom(), log: log)

      #expect(log.text.ranges(of: "`wait until` ran out of time").count == 1)
      #expect(log.text.contains("error: it still runs: expectation failed"))
    }
  }

  @Test func `tells the files that a session wrote, as they are on disk`() async throws {
    let folder = try TemporaryFolder()
    let session = try await TypedSession.type(
      [
        "set room abcd-efgh-ijkl; set participant abcd", "start audio", "sandbox clock +10s",
        "stop audio", "expect not state.files[0] exists", "download audio to=DIR/a.webm",
        "save DIR/b.vsdk", "expect state.files[type=webm].bytes > 100",
        "expect state.files[1].type == vsdk", "expect not state.files[2] exists",
      ], in: folder)

    #expect(!session.log.text.contains("error"), "\(session.log.text)")
    #expect(session.status == .success)
  }
}
