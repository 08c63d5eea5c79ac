import CommandLanguage
import VideoSDKClient

/// `download ID|KIND [to=] [room= participant=]`.
struct DownloadCommand: WritingCommand {
  static let grammar = Grammar(
    verb: "download",
    summary: "fetch the files of a track recording",
    parameters: [RecordingReference.parameter],
    options: [place] + RecordingReference.options,
    alternatives: alternatives,
    examples: [
      "download audio", "download audio to=lesson.webm",
      "download 66ab9f0c2f1b4d0012345678 to=recordings/",
    ] + alternatives.flatMap(\.examples),
    details: [
      "A kind means the latest of the room and participant that are set. Never writes over a file.",
      "A download that was cut off goes on where it stopped; a file that is complete stays.",
    ])

  private static let place = CommandOption(
    "to", "PATH", "file or folder; a folder ends in / or is there", .file)
  private static let alternatives = RecordingReference.alternatives(
    "download", "fetch the files of", options: [place])

  static let result = ResultSchema.defined(
    "download",
    .closed([
      "id": .string,
      "files": .list(of: .closed(["path": .string, "bytes": .count, "fetched": .boolean])),
    ]))

  private let recording: RecordingReference
  let destination: ArgumentValue?
  var writes: Bool { true }
  var mayReplace: Bool { false }

  init(_ arguments: Arguments) throws(Mistakes) {
    recording = RecordingReference(arguments)
    destination = arguments.option("to")
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let destination = destination?.text
    return switch try recording.meaning(in: session) {
    case .record(let sort, let id):
      .ask(TransferStep(sort: sort, id: id, destination: destination))
    case .latest(let subject):
      .ask(
        LatestRecording.search(subject) { newest in
          guard let newest else { return CommandOutcome(failures: [.noRecording(of: subject)]) }
          return CommandOutcome(
            next: .step(
              TransferStep(sort: newest.sort, id: newest.id, destination: destination)))
        })
    case .merge(let id): .ask(MergeTransferStep(id: id, destination: destination))
    case .latestMerge(let room):
      .ask(
        MergeSearch.latest(in: room) { newest in
          guard let newest else { return CommandOutcome(failures: [.noMerge(in: room)]) }
          return CommandOutcome(
            next: .step(MergeTransferStep(id: newest.id, destination: destination)))
        })
    }
  }
}

/// Fetches one record and says which of its files to fetch.
struct TransferStep: SingleStep {
  let sort: RecordingSort
  let id: RecordingID
  /// As written; nil for the folder that is current.
  let destination: String?

  var effect: StepEffect { .reads }
  var request: RecordingLook { RecordingLook(sort: sort, id: id) }
  var subject: String { id.subject }

  func take(_ recording: RecordingRecord, in session: inout Session) -> CommandOutcome {
    if recording.isRunning { return CommandOutcome(failures: [.stillRunning(recording)]) }
    if recording.state == .failed { return CommandOutcome(failures: [.failed(recording)]) }
    if recording.files.isEmpty { return CommandOutcome(failures: [.noFiles(recording)]) }
    return CommandOutcome(
      next: .fetch(
        Transfer(
          recording: recording.id, kind: recording.word, files: recording.files,
          destination: destination)))
  }
}
