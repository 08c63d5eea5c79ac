import CommandLanguage
import Ledger
import VideoSDKClient

/// `start KIND… [room= participant= format= webhook= bucket=]`.
struct StartCommand: Command {
  static let grammar = Grammar(
    verb: "start", otherNames: ["record"],
    summary: "start recording tracks of a participant",
    parameters: [TrackSelection.kindParameter("record", all: "every kind")],
    options: [
      TrackSelection.room,
      TrackSelection.participant,
      CommandOption("format", "FORMAT", "file format (webm)", SettingKey.format.type),
      CommandOption("webhook", "URL", "where the service posts events", .url),
      CommandOption("bucket", "PATH", "folder in your own cloud bucket", .text),
    ],
    examples: [
      "start audio", "start audio video", "start screen participant=abcd",
      "start audio room=abcd-efgh-ijkl participant=abcd,efgh", "start audio participant=all",
    ],
    details: [
      "Needs a room and a participant: `set room ID`, `set participant ID`, or the options.",
      "Several tracks go out at once; each answer is one line.",
      "A start is sent again only when the service surely did not take it.",
    ])

  static let result = ResultSchema.list(of: .trackAnswer)

  let selection: TrackSelection
  let format: String?
  let webhook: String?
  let bucket: String?

  init(_ arguments: Arguments) throws(Mistakes) {
    selection = TrackSelection(arguments)
    format = arguments.option("format")?.text
    webhook = arguments.option("webhook")?.text
    bucket = arguments.option("bucket")?.text
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard selection.isEveryone else { return .ask(StartStep(command: self)) }
    return .ask(
      LiveSessionStep(room: try selection.room(in: session)) { people in
        StartStep(command: self, everyone: people)
      })
  }
}

/// The requests of a `start`.
struct StartStep: Step {
  let command: StartCommand
  /// Who `participant=all` turned out to be.
  var everyone: [ParticipantID]?

  var effect: StepEffect { .starts }

  func requests(in session: Session) throws(Mistakes) -> [StartTrackRecording] {
    try command.selection.tracks(in: session, everyone: everyone).map { track in
      StartTrackRecording(
        room: track.room, participant: track.participant, kind: track.kind,
        fileFormat: (command.format ?? session.settings.text(.format)).map { FileFormat($0) },
        webhookURL: command.webhook ?? session.settings.text(.webhook),
        bucketDirectoryPath: command.bucket ?? session.settings.text(.bucket))
    }
  }

  func finish(
    _ results: [StepResult<StartTrackRecording>], in session: inout Session
  ) -> CommandOutcome {
    TrackAnswers.finish(results, in: &session) { result, session in
      let track = result.request.track
      switch result.startOutcome {
      case .started:
        // A success whose body cannot be read says less than a sentence does.
        let isReadable = (try? result.result.get().value.isReadable) ?? true
        session.believe(track, .recording, isReadable ? .known : .assumed, isOurs: true)
      case .unknown:
        let before = session.belief(track)
        session.doubt(track, after: .start, isOurs: true)
        guard before?.state == .recording else { return nil }
        return .note(
          "\(track.phrase) was recording before this start, which is refused as a rule then: what runs "
            + "may be the earlier one alone")
      case .refused where result.saysItRuns:
        let before = session.belief(track)
        guard let before, before.state == .recording else {
          session.believe(track, .recording, .assumed)
          return .note("\(track.phrase) is now taken as recording")
        }
        // A refusal makes nothing doubtful that it agrees with.
        session.believe(track, .recording, before.isDoubted ? .assumed : before.certainty)
      case .refused, .neverSent: break
      }
      return nil
    }
  }

  func presume(_ requests: [StartTrackRecording], in session: inout Session) -> (any Step)? {
    for request in requests { session.believe(request.track, .recording, .assumed, isOurs: true) }
    return nil
  }
}
