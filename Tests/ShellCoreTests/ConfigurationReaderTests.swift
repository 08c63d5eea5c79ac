import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct ConfigurationReaderTests {
  private static let path = "/home/ann/.config/vsdk/profiles/staging.vsdk"

  private func read(_ text: String) -> (file: ConfigurationFile?, drawn: [String]) {
    let (file, problems) = ConfigurationReader.read(
      SourceText(name: Self.path, text: text), as: .profile("staging"), redactor: Redactor())
    return (file, problems.map { DiagnosticText.render($0).joined(separator: "\n") })
  }

  @Test func `reads what a profile says`() throws {
    let file = try #require(
      read(
        """
        # where we try things
        set endpoint https://api.example.com
        set room abcd-efgh-ijkl; set timeout 10s
        set token file:token.txt
        set room efgh
        """
      ).file)
    var settings = Settings()

    file.apply(to: &settings)

    #expect(file.endpoint == (try Origin("https://api.example.com")))
    #expect(file.holdsCredentials)
    #expect(settings.text(.room) == "efgh")
    #expect(settings.provenance(.room).description == "\(Self.path):5")
    #expect(settings.timeout == .seconds(10))
    #expect(settings.provenance(.endpoint) == .standard)
  }

  @Test(arguments: Mistake.all)
  func `takes nothing but settings`(_ mistake: Mistake) {
    let (file, drawn) = read(mistake.text)

    #expect(file == nil)
    #expect(drawn == [mistake.drawn.replacing("<PATH>", with: Self.path)])
  }

  @Test func `tells every mistake`() {
    let drawn = read("set rom x\nquit\nset room a").drawn

    #expect(drawn.count == 2)
  }

  @Test(arguments: [
    ("set room a", Origin.videoSDK, false), ("set api-key k", .videoSDK, true),
    ("set token prompt", .videoSDK, true),
  ])
  func `names the live service when it has credentials and no endpoint`(
    _ text: String, _ origin: Origin, _ names: Bool
  ) throws {
    let file = try #require(read(text).file)

    #expect(file.origin == origin)
    #expect(file.namesTarget == names)
  }

  @Test(
    arguments: [
      ("set token env:T", 0o600, nil), ("set token env:T", 0o640, "read it (0640)"),
      ("set api-key k", 0o604, "read it (0604)"), ("set token env:T", 0o620, "change it (0620)"),
      ("set room a", 0o666, nil), ("set endpoint http://127.0.0.1:1", 0o644, nil),
      ("set endpoint http://127.0.0.1:1", 0o664, "read it (0664)"),
    ] as [(String, UInt32, String?)])
  func `is refused when others can see or change what matters`(
    _ text: String, _ mode: UInt32, _ reason: String?
  ) throws {
    let file = try #require(read(text).file)

    let problem = file.exposure(FileFacts(isFolder: false, mode: mode, isOwn: true))

    let what = file.holdsCredentials ? "credentials" : "an endpoint"
    #expect(problem?.message == reason.map { "`\(Self.path)` holds \(what), and others can \($0)" })
    #expect(problem?.hints == reason.map { _ in ["run `chmod 600 \(Self.path)`"] })
  }

  @Test func `quotes a path that the system's shell would take apart`() throws {
    let (file, _) = ConfigurationReader.read(
      SourceText(name: "/tmp/a b's/x.vsdk", text: "set token prompt"), as: .start,
      redactor: Redactor())

    let facts = FileFacts(isFolder: false, mode: 0o644, isOwn: true)
    #expect(
      try #require(file).exposure(facts)?.hints == [#"run `chmod 600 '/tmp/a b'\''s/x.vsdk'`"#])
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    let text: String
    let drawn: String
    var testDescription: String { text }

    private init(
      _ text: String, column: Int = 1, _ message: String, carets: String, _ hints: String...
    ) {
      self.text = text
      drawn =
        (["<PATH>:1:\(column): \(message)", "    1 | \(text)", "      | \(carets)"]
        + hints.map { "      = hint: \($0)" }).joined(separator: "\n")
    }

    private static func other(_ text: String) -> Mistake {
      Mistake(
        text, "profile staging holds `set KEY VALUE` lines only",
        carets: String(repeating: "^", count: text.utf8.count),
        "put commands into a script: `vsdk run FILE`")
    }

    static let all = [
      other("start audio"), other("set"), other("unset room"), other("try set room a"),
      other("vsdk 1"), other("param who = x"), other("secret t = env:T"), other("let x = last"),
      other("expect http == 200"),
      Mistake(
        "set rom x", column: 5, "`rom` is not a value of `KEY`", carets: "    ^^^",
        "did you mean `room`?",
        "it can be `room`, `participant`, `format`, `webhook`, `bucket`, `endpoint`, `api-key`, "
          + "`api-secret`, `token`, `timeout`, `retries`, `concurrency`, `output`, `color`, "
          + "`timing`, `confirm`, `ledger`, `pager`, `highlight` or `suggest`"),
      Mistake(
        "set timeout 5", column: 13, "`5` has no unit", carets: "            ^",
        "write `500ms`, `5s`, `1m30s` or `2h`"),
      Mistake(
        "set endpoint http://h/v3", column: 14, "not an origin: it has the path `/v3`",
        carets: "             ^^^^^^^^^^^",
        "write scheme, host and port alone, such as `https://api.videosdk.live`"),
      Mistake(
        "set token abcdef", column: 11,
        "`token` is not written out, so that it lands in no file or history",
        carets: "          ^^^^^^", "use `set token env:NAME`, `file:PATH` or `prompt`"),
    ]
  }
}
