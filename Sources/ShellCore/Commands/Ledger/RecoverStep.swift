import FoundationEssentials
import Ledger
import VideoSDKClient

/// Asks the service about all that may still be recorded, a list for each room and participant, and for each sort.
struct RecoverStep: Step {
  let answer: RecoverOrder.Answer?
  let open: [OpenRecording]
  let now: Date
  private var places: [Place]

  var effect: StepEffect { .reads }

  private struct Place: Sendable {
    /// The first of those that its list holds.
    let subject: RecordedSubject
    var records: [RecordingRecord] = []
    var walk = PageWalk()
    /// Nil when there is nothing more to ask.
    var page: Int? = 1
  }

  /// More than anybody has, and an end when a service always names one more.
  private static let pageLimit = 50

  init(_ open: [OpenRecording], answer: RecoverOrder.Answer?, now: Date) {
    self.open = open
    self.answer = answer
    self.now = now
    var seen: Set<String> = []
    places = open.map(\.recorded).filter {
      seen.insert(LatestRecording.list(of: $0).target).inserted
    }
    .map { Place(subject: $0) }
  }

  func requests(in session: Session) throws(Mistakes) -> [RecordingList] {
    places.compactMap { place in place.page.map { Self.list(of: place.subject).page($0) } }
  }

  private static func list(of subject: RecordedSubject) -> RecordingList {
    var list = LatestRecording.list(of: subject)
    list.perPage = 100
    return list
  }

  func finish(
    _ results: [StepResult<RecordingList>], in session: inout Session
  ) -> CommandOutcome {
    var next = self
    for item in results {
      guard let place = place(of: item.request) else { continue }
      switch item.result {
      case .success(let answer):
        let found = next.places[place].walk.take(answer.value)
        next.places[place].records += found.elements
        next.places[place].page = found.next.flatMap { $0 > Self.pageLimit ? nil : $0 }
      case .failure(.http(_, let problem)) where problem.category == .notFound:
        next.places[place].page = nil
      case .failure(let error):
        return CommandOutcome(failures: [
          item.failure(
            error, about: "what may still run", in: session, notes: ["the ledger is as it was"])
        ])
      }
    }
    guard next.places.allSatisfy({ $0.page == nil }) else {
      return CommandOutcome(next: .step(next))
    }
    return next.conclude(in: &session)
  }

  /// The place whose list that is, whatever its page.
  private func place(of list: RecordingList) -> Int? {
    places.firstIndex { place in
      place.subject.sort == list.sort && place.subject.room == list.room
        && place.subject.participant == list.participant
    }
  }

  private func conclude(in session: inout Session) -> CommandOutcome {
    let found = open.map { open in
      let place = place(of: LatestRecording.list(of: open.recorded))
      return Recovered(open, records: place.map { places[$0].records } ?? [], now: now)
    }
    var outcome = CommandOutcome(reports: [RecoverReport.found(found, now: now)])
    for item in found {
      outcome.ledger += note(item, at: session.target.origin)
      learn(item, in: &session)
    }
    let left = found.filter { !$0.state.isOver }
    guard !left.isEmpty else { return outcome }
    switch answer {
    case nil: outcome.next = .decide(left.map(\.open))
    case .leave: break
    case .forget:
      let choice = RecoverChoice(forget: left.map(\.open))
      outcome.ledger += choice.forgotten
      outcome.reports += choice.reports
    case .stop:
      // Of a start whose outcome is not known, a list that may lag is no word, and no list of meetings is; `not started` is.
      let open = left.filter {
        $0.state == .recording || $0.open.isOpen || $0.open.recorded.sort == .meeting
      }.map(\.open.recorded)
      if !open.isEmpty { outcome.next = .step(StopStep(named: open)) }
    }
    return outcome
  }

  private func note(_ item: Recovered, at origin: Origin) -> [LedgerNote] {
    switch item.state {
    case .recording: [.running(RecordedTrack(item.open.recorded, at: origin))]
    case .ended, .failed: item.open.entries.map { .ended($0, at: now) }
    case .missing: []
    }
  }

  /// Whose they are is not changed by it: those of other shells are not asked about when this one is left.
  private func learn(_ item: Recovered, in session: inout Session) {
    let track = item.open.recorded
    switch item.state {
    case .recording: session.believe(track, .recording, .known)
    case .ended: session.believe(track, .ended, .known, isOurs: false)
    case .failed: session.believe(track, .failed, .known, isOurs: false)
    case .missing:
      guard item.open.isOpen, session.belief(track)?.state.mayRun != true else { return }
      session.doubt(track, after: .start)
    }
  }
}
