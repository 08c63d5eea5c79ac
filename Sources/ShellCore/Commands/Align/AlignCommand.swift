import CommandLanguage
import VideoSDKClient

/// `align [session= room= to=]`.
struct AlignCommand: Command {
  static let grammar = Grammar(
    verb: "align", otherNames: ["mix"],
    summary: "put the recordings of a room's session along its time, to mix",
    options: [
      CommandOption(
        "session", "ID", "this one of the room's sessions; default: the latest",
        .identifier(.session)),
      CommandOption("room", "ID", "another room than the one that is set", .identifier(.room)),
      CommandOption(
        "to", "FOLDER", "fetch the files to there, with session.json and mix.sh", .file),
    ],
    examples: ["align", "align to=meeting", "align session=66ab9f0c2f1b4d0012345678 to=meeting"],
    details: [
      "Each file has the time of one track from unmute to mute; the list says when in the room's session that was.",
      "`sh mix.sh` then lays them over each other with ffmpeg: all sound in one track, and the longest video "
        + "beside it, in mix.webm or mix.mkv.",
      "What still records or is still processed is left out, and so is what failed; it is told. The same command "
        + "goes on where it was cut off.",
    ])

  static let result = AlignReport.schema

  private let session: SessionID?
  private let room: RoomID?
  private let verb: Name
  let destination: ArgumentValue?

  init(_ arguments: Arguments) throws(Mistakes) {
    session = arguments.option("session").map { SessionID($0.text) }
    room = arguments.option("room").map { RoomID($0.text) }
    verb = arguments.verb
    destination = arguments.option("to")
  }

  var writing: FileWriting? {
    destination.map { FileWriting(destination: $0, mayReplace: false) }
  }

  var onlyReads: Bool { destination == nil }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let id = self.session
    // A session is of one room, be it another than the one that is set.
    let room = room ?? (id == nil ? session.room : nil)
    guard id != nil || room != nil else { throw Mistakes(.noRoom(verb: verb)) }
    let step = PagesStep(
      ListTrackRecordings(room: room, session: id), subject: "recordings", isWhole: true,
      effect: .reads, following: { AlignStep.presumed(id) },
      conclude: { [destination] found, session in
        let notes = session.learn(
          found.elements.map(RecordingRecord.init), isWhole: id == nil, lead: found.lead)
        guard let choice = Alignment.choose(id, among: found.elements) else {
          return CommandOutcome(failures: [.nothingToAlign(room, id)], ledger: notes)
        }
        return CommandOutcome(
          ledger: notes,
          next: .step(
            AlignStep(
              session: choice.session, recordings: choice.recordings,
              others: choice.count - 1, destination: destination)))
      })
    return .ask(step)
  }
}

/// Asks when the session began that its recordings are laid along.
struct AlignStep: Step {
  /// Nil where the recordings do not say.
  let session: SessionID?
  let recordings: [TrackRecording]
  /// How many other sessions of the room were recorded.
  let others: Int
  /// As written; nil where nothing is fetched.
  let destination: ArgumentValue?

  /// For the check and the dry run, of a session that only an answer tells.
  static func presumed(_ session: SessionID?) -> AlignStep {
    AlignStep(
      session: session ?? SessionID("<id of the latest session>"), recordings: [], others: 0,
      destination: nil)
  }

  var effect: StepEffect { .reads }

  func requests(in session: Session) throws(Mistakes) -> [GetSession] {
    self.session.map { [GetSession(id: $0)] } ?? []
  }

  func finish(_ results: [StepResult<GetSession>], in session: inout Session) -> CommandOutcome {
    var began: WireDate?
    var outcome = CommandOutcome()
    switch results.first?.result {
    case nil: break
    case .success(let answer): began = answer.value.start
    // Its recordings outlive a session; what they tell is enough.
    case .failure(.http(_, let problem)) where problem.category == .notFound: break
    case .failure(let error):
      outcome.failures = [
        results[0].failure(error, about: self.session?.rawValue ?? "", in: session)
      ]
      return outcome
    }
    outcome.next = .align(
      AlignOrder(
        session: self.session, recordings: recordings, began: began, others: others,
        destination: destination))
    return outcome
  }
}

extension Failure {
  fileprivate static func nothingToAlign(_ room: RoomID?, _ session: SessionID?) -> Failure {
    let place = [
      room.map { "of room \($0.rawValue)" }, session.map { "in session \($0.rawValue)" },
    ].compactMap(\.self).joined(separator: " ")
    return unmet(
      "no-recordings", "not-found", "no recordings \(place)",
      hint: "`sessions` lists the sessions of a room, `recordings` what was recorded")
  }
}
