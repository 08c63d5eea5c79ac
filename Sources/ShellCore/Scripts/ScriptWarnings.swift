import CommandLanguage
import VideoSDKClient

/// What a script may do and probably should not: found in its abstract run, told as warnings.
struct ScriptWarnings {
  private var found: [Failure] = []
  /// Where each track was started first.
  private var started: [RecordedSubject: Diagnostic.Location] = [:]
  /// What the commands above have left to look at.
  var above = AnswersAbove(LastAnswer())
  /// Whether something was deferred that stops recordings, whatever happens below.
  private var hasDeferredStop = false
  /// The first condition at which the script may end while a track of it runs.
  private var risked: [RecordedSubject: Diagnostic.Location] = [:]
  /// The `wait DURATION` right before the command at hand.
  private(set) var pause: Diagnostic.Location?

  /// Whether the command at hand may be refused, as its author knows.
  var allowsRefusal = false

  /// How many doubts were raised.
  var count: Int { found.count }

  /// Whether the pause at a place was doubted since so many doubts had been raised.
  func hasDoubt(of pause: Diagnostic.Location?, since count: Int) -> Bool {
    pause.map { pause in found[count...].contains { $0.diagnostic.location == pause } } ?? false
  }

  mutating func notePause(at site: Diagnostic.Location) { pause = site }

  /// Any other command came.
  mutating func noteOther() { pause = nil }

  /// The server is asked how things stand: behind a fixed pause that is a guess about its speed.
  mutating func noteReading(at site: Diagnostic.Location) {
    guard let pause else { return }
    doubt(
      "fixed-pause", "a fixed pause before the server is asked", at: pause,
      hint: "`wait until …` goes on as soon as it holds, and says what it saw when it never does")
    self.pause = nil
  }

  mutating func noteDeferred(_ command: any Command) {
    if command is StopCommand || command is RunCommand { hasDeferredStop = true }
  }

  /// A condition ends the script when it does not hold: what runs then goes on.
  mutating func noteRisk(at site: Diagnostic.Location, _ session: Session) {
    guard !hasDeferredStop else { return }
    for track in session.running.endless(in: session)
    where started[track] != nil && risked[track] == nil {
      risked[track] = site
    }
  }

  mutating func note(
    _ effect: StepEffect, _ requests: [any Endpoint], at site: Diagnostic.Location,
    in session: Session
  ) {
    switch effect {
    case .starts:
      for track in requests.compactMap(\.recorded) {
        Self.keepFirst(&started[track, default: site])
      }
    case .stops: noteStops(requests.compactMap(\.recorded), at: site, session)
    case .reads: noteReading(at: site)
    case .none: break
    }
  }

  /// The first mention of a track stays; a default that is asked for in place is put there.
  private static func keepFirst(_ site: inout Diagnostic.Location) {}

  mutating func noteUnused(_ names: [Name], at site: Diagnostic.Location) {
    for name in names {
      var place = site
      place.span = name.span
      doubt(
        "unused-name", "nothing makes use of `\(name.text)`", at: place,
        hint: "read it as ${\(name.text)}, or remove the line")
    }
  }

  /// Everything doubtful, once the abstract run has ended in this session.
  func warnings(after session: Session, asErrors: Bool) -> [Failure] {
    var all = self
    let running = session.running.endless(in: session).compactMap { track in
      started[track].map { (key: track, value: $0) }
    }
    for (site, tracks) in running.bySite {
      let kinds = tracks.map(\.word).joined(separator: ", ")
      all.doubt(
        "never-stopped", "started here and never stopped: \(kinds)", at: site,
        hint: "`defer stop all` before it stops it whatever happens; else the run exits 6")
    }
    for (site, tracks) in risked.filter({ !session.running.contains($0.key) }).bySite {
      let kinds = Set(tracks.map(\.word)).sorted().joined(separator: ", ")
      all.doubt(
        "stopped-too-late", "if this does not hold, nothing stops \(kinds)", at: site,
        hint: "`defer stop all` above the `start` stops it whatever happens")
    }
    guard asErrors else { return all.found }
    return all.found.map { warning in
      var mistake = warning
      mistake.diagnostic.severity = .error
      return mistake
    }
  }

  private mutating func noteStops(
    _ stops: [RecordedSubject], at site: Diagnostic.Location, _ session: Session
  ) {
    guard !allowsRefusal else { return }
    let strangers = stops.filter { track in
      started.index(forKey: track) == nil && session.belief(track)?.isOurs != true
    }
    guard !strangers.isEmpty else { return }
    let names = strangers.map(\.phrase)
    doubt(
      "never-started", "the script never started \(names.joined(separator: ", "))", at: site,
      hint: "is the kind, the participant or the room another one than at the `start`?")
  }

  mutating func doubt(
    _ code: String, _ message: String, at site: Diagnostic.Location, hint: String
  ) {
    var place = site
    place.contextLine = nil
    found.append(Failure(.script, code, message, hints: [hint]).located(at: place).asWarning)
  }
}

extension [RecordedSubject] {
  /// Those that nothing but a stop ends.
  fileprivate func endless(in session: Session) -> [RecordedSubject] {
    filter { session.belief($0)?.deadline == nil }
  }
}

extension Sequence<(key: RecordedSubject, value: Diagnostic.Location)> {
  /// The tracks of each place, in the order of their names.
  fileprivate var bySite: [(site: Diagnostic.Location, tracks: [RecordedSubject])] {
    var found: [String: (site: Diagnostic.Location, tracks: [RecordedSubject])] = [:]
    for (track, site) in self {
      found["\(site.source.name):\(site.span.start)", default: (site, [])].tracks.append(track)
    }
    return found.values.map { ($0.site, $0.tracks.sorted { $0.phrase < $1.phrase }) }
  }
}
