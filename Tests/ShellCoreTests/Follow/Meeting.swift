import CommandLanguage
import FoundationEssentials
import SandboxServer
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What people do in a meeting, second by second.
struct MeetingPlan: Sendable {
  enum Deed: Sendable {
    case join(String)
    case leave(String)
    case turn(String, kind: String, isOn: Bool)
    /// In the words of the control plane; nil clears all.
    case fault(String?)
  }

  private(set) var deeds: [(at: Double, deed: Deed)] = []
  private var troubles: [(at: Double, trouble: Trouble)] = []
  private var random: SplitMix
  private let seconds: Double

  /// People who come, mute, unmute, leave and come back at random, beside the three of the classroom.
  init(seed: UInt64, people: Int, seconds: Double) {
    random = SplitMix(seed: seed)
    self.seconds = seconds
    for number in 0..<people { addLife(of: "person\(number)") }
  }

  mutating func join(_ person: String, at time: Double) { add(.join(person), time) }
  mutating func leave(_ person: String, at time: Double) { add(.leave(person), time) }
  mutating func fault(_ text: String?, at time: Double) { add(.fault(text), time) }

  mutating func turn(_ person: String, _ kind: String, on isOn: Bool, at time: Double) {
    add(.turn(person, kind: kind, isOn: isOn), time)
  }

  /// A fault that hits an operation, or an event on its way, so many times.
  private struct Trouble {
    let operation: String
    let uses: Int
    let effect: String

    /// In the words of the control plane.
    var text: String {
      let match = effect.contains("webhook") ? "event" : "operation"
      return #"{"match":{"\#(match)":"\#(operation)"},"times":\#(uses),"fault":{\#(effect)}}"#
    }
  }

  private static let troubles = [
    Trouble(operation: "startTrackRecording", uses: 4, effect: #""status":503"#),
    Trouble(operation: "startTrackRecording", uses: 2, effect: #""drop":"after""#),
    Trouble(operation: "startTrackRecording", uses: 2, effect: #""drop":"before""#),
    Trouble(operation: "startTrackRecording", uses: 3, effect: #""justJoined":"3s""#),
    Trouble(operation: "listTrackRecordings", uses: 5, effect: #""status":500"#),
    Trouble(operation: "listActiveParticipants", uses: 6, effect: #""drop":"before""#),
    Trouble(operation: "stopTrackRecording", uses: 2, effect: #""drop":"after""#),
    Trouble(operation: "listSessions", uses: 7, effect: #""status":503"#),
    Trouble(operation: "stopped", uses: 5, effect: #""webhook":"lost""#),
  ]

  /// Answers that are lost, refused and late, and webhooks that never come, all the time.
  mutating func addFaults() {
    var time = 20.0
    while time < seconds - 200 {
      if let trouble = Self.troubles.randomElement(using: &random) {
        add(.fault(trouble.text), time)
        troubles.append((time, trouble))
      }
      time += Double.random(in: 20...140, using: &random)
    }
    add(.fault(nil), seconds - 150)
  }

  /// How many seconds a microphone may be on at most before it is recorded, with the faults of this plan.
  ///
  /// A look fails where one of its requests fails as often as it is sent. What was ordered before a look that went well
  /// does not wait behind it, so as many looks in a row are lost as the faults can spoil that were ordered while those
  /// took place. The look behind them finds the microphone, and its start is tried each second.
  ///
  /// - Parameters:
  ///   - pause: between two looks, in seconds.
  ///   - attempts: how often each request is sent.
  func longestWait(every pause: Double, attempts: Int = 3) -> Double {
    // Each of a look's three requests may be repeated, behind at most 0.25 s and 0.5 s.
    let look = pause + 3 * 0.75
    let operations = ["listSessions", "listActiveParticipants", "listTrackRecordings"]
    func mostUses(of operations: [String], in window: Double) -> [Int] {
      troubles.map { first in
        let those = troubles.filter { (first.at...first.at + window).contains($0.at) }
        return operations.reduce(0) { sum, operation in
          let uses = those.filter { $0.trouble.operation == operation }.reduce(0) {
            $0 + $1.trouble.uses
          }
          return sum + (operation == "startTrackRecording" ? uses : uses / attempts)
        }
      }
    }
    let lost =
      (0...troubles.count * 2).filter { count in
        (mostUses(of: operations, in: Double(count + 1) * look).max() ?? 0) >= count
      }.max() ?? 0
    let looking = Double(lost + 1) * look
    // A start whose outcome stays unknown is looked up for three seconds, and settled two looks later.
    let starts = mostUses(of: ["startTrackRecording"], in: looking).max() ?? 0
    return looking + Double(starts) * (1 + 0.75 + 3 + 2)
  }

  private mutating func addLife(of person: String) {
    var time = Double.random(in: 0...(seconds * 0.7), using: &random)
    var isOn = true
    add(.join(person), time)
    while true {
      time += Double.random(in: 4...240, using: &random)
      guard time < seconds else { return }
      if Int.random(in: 0..<4, using: &random) == 0 {
        add(.leave(person), time)
        time += Double.random(in: 1...200, using: &random)
        guard time < seconds else { return }
        add(.join(person), time)
        isOn = true
      } else {
        isOn.toggle()
        add(.turn(person, kind: "audio", isOn: isOn), time)
      }
    }
  }

  private mutating func add(_ deed: Deed, _ time: Double) { deeds.append((time, deed)) }
}

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
