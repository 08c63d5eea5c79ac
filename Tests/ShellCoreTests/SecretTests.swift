import CommandLanguage
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct SecretTests {
  private static let header = "secret key = env:KEY\n"

  @Test(arguments: [
    MisplacedCase("echo ${key}", at: "6"),
    MisplacedCase("set room ${key}", at: "10"),
    MisplacedCase("set room \"a ${key}\"", at: "10"),
    MisplacedCase("start audio participant=${key}", at: "25"),
    MisplacedCase("run part.vsdk who=${key}", at: "19"),
    MisplacedCase("start ${key}", at: "7"),
    MisplacedCase("wait ${key}", at: "6"),
    MisplacedCase("stop audio room=a ${key}", at: "19"),
    MisplacedCase("let x = ${key}", at: "9"),
    MisplacedCase("echo a; expect ${key} == a", at: "16"),
    MisplacedCase("recordings; expect last.id == ${key}", at: "31"),
    MisplacedCase("wait until last.id contains ${key}", at: "29"),
  ])
  func `stands only where a secret is due`(_ one: MisplacedCase) throws {
    let (script, drawn, _) = try CheckerTests.check(
      Self.header + one.text, files: MemoryFiles(["part.vsdk": "param who\necho ${who}"]),
      environment: ["KEY": "hunter2hunter2"], session: try Sample.classroom())

    #expect(script == nil)
    #expect(
      drawn.compactMap { $0.split(separator: "\n").first } == [
        "main.vsdk:2:\(one.column): the secret `${key}` would be shown here"
      ])
    #expect(!drawn.joined().contains("hunter2"))
  }

  @Test func `cannot become the default of a parameter`() throws {
    let (_, drawn, _) = try CheckerTests.check(
      Self.header + "param who = ${key}\necho ${who}", environment: ["KEY": "hunter2hunter2"])

    #expect(
      drawn.compactMap { $0.split(separator: "\n").first } == [
        "main.vsdk:2:13: nothing defines `${key}`"
      ])
  }

  @Test func `is not given on the command line`() throws {
    let (_, drawn, categories) = try CheckerTests.check(
      Self.header + "set token ${key}",
      arguments: ScriptArguments(named: [.init(key: "key", value: "x")]),
      environment: ["KEY": "hunter2hunter2"])

    #expect(
      drawn == [
        """
        error: `key` of `main.vsdk` is a secret and not given on the command line
          hint: others could read it from the process list; the script says where it is read
        """
      ])
    #expect(categories == [.usage])
  }

  @Test func `becomes the session's token, and is struck out`() async throws {
    var options = ShellHarness.Options()
    options.environment = ["KEY": " secret-token-of-nobody\n"]
    try await ShellHarness.with(options) { harness in
      let session = harness.session()
      let (script, problems) = Checker.check(
        SourceText(name: "a.vsdk", text: Self.header + "set token ${key}"),
        arguments: ScriptArguments(), session: session, services: harness.services)
      #expect(problems.isEmpty)
      var replayer = ScriptReplayer(
        try #require(script), session: session,
        interpreter: Interpreter(services: harness.services), emit: { _ in })

      await replayer.runBody()

      #expect(replayer.finish() == .success)
      #expect(
        replayer.session.credentials.resolve(for: session.target.origin)?.credentials
          == .token(AccessToken("secret-token-of-nobody")))
      #expect(
        harness.services.redactor.redact("a secret-token-of-nobody b") == "a [redacted] b")
    }
  }

  @Test func `is asked for once when it stands in the header`() async throws {
    let questions = Mutex("")
    var options = ShellHarness.Options()
    options.files.read = MemoryFiles(["part.vsdk": "secret key = prompt\nset token ${key}"]).read
    options.askSecret = { name in
      questions.withLock { $0 += "\(name)?" }
      return "secret-token-of-nobody"
    }
    try await ShellHarness.with(options) { harness in
      let session = harness.session()
      let (script, _) = Checker.check(
        SourceText(name: "a.vsdk", text: "run part.vsdk\nrun part.vsdk"),
        arguments: ScriptArguments(), session: session, services: harness.services)
      var replayer = ScriptReplayer(
        try #require(script), session: session,
        interpreter: Interpreter(services: harness.services), emit: { _ in })

      await replayer.runBody()

      #expect(replayer.finish() == .success)
      #expect(questions.withLock { $0 } == "key?")
    }
  }

  @Test func `a value that is kept as secret is struck out of everything`() async throws {
    let replay = try await Replay.run(
      """
      start audio
      recordings
      let file = last.data[0].id secret
      echo ${file}
      stop all
      """)

    #expect(replay.status == .success)
    #expect(replay.output.contains("\n[redacted]\n"))
  }

  struct MisplacedCase: CustomTestStringConvertible, Sendable {
    let text: String
    let column: String
    var testDescription: String { text }

    init(_ text: String, at column: String) {
      self.text = text
      self.column = column
    }
  }
}
