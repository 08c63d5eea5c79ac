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
    alternatives: alternatives,
    examples: [
      "recording audio", "recording 66ab9f0c2f1b4d0012345678", "recording video participant=efgh",
    ] + alternatives.flatMap(\.examples),
    details: ["A kind means the latest of the room and participant that are set."])

  private static let alternatives = RecordingReference.alternatives("recording", "show")

  static let result = ResultSchema.anyOf(.apiRecording, ResultSchema("{\"type\": \"null\"}"))

  private let recording: RecordingReference

  init(_ arguments: Arguments) throws(Mistakes) {
    recording = RecordingReference(arguments)
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    switch try recording.meaning(in: session) {
    case .record(let sort, let id): .ask(RecordingStep(sort: sort, id: id, isLatest: false))
    case .latest(let subject): .ask(LatestRecording.step(of: subject))
    case .merge(let id): .ask(MergeStep(id: id))
    case .latestMerge(let room):
      .ask(
        MergeSearch.latest(in: room) { newest in
          guard let newest else {
            return CommandOutcome(reports: [Report(json: .null, body: [.line("no merges")])])
          }
          return CommandOutcome(next: .step(MergeStep(id: newest.id)))
        })
    }
  }
}

/// The search for the newest recording of something; where the server lists it does not matter.
enum LatestRecording {
  static func step(of subject: RecordedSubject) -> PagesStep<RecordingList> {
    search(subject) { newest in
      guard let newest else {
        let line = StyledText([.init("no recording  ")] + subject.styled)
        return CommandOutcome(reports: [Report(json: .null, body: [.line(line)])])
      }
      return CommandOutcome(
        next: .step(RecordingStep(sort: newest.sort, id: newest.id, isLatest: true)))
    }
  }

  /// - Parameter end: is given the newest recording, or nil when there is none.
  static func search(
    _ subject: RecordedSubject, end: @escaping @Sendable (RecordingRecord?) -> CommandOutcome
  ) -> PagesStep<RecordingList> {
    PagesStep(list(of: subject), subject: subject.subject, isWhole: true, effect: .reads) {
      recordings in end(newest(of: subject, in: recordings))
    }
  }

  /// The list that has it.
  static func list(of subject: RecordedSubject) -> RecordingList {
    RecordingList(sort: subject.sort, room: subject.room, participant: subject.participant)
  }

  /// The one that began last; of several without a start the first in the server's order.
  static func newest(
    of subject: RecordedSubject, in recordings: [RecordingRecord]
  ) -> RecordingRecord? {
    recordings.filter { $0.isOf(subject) }
      .reduce(nil as RecordingRecord?) { newest, recording in
        guard let newest else { return recording }
        return (recording.start?.text ?? "") > (newest.start?.text ?? "") ? recording : newest
      }
  }
}

/// Fetches one record and shows it.
struct RecordingStep: SingleStep {
  let sort: RecordingSort
  let id: RecordingID
  /// Whether there is no newer record of the same, so that this one tells its state.
  let isLatest: Bool

  var effect: StepEffect { .reads }
  var request: RecordingLook { RecordingLook(sort: sort, id: id) }
  var subject: String { id.subject }

  func take(_ recording: RecordingRecord, in session: inout Session) -> CommandOutcome {
    let note = learn(recording, in: &session)
    return CommandOutcome(
      reports: [RecordingReport.one(recording)], ledger: [note].compactMap(\.self))
  }

  private func learn(_ recording: RecordingRecord, in session: inout Session) -> LedgerNote? {
    guard let key = recording.recorded, isLatest || recording.isRunning else { return nil }
    return session.learn(key, from: recording, isWhole: isLatest, lead: 0)
  }
}
