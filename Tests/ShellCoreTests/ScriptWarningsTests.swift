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
    "recordings\nlet id = last.data[0].id", "rooms\nset room r\nexpect last.data exists",
    "try recordings\nlet why = error.message", "recordings\nwait 1s\nlet x = last.data",
    "recordings\nlet x = http", "defer rooms\nexpect http == 200",
    "recordings\nexpect not error exists", "echo a\nexpect not last.x exists",
    "listen\nwait until hook.webhookType == participant-track-recording-stopped",
    "listen\nwait until hook.webhookType contains recording",
    "listen\nwait until hook.webhookType matches /made-up/",
    "listen\nwait until not hook.webhookType == made-up",
    "listen\nwait until state.audio == stopped", "wait until recording.audio.end exists",
    "recordings\nexpect http == 2xx; expect elapsed < 5s; expect state.running == 0",
    "start audio\nexpect http == 200\nstop audio",
    "defer stop all\nstart audio\nexpect elapsed < 5s\nstop audio",
    "start audio\nstop audio\nexpect last contains x",
  ])
  func `says nothing of what can hold`(_ text: String) throws {
    #expect(try doubts(text).heads == [])
  }

  @Test(arguments: [
    // A query of an answer that no command above gives.
    ("let id = last.data[0].id", 1, 10, "no command above gives an answer"),
    ("set room r\nexpect last.id exists", 2, 8, "no command above gives an answer"),
    ("recordings\necho a\nexpect http == 200", 3, 8, "the command above asks the service nothing"),
    ("echo a\nlet t = elapsed", 2, 9, "the command above asks the service nothing"),
    ("dry rooms\nlet x = last", 2, 9, "no command above gives an answer"),
    (
      "echo a\nexpect error", 2, 1,
      "the command above asks the service nothing, so nothing is refused"
    ),
    (
      "recordings\nlet why = error.message", 2, 11,
      "a refusal of the command above ends the script before this line"
    ),
    // What no poll changes.
    (
      "rooms\nwait until http == 500", 2, 12,
      "`http` is about the command above: no poll changes it"
    ),
    (
      "rooms\nwait until last.data[kind=audio].id exists", 2, 12,
      "`last.data[kind=audio].id` is about the command above: no poll changes it"
    ),
    (
      "rooms\nwait until error exists", 2, 12,
      "`error` is about the command above: no poll changes it"
    ),
    (
      "rooms\nwait until elapsed > 5s", 2, 12,
      "`elapsed` is about the command above: no poll changes it"
    ),
    ("echo ${x:-1}\nwait until ${x:-1} == 2", 2, 12, "`${x:-1}` was kept: no poll changes it"),
    (
      "wait until state.room == r", 1, 12,
      "`state.room` is what was chosen: no poll changes it"
    ),
    (
      "wait until state.audio == stopped", 1, 12,
      "`state.audio` changes by webhooks alone here, and nothing listens"
    ),
    // What cannot be equal.
    (
      "listen\nwait until hook.webhookType == participant-track-recording-stoped", 2, 32,
      "`hook.webhookType` is never `participant-track-recording-stoped`"
    ),
    (
      "listen\ndefer stop all\nstart audio\nexpect hook.webhookType == 5", 4, 28,
      "`hook.webhookType` is a text, never a number"
    ),
    ("session\nexpect state.audio == recordng", 2, 23, "`state.audio` is never `recordng`"),
    ("recordings\nexpect http == \"200\"", 2, 16, "`http` is a number, never a text"),
    ("recordings\nexpect elapsed < 5", 2, 18, "`elapsed` is a duration, never a number"),
    (
      "session\nexpect state.participant == 1234", 2, 29,
      "`state.participant` is a text, never a number"
    ),
    // What ends the script between start and stop.
    (
      "start audio\nexpect elapsed < 5s\nstop audio", 2, 1,
      "if this does not hold, nothing stops audio"
    ),
    (
      "start audio video\nrecordings\nexpect http == 200\nstop audio video", 3, 1,
      "if this does not hold, nothing stops audio, video"
    ),
    (
      "start audio\nwait until recording.audio.id exists\ndefer stop all", 2, 1,
      "if this does not hold, nothing stops audio"
    ),
  ])
  func `doubts what cannot hold`(
    _ text: String, _ line: Int, _ column: Int, _ message: String
  ) throws {
    let (script, found) = try doubts(text)

    #expect(found == ["a.vsdk:\(line):\(column): warning: \(message)"])
    #expect(script != nil)
    #expect(try doubts(text, isStrict: true).script == nil)
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
