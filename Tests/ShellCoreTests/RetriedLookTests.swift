import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Requests that `let`, `wait until` and `expect` send on their own and that are answered in the end: told as everywhere.
@Suite("retries are invisible in what looks at answers", .timeLimit(.minutes(2)))
struct RetriedLookTests {
  static let looks = [
    "let id = recording.audio.id", "wait until recording.audio exists within=1m",
    "expect recording.audio exists",
  ]

  private static func fault(_ statuses: Int...) -> [String] {
    statuses.map {
      #"{"match":{"operation":"listTrackRecordings"},"times":1,"fault":{"status":\#($0)}}"#
    }
  }

  /// A script with a look at its end, the list failing twice.
  private func replay(_ look: String, _ output: String = "text") async throws -> [String] {
    let replay = try await Replay.run(
      "set output \(output); start audio\n\(look)\nset output text; stop audio",
      faults: Self.fault(503, 500))
    #expect(replay.status == .success, "\(replay.output)")
    return replay.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: looks)
  func `are a note where nothing else is said`(_ look: String) async throws {
    let lines = try await replay(look)

    #expect(lines.filter { $0.contains("retr") } == ["note: after 2 retries (503, 500)"])
  }

  @Test(arguments: looks)
  func `are each attempt in JSON, and no word beside it`(_ look: String) async throws {
    let lines = try await replay(look, "json")

    let told = try lines.filter { $0.contains("attempts") }
      .map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(told.count == 1, "\(lines)")
    #expect(told.first?["command"] == .string(look))
    #expect(told.first?["ok"] == .bool(true))
    guard case .array(let attempts)? = told.first?["attempts"] else { return }
    #expect(attempts.map { $0["http"] } == [.number(503), .number(500), .number(200)])
    #expect(attempts.allSatisfy { $0["operation"] == .string("listTrackRecordings") })
    #expect(!lines.contains { $0.contains("retr") })
  }

  @Test(arguments: looks)
  func `stand in every report`(_ look: String) async throws {
    let record = try await ShellHarness.with { harness in
      for fault in Self.fault(503, 500) { try await harness.order(fault: fault) }
      let session = harness.classroom()
      let (script, _) = Checker.check(
        SourceText(name: "a.vsdk", text: "start audio\n\(look)\nstop audio"),
        arguments: ScriptArguments(), session: session, services: harness.services)
      let recorder = ReplayRecorder(redactor: harness.services.redactor)
      var replayer = ScriptReplayer(
        try #require(script), session: session,
        interpreter: Interpreter(services: harness.services), options: ReplayOptions(),
        emit: { recorder.note($0) })
      await replayer.runBody()
      recorder.end(file: "a.vsdk", replayer.finish(), after: .seconds(1))
      return recorder.record
    }

    #expect(
      JUnitReport.render(record).contains("ok 2 \(look) after 2 retries (503, 500)\n"),
      "\(JUnitReport.render(record))")
    #expect(
      TAPReport.render(record).contains(
        "    ok 2 - a.vsdk:2 \(look)\n    # after 2 retries (503, 500)\n"),
      "\(TAPReport.render(record))")
    let lines = JSONLinesReport.render(record).split(separator: "\n").filter {
      $0.contains(#""attempts":"#)
    }
    #expect(lines.count == 1 && lines[0].contains(#""line":2,"#), "\(lines)")
  }

  @Test func `stand beside what did not hold`() async throws {
    let replay = try await Replay.run(
      "session\nexpect recording.audio exists", faults: Self.fault(503))

    #expect(replay.status == ExitStatus(.expectation))
    #expect(
      replay.output.contains("\nnote: after 1 retry (503)\nmain.vsdk:2:1: expectation failed"),
      "\(replay.output)")
  }

  @Test func `of all looks of a wait are told at its end`() async throws {
    let replay = try await Replay.run(
      """
      wait until recording.audio exists within=5s every=2s
      """, faults: Self.fault(503, 500))

    #expect(replay.status == ExitStatus(.expectation))
    #expect(
      replay.output.contains(#/^note: after \d+ retries \(503, 500[^)]*\)\nmain.vsdk:1:12: /#),
      "\(replay.output)")
  }

  @Test func `are told once by a wait that fails by them`() async throws {
    let replay = try await Replay.run(
      "wait until recording.audio exists within=1h", faults: Self.fault(503, 503, 503))

    #expect(replay.status == ExitStatus(.api))
    #expect(replay.output.ranges(of: "retries").count == 1, "\(replay.output)")
  }
}
