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
    alternatives: alternatives,
    examples: [
      "stop audio", "stop audio video", "stop all", "stop screen participant=abcd",
      "stop audio participant=all",
    ] + alternatives.flatMap(\.examples),
    details: ["`stop all` sends nothing when nothing this shell started is running."])

  private static let alternatives = [
    Grammar(
      verb: "stop participant", summary: "stop recording everything of a participant",
      options: [TrackSelection.room, TrackSelection.participant],
      examples: ["stop participant", "stop participant participant=efgh"]),
    Grammar(
      verb: "stop meeting", summary: "stop recording the whole meeting of the room",
      options: [TrackSelection.room], examples: ["stop meeting"]),
  ]

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
  private let subjects: @Sendable (Session) throws(Mistakes) -> [RecordedSubject]

  /// - Parameter everyone: who `participant=all` turned out to be.
  init(_ selection: TrackSelection, everyone: [ParticipantID]? = nil) {
    subjects = { session throws(Mistakes) in
      selection.isAll && !selection.namesPlace
        ? session.running
        : try selection.subjects(in: session, everyone: everyone)
    }
  }

  /// What is known by name, whichever shell started it.
  init(named recorded: [some Recorded]) {
    subjects = { _ throws(Mistakes) in recorded.map(\.recorded) }
  }

  var effect: StepEffect { .stops }

  func requests(in session: Session) throws(Mistakes) -> [RecordingRequest] {
    try subjects(session).map { RecordingRequest(stopping: $0) }
  }

  func finish(
    _ results: [StepResult<RecordingRequest>], in session: inout Session
  ) -> CommandOutcome {
    Self.learn(results, in: &session)
  }

  static func learn(
    _ results: [StepResult<RecordingRequest>], in session: inout Session
  ) -> CommandOutcome {
    TrackAnswers.finish(results, in: &session) { result, session in
      let track = result.request.subject
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

  func presume(_ requests: [RecordingRequest], in session: inout Session) -> (any Step)? {
    for request in requests { session.believe(request.subject, .ended, .assumed, isOurs: false) }
    return nil
  }
}
