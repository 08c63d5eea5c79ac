import CommandLanguage
import VideoSDKClient

/// `session`, `session as commands`.
struct SessionCommand: Command {
  static let grammar = Grammar(
    verb: "session", otherNames: ["status", "state"],
    summary: "show what this shell has chosen, and believes of each recording",
    parameters: [
      Parameter(
        "as", "`session as commands`", .choice([Choice("as", "as runnable text")]), arity: .optional
      ),
      Parameter(
        "commands", "`session as commands`", .choice([Choice("commands", "as runnable text")]),
        arity: .optional),
    ],
    examples: ["session", "session as commands"],
    details: [
      "Each fact is marked: known (the service said so), assumed, or stale with its age.",
      "The meetings of a room are shown by `sessions`.",
    ])

  static let result = ResultSchema.anyOf(
    .defined(
      "session",
      .closed([
        "target": .string, "endpoint": .string, "room": .optionalString,
        "participant": .optionalString,
        "recordings": .list(
          of: .closed(
            [
              "room": .string, "kind": .string,
              "state": .words(RecordingState.allCases.map(\.rawValue)),
              "fact": ResultSchema(
                "{\"type\": \"string\", \"pattern\": \"^(known|assumed|stale [0-9]+s)$\"}"),
              "ours": .boolean,
            ],
            optional: [
              "participant": .string, "secondsLeft": ResultSchema("{\"type\": \"number\"}"),
            ])),
      ])), .strings)

  private let asCommands: Bool

  init(_ arguments: Arguments) throws(Mistakes) {
    asCommands = arguments.value("as") != nil
    if asCommands, arguments.value("commands") == nil {
      throw Mistakes(binding: [
        BindError(
          .missingParameter(
            "commands", summary: "the only form there is", choices: ["commands"]),
          SourceSpan(arguments.span.end, arguments.span.end))
      ])
    }
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .done(asCommands ? SessionReport.commands(session) : SessionReport.facts(session))
  }
}

/// The two views of a session.
enum SessionReport {
  static func facts(_ session: Session) -> Report {
    var facts = FactLines()
    facts.add("target", "\(session.target.label)  \(session.target.origin)", .id)
    facts.add("room", session.room?.rawValue, .id)
    facts.add("participant", session.participant?.rawValue, .id)
    for key in SettingKey.allCases where key.subject == .recordings {
      if let text = session.settings.text(key) { facts.add(key.rawValue, text, .id) }
    }
    let recordings = session.recordings
    if recordings.isEmpty { facts.add("recordings", "none yet", .id) }
    let hasEnds = session.hasDeadlines
    let table = Report.Block.table(
      header: ["kind", "participant", "room", "state", "fact"] + (hasEnds ? ["ends"] : []),
      rows: recordings.map { track, belief in
        row(track, belief, now: session.now)
          + (hasEnds ? [StyledText(session.left(of: belief).map(SessionReport.end) ?? "")] : [])
      }, turns: ["room": 1, "fact": 2])
    return Report(
      json: json(session), body: facts.blocks + (recordings.isEmpty ? [] : [table]))
  }

  static func commands(_ session: Session) -> Report {
    var lines: [String] = []
    for key in SettingKey.allCases where !key.isSecret && key != .endpoint {
      guard session.settings.provenance(key) != .standard, let text = session.settings.text(key)
      else { continue }
      lines.append("set \(key.rawValue) \(quoted(text))")
    }
    for (track, belief) in session.recordings where belief.state.mayRun && belief.isOurs {
      let end = session.left(of: belief).map {
        " for=\(DurationLiteral.print(max($0, .seconds(1))))"
      }
      let person = track.participant.map { " participant=\(quoted($0.rawValue))" }
      lines.append(
        "start \(track.word) room=\(quoted(track.room.rawValue))\(person ?? "")\(end ?? "")")
    }
    return Report(
      json: .strings(lines),
      body: lines.map { .verbatim(StyledText($0, .code)) })
  }

  private static func row(
    _ track: RecordedSubject, _ belief: Belief, now: Duration
  ) -> [StyledText] {
    [
      StyledText(track.word, .strong),
      StyledText(track.participant?.rawValue ?? "-", .id),
      StyledText(track.room.rawValue, .id),
      StyledText(belief.state.rawValue, belief.state.role),
      StyledText(belief.mark(at: now), .muted),
    ]
  }

  private static func json(_ session: Session) -> JSONValue {
    let recordings = session.recordings.map { track, belief in
      JSONValue.object(
        track.members
          + JSONValue.members([
            "state": .string(belief.state.rawValue),
            "fact": .string(belief.mark(at: session.now)), "ours": .bool(belief.isOurs),
            "secondsLeft": session.left(of: belief).map {
              .number((DurationText.milliseconds($0) / 1000).rounded())
            },
          ]))
    }
    return .object([
      "target": .string(session.target.label),
      "endpoint": .string(session.target.origin.description),
      "room": .orNull(session.room?.rawValue),
      "participant": .orNull(session.participant?.rawValue),
      "recordings": .array(recordings),
    ])
  }

  private static func end(_ left: Duration) -> String {
    left > .zero ? "in \(DurationText.short(left))" : "now"
  }

  private static func quoted(_ text: String) -> String { Printer.print(Word.literal(text)) }
}

extension Session {
  /// How long a recording of ours has still to run; nil where it has no end.
  fileprivate func left(of belief: Belief) -> Duration? {
    guard belief.isOurs, belief.state.mayRun else { return nil }
    return belief.deadline.map { $0 - time }
  }
}

extension RecordingState {
  /// How a state is drawn; its word says it too.
  var role: StyledText.Role {
    switch self {
    case .recording, .starting: .good
    case .failed, .unknown: .bad
    case .idle, .stopping, .ended: .muted
    }
  }
}
