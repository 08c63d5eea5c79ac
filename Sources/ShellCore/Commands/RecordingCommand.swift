import CommandLanguage
import VideoSDKClient

/// `recording ID|KIND [room= participant=]`.
struct RecordingCommand: Command {
  static let grammar = Grammar(
    verb: "recording",
    summary: "show one track recording, or the latest of a kind",
    parameters: [
      Parameter(
        "ID|KIND", "an id, or audio, video, screen_audio or screen_video",
        .identifier(.recording))
    ],
    options: [
      Option("room", "ID", "for a kind: another room than the session's", .identifier(.room)),
      Option(
        "participant", "ID", "for a kind: another participant than the session's",
        .identifier(.participant)),
    ],
    examples: [
      "recording audio", "recording 66ab9f0c2f1b4d0012345678", "recording video participant=efgh",
    ],
    details: ["A kind means the latest of the session's room and participant."])

  private let verb: Name
  private let word: String
  private let room: RoomID?
  private let participant: ParticipantID?

  init(_ arguments: Arguments) throws(CommandError) {
    verb = arguments.verb
    word = arguments.value("ID|KIND")?.text ?? ""
    room = arguments.option("room").map { RoomID($0.text) }
    participant = arguments.option("participant").map { ParticipantID($0.text) }
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(CommandError) -> Action {
    let kind = TrackKind(word)
    guard TrackKind.known.contains(kind) else {
      return .ask(RecordingStep(id: RecordingID(word), isLatest: false))
    }
    guard let room = room ?? session.room else { throw .noRoom(verb: verb) }
    guard let participant = participant ?? session.participant else {
      throw .noParticipant(verb: verb)
    }
    let track = TrackKey(room: room, participant: participant, kind: kind)
    return .ask(LatestRecording.step(of: track))
  }
}

/// The search for the newest recording of a track; where the server lists it does not matter.
enum LatestRecording {
  static func step(of track: TrackKey) -> PagesStep<ListTrackRecordings> {
    search(track) { newest in
      guard let newest else {
        let line = StyledText([.init("no recording  ")] + track.styled)
        return StepOutcome(reports: [Report(json: .null, body: [.line(line)])])
      }
      return StepOutcome(next: RecordingStep(id: newest.id, isLatest: true))
    }
  }

  /// - Parameter end: is given the newest recording, or nil when there is none.
  static func search(
    _ track: TrackKey, end: @escaping @Sendable (TrackRecording?) -> StepOutcome
  ) -> PagesStep<ListTrackRecordings> {
    PagesStep(
      ListTrackRecordings(room: track.room, participant: track.participant),
      subject: track.subject, isWhole: true
    ) { recordings in end(newest(of: track.kind, in: recordings)) }
  }

  /// The one that began last; of several without a start the first in the server's order.
  static func newest(of kind: TrackKind, in recordings: [TrackRecording]) -> TrackRecording? {
    recordings.filter { $0.kind == kind }
      .reduce(nil as TrackRecording?) { newest, recording in
        guard let newest else { return recording }
        return (recording.start?.text ?? "") > (newest.start?.text ?? "") ? recording : newest
      }
  }
}

/// Fetches one record and shows it.
struct RecordingStep: Step {
  let id: RecordingID
  /// Whether the track has no newer record, so that this one tells the track's state.
  let isLatest: Bool

  func requests(in session: Session) throws(CommandError) -> [GetTrackRecording] {
    [GetTrackRecording(id: id)]
  }

  func finish(
    _ results: [StepResult<GetTrackRecording>], in session: inout Session
  ) -> StepOutcome {
    var outcome = StepOutcome()
    for item in results {
      switch item.result {
      case .failure(let error):
        let subject = "recording \(id.rawValue)"
        outcome.failures.append(RequestFailure(subject: subject, error: error))
      case .success(let answer):
        learn(answer.value, in: &session)
        outcome.reports.append(RecordingReport.one(answer.value))
      }
    }
    return outcome
  }

  private func learn(_ recording: TrackRecording, in session: inout Session) {
    guard let room = recording.roomID, let participant = recording.participantID,
      let kind = recording.kind
    else { return }
    let track = TrackKey(room: room, participant: participant, kind: kind)
    guard session.belief(track) != nil, isLatest || recording.isRunning else { return }
    let runs = recording.isRunning
    session.believe(track, runs ? .recording : .stopped, .known, isOurs: runs ? nil : false)
  }
}
