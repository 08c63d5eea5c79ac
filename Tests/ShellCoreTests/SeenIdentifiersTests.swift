import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct SeenIdentifiersTests {
  private func sighting(
    _ id: String, _ kind: IdentifierKind = .participant, in rooms: Set<String> = [],
    note: String = "", at seconds: Int = 0
  ) -> SeenIdentifier {
    SeenIdentifier(kind: kind, id: id, rooms: rooms, note: note, time: .seconds(seconds))
  }

  @Test func `a later sight replaces an earlier one and keeps its place`() {
    var seenIdentifiers = SeenIdentifiers()
    seenIdentifiers.note([sighting("abcd", note: "left", at: 5), sighting("efgh", at: 5)])

    seenIdentifiers.note([sighting("abcd", note: "in the session", at: 7)])
    seenIdentifiers.note([sighting("efgh", note: "older", at: 1)])

    #expect(
      seenIdentifiers.seen(.participant, in: nil) == [
        sighting("abcd", note: "in the session", at: 7), sighting("efgh", at: 5),
      ])
  }

  @Test func `people are those of the room, and those whose room is not known`() {
    var seenIdentifiers = SeenIdentifiers()
    seenIdentifiers.note([
      sighting("here", in: ["r", "maths"]), sighting("there", in: ["s"]), sighting("anywhere"),
      sighting("r", .room), sighting("s", .room),
    ])

    #expect(seenIdentifiers.seen(.participant, in: "maths").map(\.id) == ["here", "anywhere"])
    #expect(seenIdentifiers.seen(.participant, in: nil).count == 3)
    #expect(seenIdentifiers.seen(.room, in: "r").map(\.id) == ["r", "s"])
  }

  @Test func `what was seen first is forgotten first`() {
    var seenIdentifiers = SeenIdentifiers()

    seenIdentifiers.note((0..<SeenIdentifiers.limit + 2).map { sighting("p\($0)") })

    let seen = seenIdentifiers.seen(.participant, in: nil)
    #expect(seen.count == SeenIdentifiers.limit)
    #expect(seen.first?.id == "p2")
  }

  @Test(arguments: [
    (0.4, "just now"), (12.9, "12s ago"), (60, "1m ago"), (3_599, "59m ago"), (7_300, "2h ago"),
  ])
  func `an age is short`(seconds: Double, text: String) {
    #expect(AgeText.short(.seconds(seconds)) == text)
  }

  @Test func `a mistyped id is answered with the nearest that was seen`() async throws {
    try await ShellHarness.with { shell in
      let log = OutputLog()
      let lines = ScriptedLines(
        [
          "participants", "start audio participant=efhg", "start audio participant=nobody",
          "room abcd-efgh-ijlk", "start audio participant=abcd,zzzz",
        ].map { .line($0) } + [.end, .line("l")])

      _ = await shell.runShell(lines, session: shell.classroom(), log: log)

      let hints = log.text.split(separator: "\n").filter { $0.contains("did you mean") }
      #expect(hints == ["  hint: did you mean `efgh`?", "  hint: did you mean `abcd-efgh-ijkl`?"])
    }
  }

  @Test func `another origin forgets what was seen at the last one`() throws {
    var session = try Sample.session()
    session.seenIdentifiers = SeenIdentifiers()
    session.seenIdentifiers?.note([sighting("abcd")])

    session.move(
      to: Target(kind: .endpoint, origin: try Sample.origin("http://127.0.0.1:5"), reason: "set"))

    #expect(session.seenIdentifiers == SeenIdentifiers())
  }
}
