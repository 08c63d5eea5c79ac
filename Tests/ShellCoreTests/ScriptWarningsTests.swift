import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct ScriptWarningsTests {
  /// The first line of each warning about a script in the classroom.
  private func doubts(
    _ text: String, files: [String: String] = [:], isStrict: Bool = false
  ) throws -> (script: CheckedScript?, heads: [String]) {
    let (script, problems) = Checker.check(
      SourceText(name: "a.vsdk", text: text), arguments: ScriptArguments(),
      session: try Sample.classroom(), services: Sample.services(files: MemoryFiles(files)),
      rules: CheckRules(isStrict: isStrict))
    return (script, problems.compactMap { DiagnosticText.render($0.diagnostic).first })
  }

  @Test(arguments: [
    "start audio\nwait 5s\nstop audio",
    "defer stop all\nstart audio video\nstop audio",
    "try stop audio",
    "stop audio\nexpect http == 400",
    "stop audio\nexpect error",
    "start audio participant=all\nstop audio participant=all",
    "start audio participant=all\nstop all",
    "param who = a\nset participant ${who}",
    "param who = a\nparam path = \"x/${who}\"\nset bucket ${path}",
    "param who = a\necho a\nexpect state.participant == ${who}",
    "wait 5s\nstart audio\nexpect state.audio == recording\nstop audio",
  ])
  func `says nothing of what is fine`(_ text: String) throws {
    let heads = try doubts(text).heads.filter { $0.contains("warning") }

    #expect(heads == [])
  }

  @Test(arguments: [
    ("start audio", ["a.vsdk:1:1: warning: started here and never stopped: audio"]),
    (
      "start audio; start video\nstop audio",
      ["a.vsdk:1:14: warning: started here and never stopped: video"]
    ),
    (
      "start audio participant=all",
      ["a.vsdk:1:1: warning: started here and never stopped: audio"]
    ),
    ("stop video", ["a.vsdk:1:1: warning: the script never started video of abcd"]),
    (
      "start audio\nstop audio participant=other\nstop audio",
      ["a.vsdk:2:1: warning: the script never started audio of other"]
    ),
    ("wait 5s\nrecordings", ["a.vsdk:1:1: warning: a fixed pause before the server is asked"]),
    (
      "wait 5s\nexpect recording.audio.end exists",
      ["a.vsdk:1:1: warning: a fixed pause before the server is asked"]
    ),
    (
      "wait 5s\nwait until recording.audio.end exists",
      ["a.vsdk:1:1: warning: a fixed pause before the server is asked"]
    ),
    ("param who = a\necho who", ["a.vsdk:1:7: warning: nothing makes use of `who`"]),
  ])
  func `doubts what is probably not meant`(_ text: String, _ heads: [String]) throws {
    let (script, found) = try doubts(text)

    #expect(found == heads)
    #expect(script != nil)
  }

  @Test func `names the way to an included script`() throws {
    let heads = try doubts("run part.vsdk", files: ["part.vsdk": "param who = a\nstart audio"])
      .heads

    #expect(
      heads == [
        "a.vsdk:1 → part.vsdk:1:7: warning: nothing makes use of `who`",
        "a.vsdk:1 → part.vsdk:2:1: warning: started here and never stopped: audio",
      ])
  }

  @Test func `is a mistake where the check is strict`() throws {
    let (script, heads) = try doubts("start audio", isStrict: true)

    #expect(heads == ["a.vsdk:1:1: started here and never stopped: audio"])
    #expect(script == nil)
  }

  @Test func `is silent beside a mistake`() throws {
    let heads = try doubts("start audio\nstrat video").heads

    #expect(heads == ["a.vsdk:2:1: unknown command `strat`"])
  }
}
