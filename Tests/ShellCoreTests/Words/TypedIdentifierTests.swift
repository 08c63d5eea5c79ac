import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Names typed where ids are due, and ids of another kind, in any command that takes one.
@Suite(.timeLimit(.minutes(2)))
struct TypedIdentifierTests {
  private static func type(_ lines: [String], kind: Target.Kind = .sandbox) async throws -> String {
    try await ShellHarness.with { harness in
      let log = OutputLog()
      _ = await harness.runShell(
        ScriptedLines(lines.map { .line($0) }), session: harness.classroom(kind: kind), log: log)
      return log.text
    }
  }

  /// Every place of the table where the id of a participant may stand.
  private static let places = [
    "set participant Emil", "start audio participant=Emil", "start audio participant=abcd,Emil",
    "stop audio participant=Emil", "follow audio participant=Emil",
    "recordings participant=Emil",
    "recording audio participant=Emil", "timeline participant=Emil",
    "download audio participant=Emil", "sandbox leave Emil", "sandbox mute Emil audio",
    "sandbox unmute Emil audio", "token mint participant=Emil", "dry start audio participant=Emil",
    "as curl start audio participant=Emil", "watch recordings participant=Emil", "merge abcd Emil",
    "try start audio participant=emil", "set participant \"EMIL\"",
  ]

  @Test(arguments: places)
  func `a display name gets the id`(_ line: String) async throws {
    let log = try await Self.type([line])

    #expect(log.contains("is a name, and this takes an id\n"), "\(log)")
    #expect(log.contains("  hint: did you mean `efgh` (Emil)?\n"), "\(log)")
  }

  @Test func `the places are all there are`() {
    let takers = CommandTable.grammars.grammars.flatMap { grammar in
      [grammar] + grammar.forms
    }.filter { grammar in
      let types = grammar.parameters.map(\.type) + grammar.options.map(\.type)
      return types.contains(.identifier(.participant))
    }.map(\.verb).filter { $0 != SandboxForm.join.grammar.verb }

    for verb in takers {
      #expect(Self.places.contains { $0.contains(verb) }, "\(verb)")
    }
  }

  @Test(arguments: [
    (
      "set participant abcd-efgh-ijkl",
      "`abcd-efgh-ijkl` is a room, and this takes the id of a participant"
    ),
    ("set room efgh", "`efgh` is a participant, and this takes the id of a room"),
    ("recordings room=efgh", "`efgh` is a participant, and this takes the id of a room"),
    (
      "start audio participant=abcd-efgh-ijkl",
      "`abcd-efgh-ijkl` is a room, and this takes the id of a"
    ),
    ("recording efgh", "`efgh` is a participant, and this takes the id of a track recording"),
    ("room abcd", "`abcd` is a participant, and this takes the id of a room"),
  ])
  func `an id of another kind is told`(_ line: String, _ message: String) async throws {
    let log = try await Self.type([line])

    #expect(log.contains("error: \(message)"), "\(log)")
  }

  @Test(arguments: [
    "sandbox join Emil name=Emil", "create room id=efgh", "set participant zoe", "set room maths",
    "start audio participant=all", "recording audio",
  ])
  func `what is new, unknown or no id is left alone`(_ line: String) async throws {
    let log = try await Self.type([line])

    #expect(!log.contains("this takes"), "\(log)")
  }

  @Test func `elsewhere those are known that answers told of`() async throws {
    let before = try await Self.type(["set participant Emil"], kind: .live)
    let after = try await Self.type(["participants", "set participant Emil"], kind: .live)

    #expect(!before.contains("error"))
    #expect(after.contains("did you mean `efgh` (Emil)?"), "\(after)")
  }

  @Test func `a refusal names who was meant by a mistyped name`() async throws {
    let log = try await Self.type(
      ["participants", "set participant Emli", "start audio"], kind: .live)

    #expect(log.contains("hint: did you mean `efgh` (Emil)?"), "\(log)")
  }

  @Test(arguments: [
    ("start audio Emil", "hint: did you mean `participant=efgh` (Emil)?"),
    ("start audio efgh", "hint: did you mean `participant=efgh` (Emil)?"),
    ("abcd-efgh-ijkl", "hint: `set room abcd-efgh-ijkl` chooses it"),
    ("efgh", "hint: `set participant efgh` chooses it"),
    ("Iris", "hint: `set participant ijkl` chooses Iris"),
  ])
  func `an id or a name in a wrong place gets its place`(_ line: String, _ hint: String)
    async throws
  {
    let log = try await Self.type([line])

    #expect(log.contains(hint), "\(log)")
  }

  @Test func `a script is not asked what it means`() async throws {
    let replay = try await Replay.run("set participant Emil\ntry start audio\n")

    #expect(!replay.output.contains("this takes"), "\(replay.output)")
  }
}
