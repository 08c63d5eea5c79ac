import CommandLanguage
import FoundationEssentials
import SandboxServer
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// A meeting that was followed, and what came of it.
struct Meeting: Sendable {
  let status: ExitStatus
  let log: String
  /// How many recordings of sound there were.
  let recorded: Int
  /// Stretches in which a microphone was on, the service was asked since, and no file has it.
  let missing: [String]
  /// The longest stretch, in seconds, in which a microphone was on and no file has it.
  let longestGap: Double
  /// Recordings of one track at the same time.
  let overlapping: [String]
  /// What runs when all is over.
  let running: [String]
  /// Stretches of more than two seconds in which no microphone was on, in seconds from the start of the session.
  let silences: [ClosedRange<Double>]

  /// Plays a plan while a script of one line follows it.
  ///
  /// - Parameters:
  ///   - people: whose microphones are looked at; nil for all.
  ///   - after: what is done in the session when it has ended.
  static func play(
    _ line: String, _ plan: MeetingPlan, of people: Set<String>? = nil,
    after: (ShellHarness, Session) async throws -> Void = { _, _ in }
  ) async throws -> Meeting {
    var options = ShellHarness.Options()
    options.sandbox.isDeterministic = false
    let clock = MeetingClock()
    options.clock = clock
    return try await ShellHarness.with(options) { harness in
      let driver = MeetingDriver(plan, harness)
      try await driver.begin()
      clock.move = { await driver.move(to: $0) }
      let log = OutputLog()
      var session = harness.session()
      session.settings.put(.room, "abcd-efgh-ijkl", from: .prompt)
      let checked = Checker.check(
        SourceText(name: "meeting.vsdk", text: line), arguments: ScriptArguments(),
        session: session, services: harness.services
      ).script
      var replayer = ScriptReplayer(
        try #require(checked), session: session,
        interpreter: Interpreter(services: harness.services), emit: log.sink())
      await replayer.runBody()
      await replayer.runDeferred()
      let status = replayer.finish()
      try await after(harness, replayer.session)
      return try await driver.result(status, log.text, of: people)
    }
  }
}

/// Each sleep moves the meeting on, and the sandbox's clock with it.
final class MeetingClock: Clock, Sendable {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let state = Mutex<(elapsed: Duration, move: (@Sendable (Double) async -> Void)?)>(
    (.zero, nil))

  /// How much longer each sleep takes than it was to.
  private let oversleep: Duration

  init(oversleep: Duration = .zero) { self.oversleep = oversleep }

  var move: (@Sendable (Double) async -> Void)? {
    get { state.withLock { $0.move } }
    set { state.withLock { $0.move = newValue } }
  }

  var now: Instant { Instant(offset: state.withLock { $0.elapsed }) }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    // A webhook may end the pause, but the meeting goes on.
    let move = move
    await Task { await move?(deadline.offset.inSeconds) }.value
    state.withLock { $0.elapsed = max($0.elapsed, deadline.offset + oversleep) }
  }
}

/// Does what the plan says when its time has come, and keeps what was so by the sandbox's clock.
private actor MeetingDriver {
  private struct Stretch {
    let start: Double
    var end: Double?
  }

  private let deeds: [(at: Double, deed: MeetingPlan.Deed)]
  private let harness: ShellHarness
  private var next = 0
  private var position = 0.0
  private var stretches: [String: [Stretch]] = [:]
  /// When sleeps began and ended: between an end and the next begin the service is asked.
  private var asleep: [(begin: Double, end: Double)] = []

  init(_ plan: MeetingPlan, _ harness: ShellHarness) {
    deeds = plan.deeds.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    .map(\.element)
    self.harness = harness
  }

  func begin() async throws {
    let now = try await advance(0)
    for person in ["abcd", "efgh", "ijkl"] { stretches[person] = [Stretch(start: now)] }
    while next < deeds.count, deeds[next].at <= 0 {
      try await perform(deeds[next].deed, now)
      next += 1
    }
  }

  func move(to target: Double) async {
    do {
      let start = position
      guard target > start else { return }
      position = target
      let begin = try await advance(0)
      var time = start
      while next < deeds.count, deeds[next].at <= target {
        let item = deeds[next]
        next += 1
        let now = try await advance(max(0, item.at - time))
        time = max(time, item.at)
        try await perform(item.deed, now)
      }
      asleep.append((begin, try await advance(max(0, target - time))))
    } catch {
      Issue.record("the meeting cannot go on: \(error)")
    }
  }

  private func perform(_ deed: MeetingPlan.Deed, _ now: Double) async throws {
    let people = "/sandbox/rooms/abcd-efgh-ijkl/participants"
    switch deed {
    case .join(let person):
      try await send(.post, people, #"{"participantId":"\#(person)"}"#)
      stretches[person, default: []].append(Stretch(start: now))
    case .leave(let person):
      try await send(.delete, "\(people)/\(person)")
      close(person, now)
    case .turn(let person, let kind, let isOn):
      try await send(
        .post, "\(people)/\(person)/tracks", #"{"kind":"\#(kind)","on":\#(isOn)}"#)
      guard kind == "audio" else { return }
      if isOn {
        stretches[person, default: []].append(Stretch(start: now))
      } else {
        close(person, now)
      }
    case .fault(let text?): try await harness.order(fault: text)
    case .fault(nil): try await send(.delete, "/sandbox/faults")
    }
  }

  private func close(_ person: String, _ now: Double) {
    guard let last = stretches[person]?.indices.last, stretches[person]?[last].end == nil else {
      return
    }
    stretches[person]?[last].end = now
  }

  /// Moves the sandbox's clock, and answers its time in seconds.
  @discardableResult
  private func advance(_ seconds: Double) async throws -> Double {
    let milliseconds = Int((seconds * 1000).rounded())
    let answer = try await send(.post, "/sandbox/clock", #"{"advance":"\#(milliseconds)ms"}"#)
    guard case .string(let text)? = answer["now"] else { return 0 }
    return try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
      .timeIntervalSince1970
  }

  @discardableResult
  private func send(
    _ method: HTTPMethod, _ path: String, _ body: String? = nil
  ) async throws -> JSONValue {
    let headers = body == nil ? [] : [(name: "Content-Type", value: "application/json")]
    let answer = try await harness.services.transport.send(
      HTTPCall(
        method: method, origin: harness.target.origin, target: path, headers: headers,
        body: body.map { Array($0.utf8) }, timeout: .seconds(60)))
    guard answer.status == 200 else { throw MeetingRefusal(path: path, status: answer.status) }
    return answer.body.isEmpty ? .null : try answer.json()
  }

  // MARK: What came of it

  func result(
    _ status: ExitStatus, _ log: String, of people: Set<String>?
  ) async throws -> Meeting {
    let client = Interpreter(services: harness.services).client(for: harness.session())
    var records: [TrackRecording] = []
    for try await page in client.pages(of: ListTrackRecordings(perPage: 200)) {
      records += page.elements
    }
    let end = asleep.last?.end ?? 0
    var missing: [String] = []
    var longest = 0.0
    for (person, stretches) in stretches.sorted(by: { $0.key < $1.key })
    where people?.contains(person) ?? true {
      let files = records.filter { $0.participantID?.rawValue == person && $0.kind == .audio }
        .flatMap(\.files).compactMap(Self.stretch)
      for stretch in stretches {
        let over = min(stretch.end ?? end, end)
        for gap in Self.gaps(stretch.start, over, files) {
          longest = max(longest, gap.1 - gap.0)
          // Seen at the first look that begins behind it, and started before the next sleep.
          guard let wake = asleep.firstIndex(where: { $0.end >= stretch.start }),
            wake + 1 < asleep.count, gap.1 - max(gap.0, asleep[wake + 1].begin) > 0.1
          else { continue }
          missing.append("\(person) \(gap.0 - end)...\(gap.1 - end) of \(stretch.start - end)")
        }
      }
    }
    return Meeting(
      status: status, log: log, recorded: records.count, missing: missing, longestGap: longest,
      overlapping: Self.overlapping(records),
      running: records.filter(\.isRunning).map { "\($0.kind?.wireName ?? "") \($0.id)" },
      silences: silences(upTo: end, from: try await sessionStart(client)))
  }

  /// By the sandbox's clock, in seconds.
  private func sessionStart(_ client: Client) async throws -> Double {
    let room = RoomID("abcd-efgh-ijkl")
    let sessions = try await client.send(ListSessions(room: room)).value.elements
    return sessions.compactMap { $0.start?.date?.timeIntervalSince1970 }.max() ?? 0
  }

  private func silences(upTo end: Double, from start: Double) -> [ClosedRange<Double>] {
    let spans = stretches.values.joined().map { ($0.start, min($0.end ?? end, end)) }
    return Self.gaps(start, end, Array(spans)).filter { $0.1 - $0.0 > 2 }
      .map { ($0.0 - start)...($0.1 - start) }
  }

  private static func stretch(_ file: RecordingFile) -> (Double, Double)? {
    guard let path = file.filePath, let name = path.split(separator: "_").last,
      let begin = Double(name.prefix { $0 != "." }), let length = file.meta?.durationSeconds
    else { return nil }
    return (begin / 1000, begin / 1000 + length)
  }

  private static func gaps(
    _ start: Double, _ end: Double, _ files: [(Double, Double)]
  ) -> [(Double, Double)] {
    var gaps: [(Double, Double)] = []
    var position = start
    for file in files.sorted(by: { $0.0 < $1.0 }) where file.1 > position {
      guard file.0 < end else { break }
      if file.0 > position { gaps.append((position, file.0)) }
      position = max(position, file.1)
    }
    if position < end { gaps.append((position, end)) }
    return gaps.filter { $0.1 - $0.0 > 0.1 }
  }

  private static func overlapping(_ records: [TrackRecording]) -> [String] {
    let tracks = Dictionary(grouping: records) { record in
      "\(record.participantID?.rawValue ?? "") \(record.kind?.wireName ?? "")"
    }
    return tracks.sorted { $0.key < $1.key }.compactMap { track, records in
      let sorted = records.sorted { ($0.start?.text ?? "") < ($1.start?.text ?? "") }
      return zip(sorted, sorted.dropFirst()).contains { before, after in
        (before.end?.text ?? "9") > (after.start?.text ?? "")
      } ? track : nil
    }
  }
}

private struct MeetingRefusal: Error {
  let path: String
  let status: Int
}
