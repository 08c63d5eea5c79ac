import FoundationEssentials
public import VideoSDKClient

/// Everything that one command leaves for the next.
///
/// A value: a failed line gives back the old one.
public struct Session: Sendable {
  /// The values behind `set`.
  public var settings: Settings
  /// Where requests go.
  public var target: Target
  /// What is sent.
  public var credentials: CredentialSettings
  /// The answer of the command above, for `expect`, `let` and `wait until`.
  public var last: LastAnswer
  /// What the answers so far told of, for Tab and for mistyped ids; nil where nobody types.
  var seenIdentifiers: SeenIdentifiers?
  /// What `hook` looks at.
  var hooks = HookCursor()
  /// The target's clock beside ours.
  var serviceClock = ServiceClock()
  /// The last starts and stops that the target refused.
  private(set) var refusals: [TrackCall] = []
  /// The files that its commands made, as they were named, each once.
  private(set) var writtenFiles: [String] = []
  /// Time since the session began; moved on by the interpreter before each command.
  public var now: Duration
  /// What the script under way may do; nil for a person, who may do everything.
  var permit: ScriptPermit?
  /// The time of day at which the requests under way were about to be sent; nil before the first.
  var sent: Date?
  /// Where the command under way is written.
  public var provenance: Provenance
  /// Whether it stays at its target, as in a lesson.
  var isConfined = false
  /// The target that flags and environment chose; `unset endpoint` goes back to it.
  public let startTarget: Target
  /// How many recordings `running` has: every command's record tells it, and a script may have spoken of thousands.
  private(set) var runningCount = 0
  /// How many of those are to be stopped at a time.
  private var deadlineCount = 0
  /// How far the sandbox's clock was moved on from here: deadlines come so much sooner.
  private(set) var movedOn = Duration.zero
  /// The time that the last such move has passed over.
  private var passedOver: ClosedRange<Duration>?
  /// Whether a person has agreed to what the command under way asks about.
  var isConfirmed = false
  /// How many ends of recordings of the same were learnt from answers, and are still to be told by webhooks.
  ///
  /// An event does not name its recording: without this the late word of one that was stopped would be taken for
  /// the end of the next.
  private var expectedEnds: [RecordedSubject: Int] = [:]
  private var beliefs: [RecordedSubject: Belief]
  private var order: [RecordedSubject]

  /// A new session without a room.
  public init(target: Target, credentials: CredentialSettings, settings: Settings = Settings()) {
    self.settings = settings
    self.target = target
    startTarget = target
    provenance = .prompt
    self.credentials = credentials
    last = LastAnswer()
    now = .zero
    beliefs = [:]
    order = []
  }

  /// The room in force.
  public var room: RoomID? { settings.text(.room).map { RoomID($0) } }

  /// The participant in force.
  public var participant: ParticipantID? { settings.text(.participant).map { ParticipantID($0) } }

  /// What is believed of a recording; nil when it was never spoken of.
  func belief(_ key: some Recorded) -> Belief? { beliefs[key.recorded] }

  /// All recordings spoken of, in the order of their first mention.
  public var recordings: [(key: RecordedSubject, belief: Belief)] {
    order.compactMap { key in beliefs[key].map { (key, $0) } }
  }

  /// The recordings this shell started that run, or may.
  public var running: [RecordedSubject] {
    guard runningCount > 0 else { return [] }
    return recordings.filter { $0.belief.runsForUs }.map(\.key)
  }

  /// Notes a file that a command made.
  mutating func noteWritten(_ path: String) {
    if !writtenFiles.contains(path) { writtenFiles.append(path) }
  }

  /// Keeps those of some starts and stops that were refused; the oldest make room.
  mutating func noteRefusals(among calls: [TrackCall]) {
    for call in calls where call.refusal != nil { refusals.append(call) }
    refusals.removeFirst(max(0, refusals.count - Self.mostRefusals))
  }

  private static let mostRefusals = 100

  /// Sends requests to another origin from now on, about whose recordings nothing is known.
  mutating func move(to target: Target) {
    guard target.origin != self.target.origin else {
      self.target = target
      return
    }
    self.target = target
    if seenIdentifiers != nil { seenIdentifiers = SeenIdentifiers() }
    refusals = []
    serviceClock = ServiceClock()
    forgetRecordings()
  }

  /// Forgets every recording; nothing is known of any.
  mutating func forgetRecordings() {
    beliefs = [:]
    order = []
    runningCount = 0
    deadlineCount = 0
    expectedEnds = [:]
  }

  /// Notes a fact about a recording.
  ///
  /// - Parameter lifetime: how long a recording is to run that is ours from now on; nil for no end.
  mutating func believe(
    _ key: some Recorded, _ state: RecordingState, _ certainty: Belief.Certainty,
    isOurs: Bool? = nil, for lifetime: Duration? = nil
  ) {
    let key = key.recorded
    if hooks.isListening, !state.mayRun, let old = beliefs[key], old.state.mayRun,
      // What never began ends nowhere.
      state == .ended || old.unanswered != .start
    {
      expectedEnds[key, default: 0] += 1
    }
    put(key, state, certainty, isOurs: isOurs, for: lifetime)
  }

  /// Notes that a request has left it open whether something is recorded.
  mutating func doubt(
    _ key: some Recorded, after request: Belief.Unanswered, isOurs: Bool? = nil,
    for lifetime: Duration? = nil
  ) {
    put(key.recorded, .unknown, .assumed, isOurs: isOurs, for: lifetime)
    beliefs[key.recorded]?.unanswered = request
  }

  /// Notes when the service, by its own clock, said that it had stopped a recording.
  mutating func noteStop(of key: RecordedSubject, told: Date?) { beliefs[key]?.stopTold = told }

  /// Takes a webhook's word that a recording has ended; the next one may be under way already.
  ///
  /// - Returns: what was believed, where the word changed it.
  mutating func hear(_ word: TrackEvent) -> Belief? {
    guard word.isEnd, word.origin == target.origin else { return nil }
    if let count = expectedEnds[word.recorded] {
      expectedEnds[word.recorded] = count > 1 ? count - 1 : nil
      // That it was stopped is known; that its files did not come about is not.
      guard word.phase == .failed, count == 1, let belief = beliefs[word.recorded],
        belief.state == .ended
      else { return nil }
      put(word.recorded, .failed, .known, isOurs: false)
      return belief
    }
    guard let belief = beliefs[word.recorded], belief.state.mayRun else { return nil }
    put(word.recorded, RecordingState(word.phase), .known, isOurs: false)
    return belief
  }

  private mutating func put(
    _ key: RecordedSubject, _ state: RecordingState, _ certainty: Belief.Certainty, isOurs: Bool?,
    for lifetime: Duration? = nil
  ) {
    let begins = isOurs == true
    let new = Belief(
      state: state, certainty: certainty, learned: now,
      isOurs: isOurs ?? beliefs[key]?.isOurs ?? false,
      asked: begins ? sent : beliefs[key]?.asked,
      deadline: begins ? lifetime.map { time + $0 } : beliefs[key]?.deadline)
    let old = beliefs.updateValue(new, forKey: key)
    if old == nil { order.append(key) }
    runningCount += (new.runsForUs ? 1 : 0) - (old?.runsForUs == true ? 1 : 0)
    deadlineCount += (new.hasDeadline ? 1 : 0) - (old?.hasDeadline == true ? 1 : 0)
  }

  /// Takes what is believed to run in a place as no longer to be relied on.
  ///
  /// - Parameter participant: nil for everyone in the room.
  /// - Returns: what is said of it; nil when nothing was believed to run there.
  mutating func doubt(_ room: RoomID, _ participant: ParticipantID? = nil) -> String? {
    let doubted = recordings.filter { key, belief in
      key.room == room && (participant == nil || key.participant == participant)
        && belief.state.mayRun && !belief.isDoubted
    }.map(\.key)
    for key in doubted { beliefs[key]?.isDoubted = true }
    guard let first = doubted.first else { return nil }
    let what = doubted.count == 1 ? first.subject : "\(doubted.count) recordings there"
    return "what was known of \(what) is stale now; `recordings` tells"
  }
}

extension Session {
  /// The time that deadlines are told by.
  var time: Duration { now + movedOn }

  /// Whether something that runs is to be stopped at a time.
  var hasDeadlines: Bool { deadlineCount > 0 }

  /// What is to be stopped by now.
  var dueTracks: [RecordedSubject] {
    deadlines.filter { $0.deadline <= time }.map(\.key)
  }

  /// How long it is to the next deadline, negative when that is over; nil where there is none.
  var timeToDeadline: Duration? { deadlines.map(\.deadline).min().map { $0 - time } }

  private var deadlines: [(key: RecordedSubject, deadline: Duration)] {
    guard hasDeadlines else { return [] }
    return running.compactMap { key in belief(key)?.deadline.map { (key, $0) } }
  }

  /// Takes note that the sandbox's time was moved on.
  mutating func moveClock(by step: Duration) {
    guard step > .zero else { return }
    passedOver = time...(time + step)
    movedOn += step
  }

  /// Whether a deadline came to be over because the sandbox's clock was moved.
  func wasPassedOver(_ deadline: Duration) -> Bool { passedOver?.contains(deadline) ?? false }

  /// Gives what could not be stopped another deadline.
  mutating func postpone(_ key: RecordedSubject, to deadline: Duration) {
    guard beliefs[key]?.deadline != nil else { return }
    beliefs[key]?.deadline = deadline
  }
}

/// What `http`, `elapsed`, `error` and `last` look at.
public struct LastAnswer: Sendable {
  /// Nil when the command above sent nothing or got no answer.
  public var http: Int?
  /// What a program reads.
  public var json: JSONValue?
  /// How long it took.
  public var elapsed: Duration?
  /// Set when the service said no, or was sure to.
  public var refusal: Refusal?

}

/// An answer of the API that says no.
public struct Refusal: Sendable, Equatable {
  /// Nil when the request was not sent because it was sure to be refused.
  public var status: Int?
  /// `invalid`, `unauthorized`, `forbidden`, `not-found`, `conflict`, `rate-limited`, `unavailable`.
  public var category: String
  /// The service's own code, or the category.
  public var code: String
  /// Lower case, no full stop.
  public var message: String

  /// Puts one together from its parts.
  public init(status: Int?, category: String, code: String, message: String) {
    self.status = status
    self.category = category
    self.code = code
    self.message = message
  }
}

extension Belief {
  /// Whether it is a recording that this shell started and that runs, or may.
  fileprivate var runsForUs: Bool { isOurs && state.mayRun }

  fileprivate var hasDeadline: Bool { runsForUs && deadline != nil }
}
