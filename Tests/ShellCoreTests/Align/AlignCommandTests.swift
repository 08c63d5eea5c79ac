import CommandLanguage
import FoundationEssentials
import SandboxServer
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// `align` against the real sandbox, whose files go to a real folder.
@Suite(.timeLimit(.minutes(2)))
struct AlignCommandTests {
  @Test(arguments: [
    ("align", "GET /v2/recordings/participant/track?roomId=abcd-efgh-ijkl"),
    ("align room=r", "GET /v2/recordings/participant/track?roomId=r"),
    // A session is of one room, be it another than the one that is set.
    ("align session=s", "GET /v2/recordings/participant/track?sessionId=s"),
    ("align session=s room=r", "GET /v2/recordings/participant/track?roomId=r&sessionId=s"),
  ])
  func `asks for the list first`(_ text: String, _ request: String) throws {
    #expect(try Planned.targets(of: text, in: Sample.classroom()) == [request])
  }

  /// Types lines in the classroom; `DIR` stands for the folder.
  private func type(_ lines: [String], in folder: TemporaryFolder) async throws -> TypedSession {
    var options = ShellHarness.Options()
    options.sandbox.isDeterministic = false
    var settings = Settings()
    settings.put(.room, "abcd-efgh-ijkl", from: .prompt)
    settings.put(.participant, "abcd", from: .prompt)
    return try await TypedSession.type(lines, in: folder, options: options, settings: settings)
  }

  private static let recorded = [
    "start audio", "sandbox clock +5s", "sandbox mute abcd audio", "sandbox clock +5s",
    "sandbox unmute abcd audio", "sandbox clock +5s", "stop audio",
  ]

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func `fetches the files, with what says where each belongs`() async throws {
    let folder = try TemporaryFolder()

    let log = try await type(Self.recorded + ["set output json", "align to=DIR/m"], in: folder).log

    let found = try names(in: folder.path + "/m")
    #expect(found.count == 4, "\(log.text)")
    #expect(found.suffix(2) == ["mix.sh", "session.json"])
    #expect(found[0].hasSuffix("-audio-1.webm") && found[1].hasSuffix("-audio-2.webm"))
    let data = try #require(FileManager.default.contents(atPath: folder.path + "/m/session.json"))
    let json = try JSONValue(parsing: Array(data))
    #expect(json["segments"].elements.compactMap { $0["file"].text } == Array(found.prefix(2)))
    #expect(log.text.contains(#""leftOut":[],"folder":"\#(folder.path)/m/","files":["#))
  }

  @Test func `no secret reaches what it writes`() async throws {
    let folder = try TemporaryFolder()

    let log = try await type(
      Self.recorded + ["sessions", "let s = last.data[0].id secret", "align to=DIR/m"], in: folder
    ).log.text

    let data = try #require(FileManager.default.contents(atPath: folder.path + "/m/session.json"))
    #expect(try JSONValue(parsing: Array(data))["session"] == .string("[redacted]"), "\(log)")
  }

  @Test func `given twice it fetches what is missing, and keeps what is there`() async throws {
    let folder = try TemporaryFolder()

    let log = try await type(
      Self.recorded + ["align to=DIR/m", "align to=DIR/m"], in: folder
    ).log.text

    #expect(log.contains("\(folder.path)/m/  2 files, "), "\(log)")
    #expect(log.contains(" bytes, 2 of them there already\n"))
  }

  @Test(arguments: ["mix.sh", "session.json"])
  func `another file of a name that it writes is left alone, and nothing is fetched`(
    _ name: String
  ) async throws {
    let folder = try TemporaryFolder()
    try Data("mine".utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))

    let log = try await type(Self.recorded + ["align to=DIR"], in: folder).log.text

    #expect(log.contains("\(folder.path)/\(name)"), "\(log)")
    #expect(try names(in: folder.path) == [name])
    #expect(FileManager.default.contents(atPath: "\(folder.path)/\(name)") == Data("mine".utf8))
  }

  @Test func `a file in the place of the folder is told`() async throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(filePath: "\(folder.path)/m"))

    let log = try await type(Self.recorded + ["align to=DIR/m"], in: folder).log.text

    #expect(
      log.contains("error: cannot make the folder `\(folder.path)/m/`: a file has this name\n"),
      "\(log)")
  }

  @Test func `a file that the service has not got is left out and told`() async throws {
    let folder = try TemporaryFolder()

    let log = try await type(
      Self.recorded + ["sandbox storage own", "start audio", "stop audio", "align to=DIR/m"],
      in: folder
    ).log.text

    #expect(
      log.contains(
        #/left out: audio · abcd · [0-9a-f]{24}: the file has no address, it lies in your own storage/#
      ), "\(log)")
    #expect(try names(in: folder.path + "/m").count == 4)
  }

  @Test func `nothing recorded is told, also in a session that is not there`() async throws {
    let log = try await type(["align", "align session=nowhere"], in: try TemporaryFolder()).log.text

    #expect(log.contains("error: no recordings of room abcd-efgh-ijkl\n"), "\(log)")
    #expect(log.contains("error: no recordings in session nowhere\n"), "\(log)")
  }

  @Test func `what still records and what failed is told and left out`() async throws {
    let log = try await type(
      Self.recorded + ["start video", "align"], in: try TemporaryFolder()
    ).log.text

    #expect(log.contains(#/left out: video · abcd · [0-9a-f]{24}: still records\n/#), "\(log)")
    #expect(log.contains("`align to=FOLDER` fetches the files and writes what mixes them\n"))
  }

  @Test func `the dry run tells the list and the session`() throws {
    let session = try Sample.classroom()
    let services = Sample.services()
    let script = try #require(
      Checker.check(
        SourceText(name: "a.vsdk", text: "align"), arguments: ScriptArguments(), session: session,
        services: services
      ).script)
    var targets: [String] = []

    Checker.plan(script, session: session, services: services) { targets.append($0.call.target) }

    #expect(
      targets == [
        "/v2/recordings/participant/track?roomId=abcd-efgh-ijkl",
        "/v2/sessions/<id of the latest session>",
      ])
  }

  @Test func `one that is cut short goes on with what is missing`() async throws {
    try await ShellHarness.with { harness in
      let folder = try TemporaryFolder()
      let interpreter = Interpreter(services: harness.services)
      var session = harness.classroom()
      for line in ["start audio video", "stop all", "align"] {
        _ = await interpreter.type(line, in: &session)
      }
      let last = try #require(session.last.json?["segments"].elements.last?["file"].text)
      let obstacle = "\(folder.path)/\(last)"
      try Data("mine".utf8).write(to: URL(filePath: obstacle))

      let cut = await interpreter.type("align to=\(folder.path)", in: &session)
      let namesOfCut = try names(in: folder.path)
      try FileManager.default.removeItem(atPath: obstacle)
      let whole = await interpreter.type("align to=\(folder.path)", in: &session)

      #expect(cut.failures.map(\.code) == ["file-exists"])
      #expect(namesOfCut.count == 2)
      #expect(whole.failures == [])
      #expect(try names(in: folder.path).count == 4)
      #expect(
        whole.reports.first?.json["files"].elements.map { $0["fetched"] }
          == [.bool(false), .bool(true)])
    }
  }

  @Test func `a session that is no longer there does not matter`() async throws {
    try await ShellHarness.with { harness in
      let interpreter = Interpreter(services: harness.services)
      var session = harness.classroom()
      _ = await interpreter.type("start audio", in: &session)
      _ = await interpreter.type("stop audio", in: &session)
      try await harness.order(
        fault: #"{"match":{"operation":"getSession"},"fault":{"status":404}}"#)

      let outcome = await interpreter.type("align", in: &session)

      #expect(outcome.failures == [])
      #expect(outcome.reports.first?.text.contains(", first recorded ") == true)
    }
  }
}
