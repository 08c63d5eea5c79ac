import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct CheckerTests {
  /// Checks a text in a new session and draws every mistake.
  static func check(
    _ text: String, files: MemoryFiles = MemoryFiles(),
    arguments: ScriptArguments = ScriptArguments(), environment: [String: String] = [:],
    session: Session? = nil, allowing origin: String? = nil
  ) throws -> (script: CheckedScript?, drawn: [String], categories: [ExitStatus.Category]) {
    var services = Sample.services(files: files, environment: environment)
    if let origin { #expect(services.allowance.allow(origin: origin) == nil) }
    let (script, problems) = Checker.check(
      SourceText(name: "main.vsdk", text: text), arguments: arguments,
      session: try session ?? Sample.session(), services: services)
    let mistakes = problems.filter(\.isFatal)
    return (
      script, mistakes.map { DiagnosticText.render($0.diagnostic).joined(separator: "\n") },
      mistakes.map { $0.category }
    )
  }

  @Test(arguments: MistakeCase.all)
  func `names each mistake at its place`(_ one: MistakeCase) throws {
    let (script, drawn, categories) = try Self.check(one.text, files: MemoryFiles(one.files))

    #expect(drawn.joined(separator: "\n") == one.drawn)
    #expect(categories == [one.category])
    #expect(script == nil)
  }

  @Test(arguments: UsageCase.all)
  func `what is given from outside is a matter of usage`(_ one: UsageCase) throws {
    let (script, drawn, categories) = try Self.check(one.text, arguments: one.arguments)

    #expect(drawn == [one.drawn])
    #expect(categories == [.usage])
    #expect(script == nil)
  }

  @Test func `all mistakes of a file are found at once, in the order of the text`() throws {
    let (_, drawn, _) = try Self.check(
      """
      start sound
      echo "open
      set timeout 30
      expect nothing == 1
      expect state.adio == idle; start audio; echo 'open
      """)

    #expect(
      drawn.compactMap { $0.split(separator: "\n").first } == [
        "main.vsdk:1:7: `sound` is not a value of `KIND`",
        "main.vsdk:2:6: the quote is never closed",
        "main.vsdk:3:13: `30` has no unit", "main.vsdk:4:8: `nothing` is nothing to look at",
        "main.vsdk:5:14: `state` has no `adio`", "main.vsdk:5:28: no room chosen",
        "main.vsdk:5:46: the quote is never closed",
      ])
  }

  @Test func `knows which room and participant each line sees`() throws {
    let (script, drawn, _) = try Self.check(
      """
      set room abcd-efgh-ijkl
      set participant abcd
      start audio
      expect recording.audio.id exists
      unset participant
      stop all
      """)

    #expect(drawn == [])
    #expect(script?.source.lineCount == 6)
  }

  @Test func `a deferred command sees the session as the script leaves it`() throws {
    let (script, _, _) = try Self.check("defer stop audio\nset room a\nset participant b\n")
    #expect(script != nil)

    let (_, drawn, _) = try Self.check("set room a\ndefer stop audio\nunset room\n")
    #expect(
      drawn == [
        """
        main.vsdk:2:7: no room chosen
            2 | defer stop audio
              |       ^^^^
              = hint: `rooms` lists them; choose one with `set room ID`, or by `room=ID` behind the command
        """
      ])
  }

  @Test func `what only the run will know is taken as it is`() throws {
    let (script, drawn, _) = try Self.check(
      """
      param who
      recordings
      let room = last.data[0].roomId
      set room ${room}
      start audio participant=${who}
      expect ${room} == abcd
      wait ${room}
      """, arguments: ScriptArguments(named: [.init(key: "who", value: "abcd")]))

    #expect(drawn == [])
    #expect(script?.scope["who"] == .text("abcd"))
  }

  @Test func `a value that is known is checked`() throws {
    let (_, drawn, _) = try Self.check(
      "param kind = sound\nstart ${kind} room=a participant=b\n")

    #expect(
      drawn == [
        """
        main.vsdk:2:7: `sound` is not a value of `KIND`
            2 | start ${kind} room=a participant=b
              |       ^^^^^^^
              = hint: it can be `audio`, `video`, `screen_audio`, `screen_video`, `screen` or `all`
        """
      ])
  }

  @Test func `parameters are filled from the environment too`() throws {
    let (script, drawn, _) = try Self.check(
      "param who\necho ${who}\n", environment: ["VSDK_VAR_who": "abcd"])

    #expect(drawn == [])
    #expect(script?.scope["who"] == .text("abcd"))
  }

  @Test func `the session that checks is not the one that runs`() throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(), .ended, .known)

    _ = try Self.check("start audio\nset room other\n", session: session)

    #expect(session.belief(Sample.track())?.state == .ended)
    #expect(session.room == Sample.room)
  }
}
