import CommandLanguage
import Synchronization
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct WebhookListenerTests {
  /// Ports that are opened in name only, and what was done with them.
  private final class Harbour: Sendable {
    private let log = Mutex<[String]>([])

    var events: [String] { log.withLock { $0 } }

    struct Berth: WebhookPort {
      let number: Int
      let harbour: Harbour
      func close() async { harbour.note("close \(number)") }
    }

    func note(_ event: String) { log.withLock { $0.append(event) } }

    var services: Services {
      var services = Sample.services()
      services.openReceiver = { [self] port, _ throws(ReceiverProblem) in
        guard port != 80 else { throw ReceiverProblem(port: port, reason: "permission denied") }
        note("open \(port)")
        return Berth(number: port == 0 ? 4000 : port, harbour: self)
      }
      return services
    }
  }

  @Test(arguments: [0, 4000])
  func `a port that is open stays`(_ wanted: Int) async throws {
    let harbour = Harbour()
    let listener = WebhookListener(services: harbour.services)

    #expect(try await listener.open(0) == 4000)
    #expect(try await listener.open(wanted) == 4000)

    #expect(harbour.events == ["open 0"])
  }

  @Test func `moves to another port and closes the first`() async throws {
    let harbour = Harbour()
    let listener = WebhookListener(services: harbour.services)

    #expect(try await listener.open(0) == 4000)
    #expect(try await listener.open(4001) == 4001)

    #expect(harbour.events == ["open 0", "open 4001", "close 4000"])
  }

  @Test func `stays where it is when it cannot move`() async throws {
    let harbour = Harbour()
    let listener = WebhookListener(services: harbour.services)
    _ = try await listener.open(0)

    await #expect(throws: ReceiverProblem(port: 80, reason: "permission denied")) {
      _ = try await listener.open(80)
    }

    #expect(try await listener.open(0) == 4000)
    #expect(harbour.events == ["open 0"])
  }

  @Test(arguments: [
    (
      #"{"webhookType":"participant-track-recording-started","data":{"meetingId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio"}}"#,
      "webhook participant-track-recording-started: audio · abcd · abcd-efgh-ijkl"
    ),
    (
      #"{"webhookType":"participant-joined","data":{"meetingId":"m","participantId":"a\u001b[2J\nb"}}"#,
      #"webhook participant-joined: a\u{1b}[2J b · m"#
    ),
    (#"{"webhookType":"new-thing","data":{}}"#, "webhook new-thing"),
  ])
  func `describes a webhook in one harmless line`(_ body: String, _ sentence: String) throws {
    let event = try WebhookEvent(verifiedBody: Array(body.utf8))

    #expect(WebhookSentence.describe(event) == sentence)
  }
}
