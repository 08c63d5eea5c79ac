import CommandLanguage
import FoundationEssentials
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What is looked back on, of the real sandbox's webhooks and of what others post.
@Suite(.timeLimit(.minutes(2)))
struct HooksCommandTests {
  /// What a person types, with requests of a stranger to the port in between.
  private static func type(
    _ lines: [String], options: ShellHarness.Options = ShellHarness.Options(),
    before stranger: [Int: [(body: String, signature: String?)]] = [:]
  ) async throws -> (log: String, told: [String]) {
    let told = Mutex<[String]>([])
    var options = options
    options.clock = ContinuousClock()
    options.tellWebhook = { line in told.withLock { $0.append(line) } }
    let log = OutputLog()
    try await ShellHarness.with(options) { harness in
      let port = Mutex(0)
      let visits = Visits(harness: harness, log: log, port: { port.withLock { $0 } })
      let typed = ScriptedLines(lines.map { .line($0) }) { place in
        let text = log.text
        if let match = text.firstMatch(of: /listening at http:\/\/127\.0\.0\.1:(\d+)/) {
          port.withLock { $0 = Int(match.1) ?? 0 }
        }
        visits.expect(stranger[place] ?? [])
      }
      _ = await harness.runShell(
        typed, session: harness.classroom(), log: log, interrupts: visits)
    }
    return (log.text, told.withLock { $0 })
  }

  /// Posts before a line runs.
  private final class Visits: InterruptScope {
    private let harness: ShellHarness
    private let log: OutputLog
    private let port: @Sendable () -> Int
    private let waiting = Mutex<[(body: String, signature: String?)]>([])

    init(harness: ShellHarness, log: OutputLog, port: @escaping @Sendable () -> Int) {
      self.harness = harness
      self.log = log
      self.port = port
    }

    func expect(_ posts: [(body: String, signature: String?)]) { waiting.withLock { $0 = posts } }

    func run<Value: Sendable>(
      _ body: @escaping () async -> Value
    ) async -> (value: Value, ended: ExitStatus?) {
      let posts = waiting.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      for post in posts {
        guard let origin = try? Origin("http://127.0.0.1:\(port())") else { continue }
        let headers = post.signature.map { [(name: Webhook.signatureHeader, value: $0)] } ?? []
        let answer = try? await harness.services.transport.send(
          HTTPCall(
            method: .post, origin: origin, target: "/", headers: headers,
            body: Array(post.body.utf8), timeout: .seconds(20)))
        #expect(answer?.status == 401)
      }
      return (await body(), nil)
    }
  }

  private static let claim =
    #"{"webhookType":"participant-track-recording-failed","data":{"meetingId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}}"#

  @Test func `forged and unsigned ones are kept with the reason, and change nothing`()
    async throws
  {
    let (log, told) = try await Self.type(
      [
        "listen", "start audio",
        "wait until hook.webhookType == \"participant-track-recording-started\" within=20s",
        "hooks", "expect hook.webhookType == \"participant-track-recording-started\"",
        "expect state.audio == recording", "hooks 3", "hooks 4", "hooks 99", "stop audio",
      ],
      before: [
        3: [(body: Self.claim, signature: nil), (body: Self.claim, signature: "QUJD")]
      ])

    #expect(
      log.contains(
        #/
        1\ \ \S+\ \ participant-track-recording-starting\ \ audio\ ·\ abcd\ \ verified\n
        2\ \ \S+\ \ participant-track-recording-started\ \ \ audio\ ·\ abcd\ \ verified\n
        3\ \ \S+\ \ participant-track-recording-failed\ \ \ \ audio\ ·\ abcd\ \ unsigned\ ·\ refused\n
        4\ \ \S+\ \ participant-track-recording-failed\ \ \ \ audio\ ·\ abcd\ \ forged\ ·\ refused\n
        /#), "\(log)")
    #expect(!log.contains("expectation failed"), "\(log)")
    #expect(log.contains("because      it has no signature\n"), "\(log)")
    #expect(log.contains("because      its signature is of another body, or by another key\n"))
    #expect(log.contains("  \"webhookType\": \"participant-track-recording-failed\",\n"))
    #expect(log.contains("error: there is no webhook 99\n"))
    #expect(log.contains("hint: `hooks` lists the last; 1 to 4 are kept\n"))
    let refused = told.filter { $0.hasPrefix("webhook refused") }
    #expect(
      refused == [
        "webhook refused, unsigned (it has no signature): it says "
          + "participant-track-recording-failed: audio · abcd · abcd-efgh-ijkl; `hooks 3` shows it"
      ])
  }

  @Test func `thousands of forged ones are told three times`() async throws {
    let (log, told) = try await Self.type(
      ["listen", "hooks", "hooks 101"],
      before: [1: (0..<120).map { (body: "{\"n\":\($0)}", signature: nil) }])

    #expect(told.count == 3)
    #expect(told.last?.contains("the 100th of its kind") == true)
    #expect(log.contains("120  "))
    #expect(!log.contains("\n100  "))
  }

  @Test func `says how they come where none has`() async throws {
    let (log, _) = try await Self.type(["hooks", "listen", "hooks"])

    #expect(log.contains("no webhook has come: nothing listens; `listen` opens a port for them\n"))
    #expect(
      log.contains("no webhook has come yet; those of recordings that start from now on do\n"))
  }

  @Test func `is data for programs`() async throws {
    let (log, _) = try await Self.type(
      [
        "listen", "start audio",
        "wait until hook.webhookType == \"participant-track-recording-started\" within=20s",
        "stop audio", "set output json", "hooks", "hooks 1", "hooks 2",
      ])

    // Each line was held against the schema when it was written.
    #expect(log.contains(#""event":"participant-track-recording-starting""#))
    #expect(log.contains(#""signature":"verified","delivery":"accepted","reason":null"#))
    #expect(log.contains(#""payload":{"webhookType":"participant-track-recording-starting""#))
    #expect(!log.contains("schema"), "\(log)")
  }

  @Test func `a transcript has them as comments, and where and when it was`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/t.vsdk"
    var options = ShellHarness.Options()
    options.files.read = TypedSession.readFile
    _ = try await Self.type(
      [
        "transcript \(path)", "listen", "start audio",
        "wait until hook.webhookType == \"participant-track-recording-started\" within=20s",
        "echo a", "stop audio",
        "wait until hook.webhookType == \"participant-track-recording-stopped\" within=20s",
        "transcript off",
      ], options: options, before: [4: [(body: Self.claim, signature: nil)]])

    let text = try #require(folder.text("t.vsdk"))
    let start = text.split(separator: "\n").prefix(4)
    #expect(start.first == "vsdk 1")
    #expect(start[1].hasPrefix("# target: sandbox  http://127.0.0.1:"))
    #expect(start[2] == "# version: vsdk")
    #expect(start[3].wholeMatch(of: /# begun: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    let webhooks = text.split(separator: "\n").filter { $0.hasPrefix("# webhook ") }
      .map { $0.replacing(#/ at [\d:]+:/#, with: ":") }
    #expect(
      webhooks == [
        "# webhook 1: participant-track-recording-starting: audio · abcd · abcd-efgh-ijkl (verified, accepted)",
        "# webhook 2: participant-track-recording-started: audio · abcd · abcd-efgh-ijkl (verified, accepted)",
        "# webhook 3: participant-track-recording-failed: audio · abcd · abcd-efgh-ijkl (unsigned, refused, it has no signature)",
        "# webhook 4: participant-track-recording-stopping: audio · abcd · abcd-efgh-ijkl (verified, accepted)",
        "# webhook 5: participant-track-recording-stopped: audio · abcd · abcd-efgh-ijkl (verified, accepted)",
      ], "\(text)")
    let source = SourceText(name: path, text: text)
    #expect(Parser(source, dialect: .file).allSatisfy { $0.errors.isEmpty })
  }
}
