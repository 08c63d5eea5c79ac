import CommandLanguage
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Webhooks of the real sandbox, delivered to the real receiver.
@Suite(.timeLimit(.minutes(2)))
struct ListeningTests {
  private static func replay(_ text: String) async throws -> Replay {
    try await Replay.run(text, clock: ContinuousClock())
  }

  @Test func `waits for each step of a recording`() async throws {
    let replay = try await Self.replay(
      """
      listen
      start audio
      wait until hook.webhookType == "participant-track-recording-starting" within=20s every=20s
      wait until hook.webhookType == "participant-track-recording-started" within=20s every=20s
      expect hook.data.kind == audio
      expect hook.data.participantId == abcd
      stop audio
      wait until hook.webhookType == "participant-track-recording-stopped" within=20s every=20s
      let url = hook.data.fileDetails[0].fileUrl
      expect ${url} matches /^https?:/
      """)

    #expect(replay.status == .success, "\(replay.output)")
  }

  @Test func `sees every webhook, also those that came before the wait`() async throws {
    let replay = try await Self.replay(
      """
      listen
      start audio video
      wait until hook.data.kind == video within=20s
      wait until hook.webhookType matches /started$/ within=20s
      stop audio video
      wait until hook.webhookType matches /stopped$/ within=20s
      wait until hook.webhookType matches /stopped$/ within=20s
      """)

    #expect(replay.status == .success, "\(replay.output)")
  }

  @Test func `a forged webhook never arrives`() async throws {
    let replay = try await Self.replay(
      """
      listen
      sandbox fail start webhook=bad-signature
      start audio
      wait until hook.webhookType == "participant-track-recording-started" within=20s
      wait until recording.audio.webhook.successCount == 1 within=20s every=10ms
      expect recording.audio.webhook.totalCount == 2
      stop audio
      """)

    #expect(replay.status == .success, "\(replay.output)")
  }

  @Test func `says what it saw when the wait is over`() async throws {
    let replay = try await Replay.run(
      """
      listen
      wait until hook.webhookType == never within=2s
      """)

    #expect(replay.status == ExitStatus(.expectation))
    #expect(
      replay.output.contains("= 3 polls in 2.0 s: `hook` is missing ×3"), "\(replay.output)")
  }

  @Test func `the port stays open when the webhook is unset, and nothing new goes there`()
    async throws
  {
    let replay = try await Self.replay(
      """
      listen
      unset webhook
      start audio
      stop audio
      expect recording.audio.webhook.totalCount == 0
      expect not hook exists
      """)

    #expect(replay.status == .success, "\(replay.output)")
  }

  @Test func `a second one answers with the port that is open`() async throws {
    let replay = try await Self.replay(
      """
      listen
      listen
      """)

    let lines = replay.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first == lines.last)
    #expect(lines.first?.hasPrefix("listening at http://127.0.0.1:") == true)
  }

  @Test func `says why it cannot listen`() async throws {
    let taken = try #require(RefusedPort())

    let replay = try await Self.replay("listen port=\(taken.number)")

    #expect(
      replay.output == """
        main.vsdk:1:1: cannot listen on port \(taken.number): address already in use
            1 | listen port=\(taken.number)
              | \(String(repeating: "^", count: 12 + "\(taken.number)".count))
              = hint: `listen` without `port=` takes a free one

        """)
    #expect(replay.status == ExitStatus(.transport))
  }

  @Test func `tells of each webhook as it comes`() async throws {
    let told = Mutex<[String]>([])
    var setup = ShellHarness.Options()
    setup.clock = ContinuousClock()
    setup.tellWebhook = { line in told.withLock { $0.append(line) } }

    try await ShellHarness.with(setup) { harness in
      let lines = ScriptedLines([
        .line("listen; start audio"),
        .line("wait until hook.webhookType == \"participant-track-recording-started\""),
        .line("stop audio"),
      ])
      _ = await harness.runShell(lines, session: harness.classroom(), log: OutputLog())
    }

    #expect(
      told.withLock { $0.prefix(2) } == [
        "webhook participant-track-recording-starting: audio · abcd · abcd-efgh-ijkl",
        "webhook participant-track-recording-started: audio · abcd · abcd-efgh-ijkl",
      ])
  }
}
