import FoundationEssentials
import Ledger
import VideoSDKClient

/// Asks the service about every track that may still be recorded, a list for each room and participant.
struct RecoverStep: Step {
  let answer: RecoverOrder.Answer?
  let open: [OpenRecording]
  let now: Date
  private var places: [Place]

  var effect: StepEffect { .reads }

  private struct Place: Sendable {
    let scope: RequestScope
    var records: [TrackRecording] = []
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
    var seen: Set<RequestScope> = []
    places = open.map {
      RequestScope(room: $0.track.room, participant: $0.track.participant)
    }
    .filter { seen.insert($0).inserted }.map { Place(scope: $0) }
  }

  func requests(in session: Session) throws(Mistakes) -> [ListTrackRecordings] {
    places.compactMap { place in
      place.page.map {
        ListTrackRecordings(
          room: place.scope.room, participant: place.scope.participant, page: $0, perPage: 100)
      }
    }
  }

  func finish(
    _ results: [StepResult<ListTrackRecordings>], in session: inout Session
  ) -> CommandOutcome {
    var next = self
    for item in results {
      guard let place = places.firstIndex(where: { $0.scope == item.request.scope }) else {
        continue
      }
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

  private func conclude(in session: inout Session) -> CommandOutcome {
    let found = open.map { open in
      let scope = RequestScope(room: open.track.room, participant: open.track.participant)
      let records = places.first { $0.scope == scope }?.records ?? []
      return Recovered(open, records: records, now: now)
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
      // Of a start whose outcome is not known, a list that may lag is no word; `not started` is.
      let open = left.filter { $0.state == .recording || $0.open.isOpen }.map(\.open.track)
      if !open.isEmpty { outcome.next = .step(StopStep(named: open)) }
    }
    return outcome
  }

  private func note(_ item: Recovered, at origin: Origin) -> [LedgerNote] {
    switch item.state {
    case .recording: [.running(RecordedTrack(item.open.track, at: origin))]
    case .ended, .failed: item.open.entries.map { .ended($0, at: now) }
    case .missing: []
    }
  }

  /// Whose they are is not changed by it: those of other shells are not asked about when this one is left.
  private func learn(_ item: Recovered, in session: inout Session) {
    let track = item.open.track
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
