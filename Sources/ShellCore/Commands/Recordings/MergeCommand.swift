import CommandLanguage
import VideoSDKClient

/// `merge CHANNEL1 CHANNEL2 [session= room= type= webhook= bucket=]`.
struct MergeCommand: Command {
  static let grammar = Grammar(
    verb: "merge",
    summary: "put the sound of recordings in one file, left and right",
    parameters: [
      Parameter("CHANNEL1", "who is heard left: ID,… or ID:RECORDING,…", .identifier(.participant)),
      Parameter("CHANNEL2", "who is heard right, likewise", .identifier(.participant)),
    ],
    options: [
      CommandOption(
        "session", "ID", "of this one of the room's sessions; default: the newest",
        .identifier(.session)),
      TrackSelection.room,
      CommandOption(
        "type", "TYPE", "which recordings of them",
        .choice([
          Choice("participant", "of everything that they sent"), Choice("track", "of their tracks"),
        ])),
      StartSettings.webhook, StartSettings.bucket,
    ],
    examples: [
      "merge abcd efgh", "merge abcd,ijkl efgh type=track", "merge abcd efgh type=participant",
    ],
    details: [
      "The service makes it of recordings that have ended; without a RECORDING it takes one that it finds, and "
        + "without type= one of everything that they sent.",
      "It goes on by itself and cannot be stopped: `recording merge` shows how far it is, "
        + "`wait until recording.merge.status == completed` waits, `download merge` fetches the file.",
    ])

  static let result = ResultSchema.defined(
    "startedMerge",
    .open(
      [
        "message": .optionalString,
        "recording": .open(["id": .string, "status": .optionalString], required: ["id"]),
      ], required: ["recording"]))

  private let verb: Name
  private let channel1: [Merge.Source]
  private let channel2: [Merge.Source]
  private let session: SessionID?
  private let room: RoomID?
  private let type: Merge.SourceType?
  private let webhook: String?
  private let bucket: String?

  init(_ arguments: Arguments) throws(Mistakes) {
    verb = arguments.verb
    channel1 = Self.sources(arguments.value("CHANNEL1"))
    channel2 = Self.sources(arguments.value("CHANNEL2"))
    session = arguments.option("session").map { SessionID($0.text) }
    room = arguments.option("room").map { RoomID($0.text) }
    type = arguments.option("type").map { Merge.SourceType($0.text) }
    webhook = arguments.option(StartSettings.webhook.key)?.text
    bucket = arguments.option(StartSettings.bucket.key)?.text
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let webhook = webhook ?? session.settings.text(.webhook)
    let bucket = bucket ?? session.settings.text(.bucket)
    let start: @Sendable (SessionID, RoomID?) -> StartMergeStep = { [self] id, room in
      StartMergeStep(
        request: StartMerge(
          session: id, room: room, channel1: channel1, channel2: channel2, type: type,
          webhookURL: webhook, bucketDirectoryPath: bucket))
    }
    if let id = self.session { return .ask(start(id, room)) }
    guard let room = room ?? session.room else { throw Mistakes(.noRoom(verb: verb)) }
    return .ask(NewestSessionStep(room: room) { start($0, room) })
  }

  /// An id of the service's own has 24 hexadecimal digits; only such a one behind the last `:` names a recording.
  private static func sources(_ value: ArgumentValue?) -> [Merge.Source] {
    (value?.text ?? "").split(separator: ",").map { part in
      guard let colon = part.lastIndex(of: ":") else {
        return Merge.Source(participant: ParticipantID(String(part)))
      }
      let id = part[part.index(after: colon)...]
      guard id.utf8.count == 24, id.allSatisfy(\.isHexDigit) else {
        return Merge.Source(participant: ParticipantID(String(part)))
      }
      return Merge.Source(
        participant: ParticipantID(String(part[..<colon])), recording: RecordingID(String(id)))
    }
  }
}

/// Finds the newest session of a room and goes on with it.
struct NewestSessionStep: Step {
  let room: RoomID
  let following: @Sendable (SessionID) -> any Step

  func requests(in session: Session) throws(Mistakes) -> [ListSessions] {
    [ListSessions(room: room)]
  }

  func finish(_ results: [StepResult<ListSessions>], in session: inout Session) -> CommandOutcome {
    switch results[0].result {
    case .failure(let error):
      return CommandOutcome(failures: [
        results[0].failure(error, about: "sessions of \(room.rawValue)", in: session)
      ])
    case .success(let answer):
      let newest = answer.value.elements.max { ($0.start?.text ?? "") < ($1.start?.text ?? "") }
      guard let newest else { return CommandOutcome(failures: [.noSession(room)]) }
      return CommandOutcome(next: .step(following(newest.id)))
    }
  }

  func presume(_ requests: [ListSessions], in session: inout Session) -> (any Step)? {
    following(SessionID("<id of the newest session>"))
  }
}

/// Starts a merge, which the service then makes by itself.
struct StartMergeStep: SingleStep {
  let request: StartMerge
  var subject: String { "merge · \(request.session.rawValue)" }

  func take(_ started: StartedMerge, in session: inout Session) -> CommandOutcome {
    let message = started.message ?? "(the answer had no text)"
    return CommandOutcome(reports: [
      Report(
        json: started.json,
        body: [
          .line(
            StyledText([
              .init(message, .good), .init("  "), .init(started.merge.id.rawValue, .id),
            ]))
        ])
    ])
  }
}

extension Failure {
  fileprivate static func noSession(_ room: RoomID) -> Failure {
    unmet(
      "no-session", "not-found", "the room `\(room.rawValue)` has had no session",
      hint: "`sessions` lists the sessions of a room")
  }

  static func noMerge(in room: RoomID) -> Failure {
    unmet(
      "no-merge", "not-found", "no merge in \(room.rawValue)",
      hint: "`merge` starts one; `recordings merge` lists them")
  }
}
