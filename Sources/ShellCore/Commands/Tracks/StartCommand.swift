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
      StartSettings.webhook,
      StartSettings.bucket,
      RecordingTime.option,
    ],
    alternatives: [ParticipantStart.grammar, MeetingStart.grammar],
    examples: [
      "start audio", "start audio video", "start screen participant=abcd",
      "start audio room=abcd-efgh-ijkl participant=abcd,efgh", "start audio participant=all",
      "start audio for=45m",
    ] + ParticipantStart.grammar.examples + MeetingStart.grammar.examples,
    details: [
      "Needs a room and a participant: `set room ID`, `set participant ID`, or the options.",
      "Several tracks go out at once; each answer is one line.",
      "A start is sent again only when the service surely did not take it.",
      "With for= it is stopped after so long: by this shell, by a script that has nothing else to do "
        + "and waits for it, or else by the next shell or `vsdk recover --overdue --stop`.",
    ])

  static let result = ResultSchema.list(of: .trackAnswer)

  let selection: TrackSelection
  let settings: StartSettings
  let time: RecordingTime?

  init(_ arguments: Arguments) throws(Mistakes) {
    selection = TrackSelection(arguments)
    settings = try StartSettings(arguments, of: selection.sort)
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

/// What a start asks for besides what it is of: by the command's words, or else by the session's settings.
struct StartSettings: Sendable {
  static let webhook = CommandOption("webhook", "URL", "where the service posts events", .url)
  static let bucket = CommandOption("bucket", "PATH", "folder in your own cloud bucket", .text)

  private let format: String?
  private let webhook: String?
  private let bucket: String?
  private let metadata: JSONValue?
  private let meeting: MeetingStart

  /// - Throws: what only a start can know to be wrong in its options.
  init(_ arguments: Arguments, of sort: RecordingSort) throws(Mistakes) {
    format = arguments.option("format")?.text
    webhook = arguments.option(Self.webhook.key)?.text
    bucket = arguments.option(Self.bucket.key)?.text
    metadata = try ParticipantStart.metadata(arguments)
    meeting = sort == .meeting ? try MeetingStart(arguments) : MeetingStart()
  }

  /// As the session's settings ask for.
  init() {
    (format, webhook, bucket, metadata) = (nil, nil, nil, nil)
    meeting = MeetingStart()
  }

  func request(for subject: RecordedSubject, in session: Session) -> RecordingRequest {
    let format = (format ?? session.settings.text(.format)).map { FileFormat($0) }
    let webhook = webhook ?? session.settings.text(.webhook)
    let bucket = bucket ?? session.settings.text(.bucket)
    switch subject {
    case .track(let track):
      return RecordingRequest(
        start: StartTrackRecording(
          room: track.room, participant: track.participant, kind: track.kind, fileFormat: format,
          webhookURL: webhook, bucketDirectoryPath: bucket), of: subject)
    case .participant(let participant, let room):
      return RecordingRequest(
        start: StartParticipantRecording(
          room: room, participant: participant, fileFormat: format, webhookURL: webhook,
          bucketDirectoryPath: bucket, metadata: metadata), of: subject)
    case .meeting(let room):
      return RecordingRequest(
        start: StartRecording(
          room: room, templateURL: meeting.template, transcription: meeting.transcription,
          fileFormat: format, configuration: meeting.configuration, webhookURL: webhook,
          bucketDirectoryPath: bucket, resourceID: meeting.resource, onFailure: meeting.onFailure),
        of: subject)
    }
  }
}

/// The requests of a `start`.
struct StartStep: Step {
  private let starts: @Sendable (Session) throws(Mistakes) -> [RecordingRequest]
  let lifetime: Duration?
  /// What surely follows, for the check and the dry run.
  private var following: (@Sendable () -> any Step)?

  /// - Parameter starts: the requests, in the order of the answers.
  init(
    for lifetime: Duration?,
    _ starts: @escaping @Sendable (Session) throws(Mistakes) -> [RecordingRequest]
  ) {
    self.starts = starts
    self.lifetime = lifetime
  }

  /// - Parameter everyone: who `participant=all` turned out to be.
  init(command: StartCommand, everyone: [ParticipantID]? = nil) {
    self.init(for: command.time?.duration) { session throws(Mistakes) in
      try command.selection.subjects(in: session, everyone: everyone)
        .map { command.settings.request(for: $0, in: session) }
    }
  }

  /// Tracks that are known by name, as the session's settings ask for.
  init(
    named tracks: [TrackKey], for lifetime: Duration?,
    following: (@Sendable () -> any Step)? = nil
  ) {
    self.init(for: lifetime) { session throws(Mistakes) in
      tracks.map { StartSettings().request(for: .track($0), in: session) }
    }
    self.following = following
  }

  var effect: StepEffect { .starts }

  func requests(in session: Session) throws(Mistakes) -> [RecordingRequest] {
    try starts(session)
  }

  func finish(
    _ results: [StepResult<RecordingRequest>], in session: inout Session
  ) -> CommandOutcome {
    TrackAnswers.finish(results, in: &session) { result, session in
      let track = result.request.subject
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

  func presume(_ requests: [RecordingRequest], in session: inout Session) -> (any Step)? {
    for request in requests {
      session.believe(request.subject, .recording, .assumed, isOurs: true, for: lifetime)
    }
    return following?()
  }
}
