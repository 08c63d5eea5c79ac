import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2))) struct LessonShellTests {
  /// Types lines into a shell, and answers what was shown.
  private func type(
    _ lines: String..., options: ShellHarness.Options = .init(),
    session: (ShellHarness) -> Session = { $0.session() }
  ) async throws -> (shown: String, lines: ScriptedLines, status: ExitStatus) {
    try await ShellHarness.with(options) { harness in
      let keys = ScriptedLines(lines.map { ScriptedLines.Key($0) })
      let log = OutputLog()
      let status = await harness.runShell(keys, session: session(harness), log: log)
      // What is typed in a lesson reaches nobody else.
      let elsewhere = try await harness.receivedOperations()
      #expect(elsewhere == [])
      return (log.text, keys, status)
    }
  }

  private static let opening =
    "lesson 2 of 10 · Whose microphone?" + String(repeating: " ", count: 20)
    + "░▒░░░░░░░░ none done yet\n"

  @Test func `shows what was sent, what came back, what changed, and what is missing`()
    async throws
  {
    let (shown, lines, status) = try await type("lesson 2", "start audio")

    #expect(
      shown.hasSuffix(
        """
        track recording started successfully.  audio · abcd · abcd-efgh-ijkl
          sent     POST …/track/start  {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}
          back     200 "track recording started successfully."
          changed  audio · abcd  – → recording
          ✗ Ada's microphone (abcd) is recording, and only Emil's (efgh) is meant: `stop audio participant=abcd` ends it
        note: the sandbox of the lesson is closed, nothing runs on; lesson 2 is open, `vsdk lesson` in the system's shell goes on

        """))
    #expect(shown.contains(Self.opening))
    #expect(
      lines.prompts.map(\.plain) == [
        "sandbox -/- ▸ ", "sandbox abcd-efgh-ijkl/abcd ▸ ", "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ",
      ])
    #expect(status == .success)
  }

  @Test func `ends when all holds, is kept, and names what comes next`() async throws {
    var options = ShellHarness.Options()
    options.progress = ProgressLines(["done people 1 2026-11-28T22:16:14Z"])

    let (shown, _, _) = try await type(
      "lesson", "set participant efgh", "start audio", "stop audio", "lesson off", "lesson",
      "lesson off", options: options)

    #expect(shown.contains("✓  1  people"))
    #expect(shown.contains("   2  track    ◂ Whose microphone?"))
    #expect(
      shown.contains(
        """
          ✓ Emil's microphone (audio of efgh) is recording, and no other track
        done   lesson 2, Whose microphone? · more about it: `explain track`, `explain kind`
        next   `lesson next` · 3, Stop, wait, fetch
        """))
    // What comes behind the end undoes nothing.
    let behind = shown.split(separator: "next   `lesson next`").dropFirst().joined()
    #expect(!behind.contains("✗") && behind.contains("changed  audio · efgh  recording → ended"))
    #expect(shown.contains("   3  fetch    ◂ Stop, wait, fetch"))
    let kept = options.progress.lines.map {
      $0.split(separator: " ").prefix(3).joined(separator: " ")
    }
    #expect(kept == ["done people 1", "begun track 1", "done track 1", "begun fetch 1"])
  }

  @Test(arguments: ["lesson next", "lesson off", "lesson 1"])
  func `tells what ends with the lesson's sandbox, and would run on elsewhere`(
    _ order: String
  ) async throws {
    let (shown, _, _) = try await type("lesson 2", "start audio video", order)
    #expect(
      shown.contains(
        """
        note: 2 recordings ran here still, and ended with the lesson: \
        audio · abcd · abcd-efgh-ijkl, video · abcd · abcd-efgh-ijkl; \
        on the real service they would run on and be billed until `stop all`

        """), "\(shown)")

    let (quiet, _, _) = try await type("lesson 2", "start audio", "stop audio", order)
    #expect(!quiet.contains("ran here still"), "\(quiet)")
  }

  @Test func `gives one hint more each time, and offers one at the third miss`() async throws {
    let (shown, _, _) = try await type(
      "lesson 2", "start audio", "stop audio", "start audio", "lesson hint", "lesson hint",
      "lesson hint")

    #expect(shown.ranges(of: "stuck? lesson hint").count == 1)
    #expect(shown.contains("stuck? lesson hint\nhint 1 of 2  look at the prompt"))
    #expect(shown.contains("hint 2 of 2  `set participant efgh`"))
    #expect(shown.contains("hint  there are no more; `lesson solution`"))
  }

  @Test func `whoever comes nearer is not taken to be stuck`() async throws {
    let (shown, _, _) = try await type(
      "lesson 4", "start audio participant=abcd", "stop all", "start audio participant=efgh",
      "stop all", "start audio participant=ijkl")

    #expect(shown.contains("✗ Emil (efgh) was not recorded"))
    #expect(shown.contains("✗ Iris (ijkl) was not recorded"))
    #expect(!shown.contains("stuck?"))
  }

  @Test func `what was not asked for is no way to the end of a lesson`() async throws {
    let (shown, _, _) = try await type("lesson 4", "start all participant=all", "stop all")

    #expect(shown.contains("✗ a camera was recorded too, and only microphones are meant"))
    #expect(!shown.contains("done   lesson 4"))
  }

  @Test func `webhooks that cannot come are told from those that are to come`() async throws {
    let (deaf, _, _) = try await type("lesson 7", "start audio", "listen")
    let (listening, _, _) = try await type("lesson 7", "listen", "start audio")

    #expect(deaf.contains("✗ the newest start named no address for webhooks: `listen` comes"))
    #expect(listening.contains("✗ two of the four come with the start: `stop audio` brings"))
    #expect(!listening.contains("named no address"))
  }

  @Test func `what can be saved begins with the lesson`() async throws {
    let (shown, _, _) = try await type("echo before", "lesson 10", "save mine.vsdk")

    #expect(shown.contains("error: no command has succeeded since this lesson began"))
    #expect(shown.contains("hint: do something first, such as `start audio`"))
  }

  @Test func `a stop of nothing points to what an earlier shell has left`() async throws {
    let (shown, _, _) = try await type("lesson 9", "stop all")

    #expect(shown.contains("nothing to stop: this shell has no recording running"))
    // At the beginning, and behind the stop.
    #expect(shown.ranges(of: "note: 1 recording you started ").count == 2)
  }

  @Test func `puts the next line of the solution into the input line, and does not run it`()
    async throws
  {
    let (shown, lines, _) = try await type(
      "lesson 2", "lesson solution", "lesson solution", "set participant efgh", "lesson solution",
      "start audio", "lesson solution")

    #expect(
      lines.prefilled == ["set participant efgh", "set participant efgh", "start audio"])
    #expect(shown.contains("done   lesson 2"))
    #expect(shown.contains("note: that was all of it; `lesson again` begins this lesson anew"))
  }

  @Test func `begins anew only when asked for, in a sandbox that knows nothing`() async throws {
    let (shown, lines, _) = try await type(
      "lesson 2", "start audio", "lesson again", "", "lesson again", "what", "y", "recordings")

    #expect(shown.contains("note: answer y, n or Enter"))
    #expect(
      shown.contains("note: the recordings and choices of this lesson would be lost; files stay\n"))
    #expect(
      lines.prompts.map(\.plain) == [
        "sandbox -/- ▸ ", "sandbox abcd-efgh-ijkl/abcd ▸ ", "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ",
        "begin this lesson anew? y yes · Enter no: ", "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ",
        "begin this lesson anew? y yes · Enter no: ", "begin this lesson anew? y yes · Enter no: ",
        "sandbox abcd-efgh-ijkl/abcd ▸ ", "sandbox abcd-efgh-ijkl/abcd ▸ ",
      ])
    #expect(shown.ranges(of: Self.opening).count == 2)
    #expect(shown.contains("no recordings"))
  }

  @Test func `goes from one to the next, to one by name, and back to what was before`()
    async throws
  {
    let (shown, lines, _) = try await type(
      "set participant zoe", "lesson 10", "lesson next", "lesson everyone", "lesson 11",
      "lesson off", "set")

    #expect(shown.contains("lesson 10 of 10 · From the prompt to a script"))
    #expect(shown.contains("lesson 1 of 10 · Who is here?"))
    #expect(shown.contains("lesson 4 of 10 · Everyone at once"))
    #expect(shown.contains("error: there is no lesson `11`"))
    #expect(shown.contains("hint: did you mean `lesson 10`?"))
    #expect(
      lines.prompts.map(\.plain) == [
        "sandbox -/- ▸ ", "sandbox -/zoe ▸ ", "sandbox abcd-efgh-ijkl/efgh ▸ ", "sandbox -/- ▸ ",
        "sandbox abcd-efgh-ijkl/- ▸ ", "sandbox abcd-efgh-ijkl/- ▸ ", "sandbox -/zoe ▸ ",
        "sandbox -/zoe ▸ ",
      ])
  }

  @Test(arguments: ["lesson", "lesson next"])
  func `whoever has done all is told where to go, and is in the own shell`(_ line: String)
    async throws
  {
    var options = ShellHarness.Options()
    options.progress = ProgressLines(
      try LessonCatalog().lessons.map { "done \($0.name) \($0.version) 2026-11-28T22:16:14Z" })

    let (shown, lines, _) = try await type(line, "lesson 3", "lesson off", options: options)

    #expect(shown.contains("done   all 10 lessons; `lesson 3` does the third once more"))
    #expect(shown.contains("costs  recordings, by the vendor's list: $0.002 a minute"))
    #expect(shown.contains("✓ 10  script") == (line == "lesson"))
    #expect(lines.prompts.map(\.plain).prefix(2) == ["sandbox -/- ▸ ", "sandbox -/- ▸ "])
    #expect(shown.contains("██▒███████ 10 of 10 done"))
  }

  @Test func `what is to be is told as what is not yet`() async throws {
    let (shown, _, _) = try await type("lesson 2", "set participant efgh")

    #expect(shown.contains("✗ not yet: Emil's microphone (audio of efgh) is recording"))
  }

  @Test func `a set-up is told as the lesson's, and its recordings as nobody's`() async throws {
    let (shown, _, _) = try await type("lesson 6", "whoami", "set")

    #expect(shown.contains("token (the lesson)"))
    #expect(!shown.contains(".vsdk:"))
  }

  @Test func `the cure of an ended token can be typed`() async throws {
    let (shown, _, _) = try await type("lesson 6", "rooms", "unset token", "rooms")

    #expect(
      shown.contains(
        "hint: `unset token` drops it, and the shell makes its own from key and secret"))
    #expect(!shown.contains("vsdk token mint"))
    #expect(shown.contains("done   lesson 6"))
  }

  @Test(arguments: ["hint", "again", "solution", "off"])
  func `what is about a lesson says so where there is none`(_ word: String) async throws {
    let (shown, _, _) = try await type("lesson \(word)")

    #expect(
      shown == """
        error: no lesson is under way
          lesson \(word)
          \(String(repeating: "^", count: 7 + word.count))
          hint: `lesson` lists them and begins, `lesson 1` begins at the first

        """)
  }

  @Test func `a mistake gets the shell's usual help and loses nothing`() async throws {
    let (shown, lines, _) = try await type(
      "lesson 2", "strat audio", "start 'audio", "'", "start audio participant=", "help start",
      "^C", "some text^C", "lesson nxet", "quit 7")

    #expect(shown.contains("did you mean `start`?"))
    #expect(shown.contains("did you mean `lesson next`?"))
    #expect(!shown.contains("stuck? lesson hint"))
    #expect(lines.prompts.dropFirst().allSatisfy { $0.plain != "sandbox -/- ▸ " })
  }

  @Test func `nothing leads out of the sandbox of a lesson`() async throws {
    var options = ShellHarness.Options()
    options.environment = ["VIDEOSDK_TOKEN": "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"]

    let (shown, _, _) = try await type(
      "lesson 1", "set endpoint https://api.videosdk.live", "set token env:VIDEOSDK_TOKEN",
      "whoami", options: options)

    #expect(shown.contains("error: a lesson stays in its sandbox"))
    #expect(shown.contains("VIDEOSDK_TOKEN is not set"))
    #expect(shown.contains("credentials  the sandbox's own key pair"))
  }

  @Test func `what a lesson leaves running is nobody's and asks nothing`() async throws {
    let disk = try Ledger.inMemory()
    var options = ShellHarness.Options()
    options.openLedger = { _ in disk }

    let (shown, lines, status) = try await type(
      "lesson track", "start audio", "^D", options: options)

    #expect(!shown.contains("may still run"))
    #expect(lines.prompts.count == 3)
    #expect(status == .success)
    #expect(try disk.open(origin: "http://127.0.0.1").recordings.isEmpty)
  }

  @Test func `what runs outside is still asked about`() async throws {
    try await ShellHarness.with { harness in
      let lines = ScriptedLines([
        .line("start audio"), .line("lesson 1"), .end, .line("l"),
      ])
      let log = OutputLog()

      let status = await harness.runShell(lines, session: harness.classroom(), log: log)

      #expect(status == ExitStatus(.leak))
      #expect(lines.prompts.last?.plain.hasPrefix("s stop and leave") == true)
    }
  }

  @Test func `progress that cannot be kept is told once, and known in this shell`() async throws {
    var options = ShellHarness.Options()
    options.progress = ProgressLines(["rubbish"], problem: "read-only file system")

    let (shown, _, _) = try await type(
      "lesson 2", "set participant efgh", "start audio", "lesson off", "lesson", "lesson off",
      options: options)

    #expect(
      shown.ranges(of: "is kept in this shell alone: cannot write `lessons`: read-only").count == 1)
    #expect(shown.ranges(of: "cannot be read and begins anew").count == 1)
    #expect(shown.contains("✓  2  track"))
    #expect(options.progress.lines == ["rubbish"])
  }
}
