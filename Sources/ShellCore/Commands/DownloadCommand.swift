import CommandLanguage
import VideoSDKClient

/// `download ID|KIND [to=] [room= participant=]`.
struct DownloadCommand: Command {
  static let grammar = Grammar(
    verb: "download",
    summary: "fetch the files of a track recording",
    parameters: [
      Parameter(
        "ID|KIND", "an id, or audio, video, screen_audio or screen_video",
        .identifier(.recording))
    ],
    options: [
      Option("to", "PATH", "file or folder; a folder ends in / or is there", .file),
      Option("room", "ID", "for a kind: another room than the session's", .identifier(.room)),
      Option(
        "participant", "ID", "for a kind: another participant than the session's",
        .identifier(.participant)),
    ],
    examples: [
      "download audio", "download audio to=lesson.webm",
      "download 66ab9f0c2f1b4d0012345678 to=recordings/",
    ],
    details: [
      "A kind means the latest of the session's room and participant. Never writes over a file.",
      "A download that was cut off goes on where it stopped; a file that is complete stays.",
    ])

  private let verb: Name
  private let word: String
  private let destination: String?
  private let room: RoomID?
  private let participant: ParticipantID?

  init(_ arguments: Arguments) throws(CommandError) {
    verb = arguments.verb
    word = arguments.value("ID|KIND")?.text ?? ""
    destination = arguments.option("to")?.text
    room = arguments.option("room").map { RoomID($0.text) }
    participant = arguments.option("participant").map { ParticipantID($0.text) }
  }

  func plan(in session: Session) throws(CommandError) -> Action {
    let kind = TrackKind(word)
    guard TrackKind.known.contains(kind) else {
      return .ask(TransferStep(id: RecordingID(word), destination: destination))
    }
    guard let room = room ?? session.room else { throw .noRoom(verb: verb) }
    guard let participant = participant ?? session.participant else {
      throw .noParticipant(verb: verb)
    }
    let track = TrackKey(room: room, participant: participant, kind: kind)
    return .ask(
      LatestRecording.search(track) { [destination] newest in
        guard let newest else { return StepOutcome(unmet: [.noRecording(of: track)]) }
        return StepOutcome(next: TransferStep(id: newest.id, destination: destination))
      })
  }
}

/// Fetches one record and says which of its files to fetch.
struct TransferStep: Step {
  let id: RecordingID
  /// As written; nil for the folder that is current.
  let destination: String?

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
      case .success(let answer): take(answer.value, into: &outcome)
      }
    }
    return outcome
  }

  private func take(_ recording: TrackRecording, into outcome: inout StepOutcome) {
    if recording.isRunning {
      outcome.unmet.append(.stillRunning(recording))
    } else if recording.files.isEmpty {
      outcome.unmet.append(.noFiles(recording))
    } else {
      outcome.transfer = Transfer(
        recording: recording.id, files: recording.files, destination: destination)
    }
  }
}
