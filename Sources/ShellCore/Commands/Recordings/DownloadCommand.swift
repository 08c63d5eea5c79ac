import CommandLanguage
import VideoSDKClient

/// `download ID|KIND [to=] [room= participant=]`.
struct DownloadCommand: Command {
  static let grammar = Grammar(
    verb: "download",
    summary: "fetch the files of a track recording",
    parameters: [RecordingReference.parameter],
    options: [CommandOption("to", "PATH", "file or folder; a folder ends in / or is there", .file)]
      + RecordingReference.options,
    examples: [
      "download audio", "download audio to=lesson.webm",
      "download 66ab9f0c2f1b4d0012345678 to=recordings/",
    ],
    details: [
      "A kind means the latest of the room and participant that are set. Never writes over a file.",
      "A download that was cut off goes on where it stopped; a file that is complete stays.",
    ])

  static let result = ResultSchema.defined(
    "download",
    .closed([
      "id": .string,
      "files": .list(of: .closed(["path": .string, "bytes": .count, "fetched": .boolean])),
    ]))

  private let recording: RecordingReference
  let destination: ArgumentValue?
  var writing: FileWriting? { FileWriting(destination: destination) }

  init(_ arguments: Arguments) throws(Mistakes) {
    recording = RecordingReference(arguments)
    destination = arguments.option("to")
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    switch try recording.meaning(in: session) {
    case .record(let id): .ask(TransferStep(id: id, destination: destination?.text))
    case .latest(let track):
      .ask(
        LatestRecording.search(track) { [destination = destination?.text] newest in
          guard let newest else { return CommandOutcome(failures: [.noRecording(of: track)]) }
          return CommandOutcome(next: .step(TransferStep(id: newest.id, destination: destination)))
        })
    }
  }
}

/// Fetches one record and says which of its files to fetch.
struct TransferStep: SingleStep {
  let id: RecordingID
  /// As written; nil for the folder that is current.
  let destination: String?

  var effect: StepEffect { .reads }
  var request: GetTrackRecording { GetTrackRecording(id: id) }
  var subject: String { id.subject }

  func take(_ recording: TrackRecording, in session: inout Session) -> CommandOutcome {
    if recording.isRunning { return CommandOutcome(failures: [.stillRunning(recording)]) }
    if recording.hasFailed { return CommandOutcome(failures: [.failed(recording)]) }
    if recording.files.isEmpty { return CommandOutcome(failures: [.noFiles(recording)]) }
    return CommandOutcome(
      next: .fetch(
        Transfer(
          recording: recording.id, kind: recording.kind, files: recording.files,
          destination: destination)))
  }
}
