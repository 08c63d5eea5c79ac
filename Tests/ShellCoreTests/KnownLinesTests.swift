import CommandLanguage
import Testing

@testable import ShellCore

/// A line that comes again is not read again; a blank at the end of a line keeps it from being known.
@Suite struct KnownLinesTests {
  /// What may be right at one place and wrong at another, and what is never known.
  private static let lines = [
    "set room abcd-efgh-ijkl", "set participant abcd", "unset room", "unset participant",
    "start audio", "start audio video", "stop audio", "stop all", "try stop video",
    "try start audio",
    "expect http == 200", "expect http == 409", "expect error", "expect error \"already\"",
    "expect state.audio == recording", "expect state.adio == x", "expect last.id matches /a b/",
    "expect hook.webhookType exists", "expect recording.audio.end exists", "expect ${id} == 4",
    "set endpoint http://127.0.0.1:5000", "set timeout 30", "wait 2s", "listen", "echo a",
    "echo a; echo b", "echo ${id}", "let id = last.data", "defer stop all", "quit", "session",
    "start sound", "nonsense", "", "# note", "param late", "vsdk 1", "echo \"open",
    "echo a \\\nstart audio",
    "watch session", "run part.vsdk", "run part.vsdk who=abcd", "wait until http == 200 within=2s",
  ]
  private static let part = "param who = abcd\nset participant ${who}\nstart audio\nstop video"

  private static func draw(_ lines: [String], ending: String) throws -> [String] {
    let text = lines.map { $0 + ending }.joined(separator: "\n")
    let files = MemoryFiles([
      "part.vsdk": part.split(separator: "\n").map { $0 + ending }.joined(separator: "\n")
    ])
    let (_, problems) = Checker.check(
      SourceText(name: "main.vsdk", text: text), arguments: ScriptArguments(),
      session: try Sample.session(), services: Sample.services(files: files))
    return problems.map { problem in
      let location = problem.diagnostic.location
      let place = location.map { $0.source.position(at: $0.span.start) }
      return
        "\(location?.source.name ?? ""):\(place?.line ?? 0):\(place?.column ?? 0) \(location?.span.count ?? 0) "
        + "\(problem.diagnostic.code) \(problem.diagnostic.message) \(problem.diagnostic.hints)"
    }
  }

  @Test func `what is known means what it means when it is read`() throws {
    let seed = UInt64.random(in: 0...(.max))
    var generator = SeededBytes(seed: seed)
    for _ in 0..<300 {
      let lines = (0..<40).compactMap { _ in Self.lines.randomElement(using: &generator) }

      let known = try Self.draw(lines, ending: "")
      let read = try Self.draw(lines, ending: " ")

      guard known != read else { continue }
      Issue.record("seed \(seed): \(lines.joined(separator: "\n"))\n\(known)\n\(read)")
      return
    }
  }

  @Test func `a known command is wrong where the session lacks what it needs`() throws {
    let drawn = try Self.draw(
      [
        "set room r", "set participant p", "start audio", "stop audio", "unset room", "start audio",
      ],
      ending: "")

    #expect(
      drawn == [
        "main.vsdk:6:1 5 no-room no room chosen "
          + "[\"use `set room ID`, or `room=ID` behind the command\"]"
      ])
  }

  @Test func `a known line is a command that no header may follow`() throws {
    let files = MemoryFiles(["part.vsdk": "echo a\nparam late = 1"])

    let drawn = try CheckerTests.check("echo a\nrun part.vsdk\necho ${late:-b}", files: files).drawn

    #expect(
      drawn.map { $0.split(separator: "\n").first } == [
        "main.vsdk:2 → part.vsdk:2:1: `param` must stand before the first command, which is on line 1"
      ])
  }

  @Test func `a known expectation tells that a refusal is expected`() throws {
    let drawn = try Self.draw(
      [
        "set room r", "set participant p", "start audio", "expect error", "stop audio",
        "stop video", "expect error",
      ], ending: "")

    #expect(drawn.isEmpty)
  }
}
