import CommandLanguage
import Ledger
import VideoSDKClient

/// `start KIND… [room= participant= format= webhook= bucket= for=]`.
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
      RecordingTime.option,
    ],
    examples: [
      "start audio", "start audio video", "start screen participant=abcd",
      "start audio room=abcd-efgh-ijkl participant=abcd,efgh", "start audio participant=all",
      "start audio for=45m",
    ],
    details: [
      "Needs a room and a participant: `set room ID`, `set participant ID`, or the options.",
      "Several tracks go out at once; each answer is one line.",
      "A start is sent again only when the service surely did not take it.",
      "With for= it is stopped after so long: by this shell, by a script that has nothing else to do "
        + "and waits for it, or else by the next shell or `vsdk recover --overdue --stop`.",
    ])

  static let result = ResultSchema.list(of: .trackAnswer)

  let selection: TrackSelection
  let format: String?
  let webhook: String?
  let bucket: String?
  let time: RecordingTime?

  init(_ arguments: Arguments) throws(Mistakes) {
    selection = TrackSelection(arguments)
    format = arguments.option("format")?.text
    webhook = arguments.option("webhook")?.text
    bucket = arguments.option("bucket")?.text
    time = try RecordingTime(arguments)
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    if let question = time?.question(
      about: selection, isOfMany: selection.isEveryone, in: session)
    {
      return .confirm(.goOn(note: question))
    }
    guard selection.isEveryone else { return .ask(StartStep(command: self)) }
    return .ask(
      LiveSessionStep(room: try selection.room(in: session)) { people in
        StartStep(command: self, everyone: people)
      })
  }
}

/// The requests of a `start`.
struct StartStep: Step {
  private let tracks: @Sendable (Session) throws(Mistakes) -> [TrackKey]
  private let format: String?
  private let webhook: String?
  private let bucket: String?
  let lifetime: Duration?
  /// What surely follows, for the check and the dry run.
  private var following: (@Sendable () -> any Step)?

  /// - Parameter everyone: who `participant=all` turned out to be.
  init(command: StartCommand, everyone: [ParticipantID]? = nil) {
    tracks = { session throws(Mistakes) in
      try command.selection.tracks(in: session, everyone: everyone)
    }
    format = command.format
    webhook = command.webhook
    bucket = command.bucket
    lifetime = command.time?.duration
  }

  /// Tracks that are known by name, as the session's settings ask for.
  init(
    named tracks: [TrackKey], for lifetime: Duration?,
    following: (@Sendable () -> any Step)? = nil
  ) {
    self.tracks = { _ throws(Mistakes) in tracks }
    (format, webhook, bucket) = (nil, nil, nil)
    self.lifetime = lifetime
    self.following = following
  }

  var effect: StepEffect { .starts }

  func requests(in session: Session) throws(Mistakes) -> [StartTrackRecording] {
    try tracks(session).map { track in
      StartTrackRecording(
        room: track.room, participant: track.participant, kind: track.kind,
        fileFormat: (format ?? session.settings.text(.format)).map { FileFormat($0) },
        webhookURL: webhook ?? session.settings.text(.webhook),
        bucketDirectoryPath: bucket ?? session.settings.text(.bucket))
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
        session.believe(
          track, .recording, isReadable ? .known : .assumed, isOurs: true, for: lifetime)
      case .unknown:
        let before = session.belief(track)
        session.doubt(track, after: .start, isOurs: true, for: lifetime)
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
    for request in requests {
      session.believe(request.track, .recording, .assumed, isOurs: true, for: lifetime)
    }
    return following?()
  }
}
