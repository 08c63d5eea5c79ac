import CommandLanguage
import Ledger
import VideoSDKClient

/// `recording ID|KIND [room= participant=]`.
struct RecordingCommand: Command {
  static let grammar = Grammar(
    verb: "recording",
    summary: "show one track recording, or the latest of a kind",
    parameters: [RecordingReference.parameter],
    options: RecordingReference.options,
    examples: [
      "recording audio", "recording 66ab9f0c2f1b4d0012345678", "recording video participant=efgh",
    ],
    details: ["A kind means the latest of the room and participant that are set."])

  static let result = ResultSchema.anyOf(.apiRecording, ResultSchema("{\"type\": \"null\"}"))

  private let recording: RecordingReference

  init(_ arguments: Arguments) throws(Mistakes) {
    recording = RecordingReference(arguments)
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    switch try recording.meaning(in: session) {
    case .record(let id): .ask(RecordingStep(id: id, isLatest: false))
    case .latest(let track): .ask(LatestRecording.step(of: track))
    }
  }
}

/// The search for the newest recording of a track; where the server lists it does not matter.
enum LatestRecording {
  static func step(of track: TrackKey) -> PagesStep<ListTrackRecordings> {
    search(track) { newest in
      guard let newest else {
        let line = StyledText([.init("no recording  ")] + track.styled)
        return CommandOutcome(reports: [Report(json: .null, body: [.line(line)])])
      }
      return CommandOutcome(next: .step(RecordingStep(id: newest.id, isLatest: true)))
    }
  }

  /// - Parameter end: is given the newest recording, or nil when there is none.
  static func search(
    _ track: TrackKey, end: @escaping @Sendable (TrackRecording?) -> CommandOutcome
  ) -> PagesStep<ListTrackRecordings> {
    PagesStep(
      ListTrackRecordings(room: track.room, participant: track.participant),
      subject: track.subject, isWhole: true, effect: .reads
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
struct RecordingStep: SingleStep {
  let id: RecordingID
  /// Whether the track has no newer record, so that this one tells the track's state.
  let isLatest: Bool

  var effect: StepEffect { .reads }
  var request: GetTrackRecording { GetTrackRecording(id: id) }
  var subject: String { id.subject }

  func take(_ recording: TrackRecording, in session: inout Session) -> CommandOutcome {
    let note = learn(recording, in: &session)
    return CommandOutcome(
      reports: [RecordingReport.one(recording)], ledger: [note].compactMap(\.self))
  }

  private func learn(_ recording: TrackRecording, in session: inout Session) -> LedgerNote? {
    guard let room = recording.roomID, let participant = recording.participantID,
      let kind = recording.kind, isLatest || recording.isRunning
    else { return nil }
    let track = TrackKey(room: room, participant: participant, kind: kind)
    return session.learn(track, from: recording, isWhole: isLatest, lead: 0)
  }
}
