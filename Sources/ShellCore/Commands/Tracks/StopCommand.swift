import CommandLanguage
import VideoSDKClient

/// `stop KIND… [room= participant=]`, `stop all`.
struct StopCommand: Command {
  static let grammar = Grammar(
    verb: "stop",
    summary: "stop recordings; `stop all`: every one this shell started",
    parameters: [
      TrackSelection.kindParameter("stop", all: "every recording this shell started")
    ],
    options: [TrackSelection.room, TrackSelection.participant],
    examples: [
      "stop audio", "stop audio video", "stop all", "stop screen participant=abcd",
      "stop audio participant=all",
    ],
    details: ["`stop all` sends nothing when nothing this shell started is running."])

  static let result = ResultSchema.list(of: .trackAnswer)

  let selection: TrackSelection

  init(_ arguments: Arguments) throws(Mistakes) { selection = TrackSelection(arguments) }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard selection.isAll, !selection.namesPlace, session.running.isEmpty else {
      guard selection.isEveryone else { return .ask(StopStep(selection)) }
      return .ask(
        LiveSessionStep(room: try selection.room(in: session)) { people in
          StopStep(selection, everyone: people)
        })
    }
    return .nothingToStop
  }

  static var nothing: Report {
    let line: StyledText = "nothing to stop: this shell has no recording running"
    return Report(json: .array([]), body: [.line(line)])
  }
}

/// The requests of a `stop`.
struct StopStep: Step {
  private let tracks: @Sendable (Session) throws(Mistakes) -> [TrackKey]

  /// - Parameter everyone: who `participant=all` turned out to be.
  init(_ selection: TrackSelection, everyone: [ParticipantID]? = nil) {
    tracks = { session throws(Mistakes) in
      selection.isAll && !selection.namesPlace
        ? session.running : try selection.tracks(in: session, everyone: everyone)
    }
  }

  /// Tracks that are known by name, whichever shell started them.
  init(named tracks: [TrackKey]) {
    self.tracks = { _ throws(Mistakes) in tracks }
  }

  var effect: StepEffect { .stops }

  func requests(in session: Session) throws(Mistakes) -> [StopTrackRecording] {
    try tracks(session).map(StopTrackRecording.init)
  }

  func finish(
    _ results: [StepResult<StopTrackRecording>], in session: inout Session
  ) -> CommandOutcome {
    Self.learn(results, in: &session)
  }

  static func learn(
    _ results: [StepResult<StopTrackRecording>], in session: inout Session
  ) -> CommandOutcome {
    TrackAnswers.finish(results, in: &session) { result, session in
      let track = result.request.track
      switch result.stopEnd {
      case .ended:
        session.believe(track, .ended, .known, isOurs: false)
        session.noteStop(of: track, told: try? result.result.get().date)
      case .nothingRan:
        guard let belief = session.belief(track), belief.state.mayRun else { return nil }
        switch belief.unanswered {
        case .start:
          session.believe(track, .idle, .known, isOurs: false)
          return .settled("not started: nothing came of the start whose outcome was unknown")
        case .stop:
          session.believe(track, .ended, .known, isOurs: false)
          return .settled("not started: the stop whose outcome was unknown had worked")
        case nil:
          session.believe(track, .idle, .assumed, isOurs: false)
          return .note("\(track.phrase) is no longer taken as recording")
        }
      case .open:
        guard let belief = session.belief(track), belief.state.mayRun else { return nil }
        session.doubt(track, after: belief.unanswered ?? .stop)
        return .note("whether \(track.phrase) still records is not known")
      case .notActedOn: break
      }
      return nil
    }
  }

  func presume(_ requests: [StopTrackRecording], in session: inout Session) -> (any Step)? {
    for request in requests { session.believe(request.track, .ended, .assumed, isOurs: false) }
    return nil
  }
}
