import FoundationEssentials
import Ledger
import VideoSDKClient

/// What a `follow` knows of its room, and what it is to do next.
///
/// Pure, so that any meeting can be played against it. What runs is the session's belief, as for every start; here is
/// only what a belief cannot tell: which records are of before, and how often was tried.
struct FollowedRoom: Sendable {
  let order: FollowOrder
  private(set) var present: [ParticipantID: Presence] = [:]
  private(set) var tracks: [TrackKey: Track] = [:]
  /// Who was ever there.
  private(set) var everPresent: Set<ParticipantID> = []
  /// How many starts were granted.
  private(set) var startCount = 0
  private var looks = 0
  /// The recordings of each track that the last look showed.
  private var seen: [TrackKey: Set<RecordingID>] = [:]

  /// Somebody who is there.
  struct Presence: Sendable, Equatable {
    let name: String?
    /// How often they came so far.
    let joins: Int
    /// What they send.
    let kinds: Set<TrackKind>
  }

  /// What was done about one track.
  struct Track: Sendable {
    /// The recordings that were there before the last start.
    var earlier: Set<RecordingID> = []
    /// What that was before the last start.
    var formerly: Set<RecordingID> = []
    /// How often the person had come at the last start.
    var joins = 0
    var lookOfStart = 0
    /// Whether a start of this command was granted, or may have been.
    var isOurs = false
    var firstRefusal: Duration?
    /// Not to be tried before.
    var nextTry = Duration.zero
    /// What the last start was refused with since the first refusal.
    var refusal: String?
    /// Whether it is left alone until something changes.
    var isGivenUp = false
    /// Whether it was told that it runs although no start of this command began it.
    var isToldAsOthers = false
    /// How many recordings failed one after the other.
    var failures = 0
    /// How many looks found its person gone and itself not over.
    var looksGone = 0
  }

  /// Something that happened, in a few words.
  struct Happening: Sendable, Equatable {
    let person: ParticipantID
    let text: String
  }

  /// How long a start is tried again that is refused.
  static let patience = Duration.seconds(10)
  static let shortPause = Duration.seconds(1)
  /// So many looks may pass before the list of the service shows what ended with its person.
  private static let looksBeforeStop = 5

  init(_ order: FollowOrder) { self.order = order }

  /// Takes a look at the room.
  ///
  /// - Returns: what happened since the one before, and what the ledger is told.
  mutating func take(
    _ sight: RoomSight, in session: inout Session
  ) -> (happened: [Happening], notes: [LedgerNote]) {
    looks += 1
    let happened = meet(sight.people)
    let (ended, notes) = learn(sight.recordings, in: &session)
    return (happened + ended, notes)
  }

  private mutating func meet(_ people: [SessionParticipant]) -> [Happening] {
    var happened: [Happening] = []
    var now: [ParticipantID: Presence] = [:]
    for person in people where order.people?.contains(person.id) ?? true {
      let presence = Presence(
        name: person.name, joins: max(1, person.stays.count),
        kinds: person.publishedKinds(among: order.kinds))
      now[person.id] = presence
      let before = present[person.id]
      if before != presence { reconsider(person.id) }
      guard let before else {
        let isNew = everPresent.insert(person.id).inserted
        happened.append(Happening(person: person.id, text: isNew ? "joined" : "came back"))
        happened += silence(of: person.id, presence)
        continue
      }
      if before.joins < presence.joins {
        happened.append(Happening(person: person.id, text: "came back"))
        happened += silence(of: person.id, presence)
        continue
      }
      for kind in order.kinds where before.kinds.contains(kind) != presence.kinds.contains(kind) {
        let isOn = presence.kinds.contains(kind)
        happened.append(
          Happening(person: person.id, text: "\(kind.wireName) \(isOn ? "on" : "off")"))
      }
    }
    let gone = present.keys.filter { now[$0] == nil }
    for person in gone.sorted(by: { $0.rawValue < $1.rawValue }) {
      happened.append(Happening(person: person, text: "left"))
    }
    present = now
    return happened
  }

  /// Why nothing is started of kinds that are followed.
  private func silence(of person: ParticipantID, _ presence: Presence) -> [Happening] {
    let off = order.kinds.filter { !presence.kinds.contains($0) }.map(\.wireName)
    guard !off.isEmpty else { return [] }
    return [Happening(person: person, text: "\(off.joined(separator: ", ")) off")]
  }

  /// What was given up may go well now.
  private mutating func reconsider(_ person: ParticipantID) {
    for kind in order.kinds {
      tracks[key(person, kind)]?.isGivenUp = false
      tracks[key(person, kind)]?.firstRefusal = nil
      tracks[key(person, kind)]?.refusal = nil
    }
  }

  private mutating func learn(
    _ records: [TrackRecording], in session: inout Session
  ) -> (happened: [Happening], notes: [LedgerNote]) {
    var happened: [Happening] = []
    var notes: [LedgerNote] = []
    var byTrack: [TrackKey: [TrackRecording]] = [:]
    for record in records {
      guard let person = record.participantID, let kind = record.kind else { continue }
      byTrack[key(person, kind), default: []].append(record)
    }
    seen = byTrack.mapValues { Set($0.map(\.id)) }
    for (track, state) in tracks where state.isOurs {
      guard let belief = session.belief(track), belief.isOurs, belief.state.mayRun else { continue }
      let fresh = (byTrack[track] ?? []).filter { !state.earlier.contains($0.id) }
      guard !fresh.isEmpty else { continue }
      if fresh.contains(where: { $0.state == .recording }) {
        tracks[track]?.failures = 0
        guard belief.state == .unknown else { continue }
        session.believe(track, .recording, .known)
        notes.append(.running(RecordedTrack(track, at: session.target.origin)))
        happened.append(
          Happening(person: track.participant, text: "\(track.kind.wireName) runs, says the list"))
        continue
      }
      // Its files are still processed.
      guard !fresh.contains(where: { $0.state == .stopping }) else { continue }
      let hasFailed = fresh.contains { $0.state == .failed }
      session.believe(track, hasFailed ? .failed : .ended, .known, isOurs: false)
      if let asked = belief.asked {
        notes.append(.idle(RecordedTrack(track, at: session.target.origin), asked: asked))
      }
      if hasFailed { tracks[track]?.failures += 1 }
      // Who has left, be it for a moment, takes their recording along.
      guard hasFailed || present[track.participant]?.joins == state.joins else { continue }
      happened.append(
        Happening(
          person: track.participant,
          text: "\(track.kind.wireName) \(hasFailed ? "failed" : "ended")"))
    }
    forgetOthers(byTrack, in: &session)
    return (happened, notes)
  }

  /// What somebody else recorded may have ended.
  private mutating func forgetOthers(
    _ byTrack: [TrackKey: [TrackRecording]], in session: inout Session
  ) {
    for (track, state) in tracks where state.isGivenUp && !state.isOurs {
      guard let belief = session.belief(track), !belief.isOurs, belief.state.mayRun,
        let own = byTrack[track], !own.contains(where: \.isRunning)
      else { continue }
      session.believe(track, .ended, .known, isOurs: false)
      tracks[track]?.isGivenUp = false
    }
  }

  /// What is to be sent now, in the order of the people's ids.
  mutating func due(
    at now: Duration, in session: Session
  ) -> (starts: [TrackKey], stops: [TrackKey]) {
    var starts: [TrackKey] = []
    var stops: [TrackKey] = []
    for person in present.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let presence = present[person] else { continue }
      for kind in order.kinds where presence.kinds.contains(kind) {
        let track = key(person, kind)
        tracks[track]?.looksGone = 0
        let state = tracks[track] ?? Track()
        guard !state.isGivenUp, state.nextTry <= now else { continue }
        switch session.belief(track) {
        // The list had its time to show it; `not started` settles it, and then it is started anew.
        case .some(let belief) where belief.state == .unknown && belief.isOurs:
          if looks > state.lookOfStart + 1 { stops.append(track) }
        case .some(let belief) where belief.state.mayRun:
          // Whether it went on when its person left is for the service to say: a second start is refused then.
          if state.isOurs, state.joins < presence.joins { starts.append(track) }
        default: starts.append(track)
        }
      }
    }
    for (track, state) in tracks where state.isOurs && present[track.participant] == nil {
      guard let belief = session.belief(track), belief.isOurs, belief.state.mayRun else { continue }
      tracks[track]?.looksGone += 1
      if state.looksGone >= Self.looksBeforeStop { stops.append(track) }
    }
    return (starts, stops)
  }

  /// What runs already and is not of this command, told once of each track.
  mutating func others(in session: Session) -> [Happening] {
    var happened: [Happening] = []
    for person in present.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      for kind in order.kinds where present[person]?.kinds.contains(kind) == true {
        let track = key(person, kind)
        let state = tracks[track] ?? Track()
        guard !state.isOurs, !state.isGivenUp, !state.isToldAsOthers,
          let belief = session.belief(track), belief.state.mayRun
        else { continue }
        tracks[track, default: Track()].isToldAsOthers = true
        let whose = belief.isOurs ? "by an earlier command" : "not by this shell"
        happened.append(
          Happening(person: person, text: "\(kind.wireName) is recorded already, \(whose)"))
      }
    }
    return happened
  }

  /// Why tracks have not been started that were still tried at the end.
  var unstarted: [Happening] {
    tracks.compactMap { track, state in
      guard let refusal = state.refusal, !state.isGivenUp else { return nil }
      return Happening(
        person: track.participant, text: "\(track.kind.wireName) not started: \(refusal)")
    }.sorted { ($0.person.rawValue, $0.text) < ($1.person.rawValue, $1.text) }
  }

  /// Notes that starts are about to be sent.
  mutating func starting(_ starts: [TrackKey]) {
    for track in starts {
      var state = tracks[track] ?? Track()
      state.formerly = state.earlier
      state.earlier = seen[track] ?? []
      state.joins = present[track.participant]?.joins ?? state.joins
      state.lookOfStart = looks
      tracks[track] = state
    }
  }

  /// Takes what became of a start.
  ///
  /// - Parameter failure: nil where it was granted.
  mutating func started(
    _ track: TrackKey, _ failure: Failure?, at now: Duration, in session: inout Session
  ) -> Happening? {
    let kind = track.kind.wireName
    guard var state = tracks[track] else { return nil }
    defer { tracks[track] = state }
    guard let failure else {
      state.isOurs = true
      state.firstRefusal = nil
      state.refusal = nil
      state.nextTry = now + Self.pause(behind: state.failures)
      startCount += 1
      return Happening(person: track.participant, text: "\(kind) started")
    }
    let belief = session.belief(track)
    if belief?.state == .unknown, belief?.isOurs == true {
      state.isOurs = true
      return Happening(person: track.participant, text: "\(kind): whether it started is not known")
    }
    // Nothing began: what ran before is ours still.
    state.earlier = state.formerly
    if belief?.state == .recording {
      // It runs already: ours went on, or somebody else records it.
      guard state.isOurs else {
        state.isGivenUp = true
        return Happening(
          person: track.participant, text: "\(kind) is recorded already, not by this shell")
      }
      session.believe(track, .recording, .assumed, isOurs: true)
      return Happening(person: track.participant, text: "\(kind) runs on")
    }
    state.nextTry = now + Self.shortPause
    // Nobody answered, or nothing is answered so now: that is told of the service, once.
    guard !failure.isOfService else { return nil }
    let first = state.firstRefusal ?? now
    state.firstRefusal = first
    state.refusal = failure.message
    guard now - first >= Self.patience else { return nil }
    state.isGivenUp = true
    return Happening(
      person: track.participant, text: "\(kind) not started: \(failure.message)")
  }

  /// A recording that fails again and again is not begun each second.
  private static func pause(behind failures: Int) -> Duration {
    failures == 0 ? .zero : .seconds(1 << min(failures, 6))
  }

  /// Whether the next look is worth a second's pause only.
  func isUnsettled(in session: Session) -> Bool {
    tracks.contains { track, state in
      let belief = session.belief(track)
      let mayRun = belief?.isOurs == true && belief?.state.mayRun == true
      guard let person = present[track.participant] else { return state.isOurs && mayRun }
      guard person.kinds.contains(track.kind), !state.isGivenUp else { return false }
      return belief?.state == .unknown || belief?.state.mayRun != true
    }
  }

  /// What it started and what may still run.
  func running(in session: Session) -> [TrackKey] {
    session.running.compactMap(\.track).filter { tracks[$0]?.isOurs == true }
  }

  private func key(_ person: ParticipantID, _ kind: TrackKind) -> TrackKey {
    TrackKey(room: order.room, participant: person, kind: kind)
  }
}

extension Failure {
  /// Whether it says nothing of the track that was asked for.
  var isOfService: Bool {
    guard let status = refusal?.status else { return true }
    return status >= 500 || [401, 403, 408, 429].contains(status)
  }
}
