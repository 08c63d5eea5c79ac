import CommandLanguage
import FoundationEssentials
import Ledger
import Synchronization
import TestSupport
import Testing

@testable import ShellCore
@testable import VideoSDKClient

/// What comes from outside, where the shell reads it.
@Suite("numbers from outside trap, lists without end", .timeLimit(.minutes(1))) struct BoundsTests {
  private static func page(_ people: [String], _ info: String) throws
    -> Answer<Page<RoomSession>>
  {
    let participants = people.map { "{\"participantId\":\"\($0)\"}" }.joined(separator: ",")
    let body = Array(
      "{\"pageInfo\":{\(info)},\"data\":[{\"_id\":\"s\",\"participants\":[\(participants)]}]}".utf8)
    let answer = HTTPAnswer(status: 200, body: body)
    return Answer(
      value: try ListActiveParticipants(session: SessionID("s")).decode(answer), status: 200,
      body: body, duration: .zero, attempts: [], isConfirmedByListing: false)
  }

  /// Who was found, and how many pages were asked for.
  private static func everyone(_ info: @escaping (Int) -> String, people: (Int) -> [String]) throws
    -> (found: [ParticipantID]?, requests: Int)
  {
    var session = try Sample.session()
    let found = Collected()
    var step = EveryoneStep(room: RoomID("r"), session: SessionID("s")) { people in
      found.put(people)
      return SandboxStep(order: .status, room: RoomID("r"))
    }
    var count = 0
    while true {
      let requests = try step.requests(in: session)
      count += requests.count
      let results = try requests.map { request in
        let number = request.page ?? 1
        return StepResult(
          request: request, result: .success(try page(people(number), info(number))))
      }
      guard case .step(let next) = step.finish(results, in: &session).next,
        let following = next as? EveryoneStep
      else { return (found.people, count) }
      step = following
    }
  }

  @Test(arguments: ["0", "1", "-1", "-9223372036854775808"])
  func `lastPage that is none ends participant=all`(_ last: String) throws {
    let all = try Self.everyone({ _ in "\"currentPage\":1,\"lastPage\":\(last)" }) { _ in ["a"] }

    #expect(all.found?.map(\.rawValue) == ["a"])
    #expect(all.requests == 1)
  }

  @Test func `lastPage 2^31 asks for no more than come`() throws {
    let all = try Self.everyone({ "\"currentPage\":\($0),\"lastPage\":2147483648" }) {
      $0 <= 20 ? ["p\($0)"] : []
    }

    #expect(all.found?.count == 20)
    #expect(all.requests == 33)
  }

  @Test func `pages that are all alike end it`() throws {
    let all = try Self.everyone({ "\"currentPage\":\($0),\"lastPage\":9223372036854775807" }) { _ in
      ["a"]
    }

    #expect(all.found?.map(\.rawValue) == ["a"])
    #expect(all.requests == 17)
  }

  @Test func `pages that never end are ten thousand`() throws {
    let all = try Self.everyone({ "\"currentPage\":\($0),\"lastPage\":9223372036854775807" }) {
      ["p\($0)"]
    }

    #expect(all.found?.count == 10_000)
    #expect(all.requests < 10_017)
  }

  @Test(arguments: [1e300, -1e300, .infinity, -.infinity, .nan, 1e12, -1])
  func `a time of the ledger may be anything`(_ seconds: Double) {
    let open = OpenRecording.grouped([
      RunningRecording(
        id: IntentID(rawValue: 1),
        start: RecordingStart(
          track: RecordedTrack(origin: "o", room: "r", participant: "p", kind: "audio"),
          startedAt: Date(timeIntervalSince1970: seconds), shell: "s"), certainty: .started)
    ])
    let now = Date(timeIntervalSince1970: 1_767_355_200)

    #expect(LedgerNotice(open: open, now: now, secondsFromUTC: { _ in 3600 }).text != nil)
    _ = RecoverReport.found(open.map { Recovered($0, records: [], now: now) }, now: now)
  }

  @Test(arguments: [1e300, -1e300, .infinity, .nan])
  func `every time can be told`(_ seconds: Double) {
    _ = DurationText.short(Duration(boundedSeconds: seconds))
    _ = DurationText.precise(Duration(boundedSeconds: seconds))
    _ = DurationText.short(Duration(secondsComponent: .max, attosecondsComponent: 0))
    _ = CostEstimate(.video, seconds: seconds).phrase
  }

  @Test(arguments: [(0, 0), (5, 0), (-1, 10), (.max, 1), (.min, .max)])
  func `progress of any numbers can be told`(_ done: Int, _ total: Int) {
    let text = ProgressText(isUTF8: true, columns: 80)
    for unit in [ProgressUnit.answers, .bytes] {
      _ = text.line(
        elapsed: .zero, turn: 0, count: ProgressText.Count(done: done, total: total, unit: unit))
    }
  }

  @Test(arguments: ["1e300", "-1e300", "2", "\"2\"", "9223372036854775808"])
  func `a fault that waits may hold any number`(_ number: String) throws {
    let json = try JSONValue(
      parsing: Array(
        #"{"times":\#(number),"fault":{"status":\#(number),"retryAfter":\#(number)}}"#.utf8))

    #expect(SandboxFault.text(of: json).hasPrefix("any status="))
  }

  @Test func `within holds whatever the server does`() async throws {
    let replay = try await Replay.run(
      "wait until recording.audio.end exists within=300ms every=100ms", clock: ContinuousClock(),
      faults: [
        #"{"match":{"operation":"listTrackRecordings"},"times":100,"fault":{"delay":"600s"}}"#
      ])

    #expect(replay.status == ExitStatus(.expectation))
    #expect(replay.output.contains("no answer in time"))
  }

  @Test func `a query asks for the first page only`() async throws {
    try await ShellHarness.with(ShellHarness.Options()) { harness in
      let log = OutputLog()
      let more = Array(repeating: ScriptedLines.Key.line("start audio; stop audio"), count: 25)
      let lines = ScriptedLines(more + [.line("expect recording.audio exists"), .end])

      _ = await harness.runShell(lines, session: harness.classroom(), log: log)

      let lists = try await harness.receivedOperations().count { $0 == "listTrackRecordings" }
      #expect(lists == 1)
      #expect(!log.text.contains("failed"))
    }
  }
}

/// Who a step goes on with.
private final class Collected: Sendable {
  private let storage = Mutex<[ParticipantID]?>(nil)
  var people: [ParticipantID]? { storage.withLock { $0 } }
  func put(_ people: [ParticipantID]) { storage.withLock { $0 = people } }
}
