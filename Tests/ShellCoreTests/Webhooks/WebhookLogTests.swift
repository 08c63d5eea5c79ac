import FoundationEssentials
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct WebhookLogTests {
  private let noon = Date(timeIntervalSince1970: 1_767_355_200)

  private func clock(ahead seconds: Int) -> PersonsClock {
    PersonsClock(now: noon, secondsFromUTC: { _ in seconds })
  }

  private func body(_ name: String, padding: Int = 0) -> [UInt8] {
    Array(
      (#"{"webhookType":"\#(name)","data":{"meetingId":"abcd-efgh-ijkl","participantId":"abcd","#
        + #""kind":"audio","x":"\#(String(repeating: "x", count: padding))"}}"#).utf8)
  }

  @Test func `keeps what it says of itself, whoever sent it`() {
    let log = WebhookLog()

    let (webhook, _) = log.add(
      body("participant-joined"), at: noon, .unsigned, .forged, reason: "it has no signature")

    #expect(webhook.number == 1)
    #expect(webhook.delivery == .refused)
    #expect(webhook.sentence == "participant-joined: audio · abcd · abcd-efgh-ijkl")
    #expect(webhook.claims.subject == "audio · abcd")
    #expect(webhook.payload?["data"]?["kind"] == .string("audio"))
  }

  @Test func `tells one that is delivered again`() {
    let log = WebhookLog()

    let first = log.add(body("a"), at: noon, .verified, .accepted, reason: nil).webhook
    let other = log.add(body("b"), at: noon, .verified, .accepted, reason: nil).webhook
    let again = log.add(body("a"), at: noon, .verified, .accepted, reason: nil).webhook

    #expect([first, other, again].map(\.delivery) == [.accepted, .accepted, .repeated])
  }

  @Test func `a refused one is not what a good one repeats`() {
    let log = WebhookLog()
    _ = log.add(body("a"), at: noon, .forged, .forged, reason: "x")

    #expect(
      log.add(body("a"), at: noon, .verified, .accepted, reason: nil).webhook.delivery == .accepted)
  }

  @Test func `holds no more than so many, and of each no more than so much`() {
    let log = WebhookLog()
    var generator = SystemRandomNumberGenerator()
    for count in 1...1_000 {
      let size = count % 100 == 0 ? 1 << 20 : Int.random(in: 0...40_000, using: &generator)
      _ = log.add(
        (0..<size).map { UInt8(truncatingIfNeeded: $0 &+ count) }, at: noon, .forged, .forged,
        reason: "x")
    }

    #expect(log.count == 1_000)
    #expect(log.kept.map(\.number) == Array(901...1_000))
    #expect(log.kept.allSatisfy { $0.body.count <= ReceivedWebhook.longestBody })
    #expect(log.kept.last?.size == 1 << 20)
    #expect(log.after(998).map(\.number) == [999, 1_000])
  }

  @Test func `shows what is too long as the text that is kept`() throws {
    let log = WebhookLog()
    let (webhook, _) = log.add(
      body("a", padding: 20_000), at: noon, .verified, .accepted, reason: nil)
    let report = HooksReport(clock: clock(ahead: 0)).one(webhook)

    #expect(webhook.claims.event == "a")
    #expect(webhook.payload == nil)
    #expect(
      report.text.hasSuffix(
        "… \(webhook.size) bytes in all; the first 16384 are kept\n"))
  }

  @Test func `a list fits the terminal, and tells the verdict`() {
    let log = WebhookLog()
    let started = "participant-track-recording-started"
    _ = log.add(body(started), at: noon, .verified, .accepted, reason: nil)
    _ = log.add(body(started), at: noon, .verified, .accepted, reason: nil)
    _ = log.add(
      body(started), at: noon.addingTimeInterval(-86_400), .forged, .forged,
      reason: "its signature is of another body, or by another key")
    _ = log.add(Array("hello".utf8), at: noon, .unsigned, .forged, reason: "it has no signature")

    let clock = clock(ahead: 3_600)
    let report = HooksReport(clock: clock)
    let lines = report.list(Array(log.kept.prefix(1)), isListening: true).told(by: clock).body
      .flatMap { $0.lines(width: 80) }.map(\.plain)

    #expect(
      lines == [
        "n  time      event                                about         verdict",
        "1  13:00:00  participant-track-recording-started  audio · abcd  verified",
      ])
    #expect(
      report.list(log.kept, isListening: true).told(by: clock).body
        .flatMap { $0.lines(width: 100) }.map(\.plain) == [
          "n  time                 event                                about         verdict",
          "1  13:00:00             participant-track-recording-started  audio · abcd  verified",
          "2  13:00:00             participant-track-recording-started  audio · abcd  verified · repeated",
          "3  2026-01-01 13:00:00  participant-track-recording-started  audio · abcd  forged · refused",
          "4  13:00:00             -                                    -             unsigned · refused",
        ])
  }

  @Test func `draws JSON with a line for each member`() throws {
    let value = try JSONValue(
      parsing: Array(#"{"a":1,"b":[],"c":{"d":"x\u001b","e":[true,null]},"f":{}}"#.utf8))

    #expect(
      JSONText.laidOut(value).split(separator: "\n") == [
        "{", #"  "a": 1,"#, #"  "b": [],"#, #"  "c": {"#, #"    "d": "x\u001b","#, #"    "e": ["#,
        "      true,", "      null", "    ]", "  },", #"  "f": {}"#, "}",
      ])
  }
}
