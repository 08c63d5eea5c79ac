import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// `timeline [room= session= participant= since= to=]`.
struct TimelineCommand: WritingCommand {
  static let grammar = Grammar(
    verb: "timeline",
    summary: "draw when which track was recorded, as bars along the time",
    options: [
      CommandOption("room", "ID", "of this room; default: the one that is set", .identifier(.room)),
      CommandOption("session", "ID", "of this one of the room's sessions", .identifier(.session)),
      CommandOption("participant", "ID", "of this participant", .identifier(.participant)),
      CommandOption("since", "DURATION", "begin so long ago, such as 1h", .duration),
      CommandOption("to", "FILE.svg", "as a picture for a page or a README", .file),
    ],
    examples: [
      "timeline", "timeline since=1h", "timeline participant=abcd to=lesson.svg",
    ],
    details: [
      "From the service's list, with the webhooks and refusals of this shell laid over. "
        + "`watch timeline` shows what runs grow.",
      "Without room= the room that is set is used; where none is, every room.",
      "A file that is there is replaced after a question, or with --yes or `set confirm off` "
        + "without one; by a script only below a folder of --allow-write.",
    ])

  static let result = TimelineReport.schema

  private let scope: TimelineScope
  let destination: ArgumentValue?

  init(_ arguments: Arguments) throws(Mistakes) {
    scope = TimelineScope(
      room: arguments.option("room").map { RoomID($0.text) },
      session: arguments.option("session").map { SessionID($0.text) },
      participant: arguments.option("participant").map { ParticipantID($0.text) },
      since: arguments.option("since")?.duration)
    destination = arguments.option("to")
    if let destination, !destination.isPlaceholder, !Self.isPicture(destination.text) {
      throw Mistakes(.noPicture(destination))
    }
  }

  var writes: Bool { destination != nil }

  var mayReplace: Bool { true }

  var onlyReads: Bool { destination == nil }

  static func isPicture(_ path: String) -> Bool { path.lowercased().hasSuffix(".svg") }

  func plan(in session: Session) throws(Mistakes) -> Action {
    var scope = scope
    scope.room = scope.room ?? session.room
    let request = ListTrackRecordings(
      room: scope.room, session: scope.session, participant: scope.participant)
    return .ask(
      PagesStep(request, subject: "recordings", isWhole: true, effect: .reads) {
        [scope, destination] found, session in
        CommandOutcome(
          ledger: session.learn(
            found.elements.map { RecordingRecord($0) }, isWhole: scope.session == nil,
            lead: found.lead),
          next: .draw(
            TimelineOrder(
              recordings: found.elements, scope: scope, destination: destination))
        )
      })
  }
}

/// The answer of `timeline`.
enum TimelineReport {
  static let schema = ResultSchema.defined(
    "timeline",
    .closed(
      [
        "now": .string, "from": .optionalString, "to": .optionalString,
        "tracks": .list(
          of: .closed([
            "room": .optionalString, "session": .optionalString, "participant": .optionalString,
            "name": .optionalString, "kind": .optionalString,
            "recordings": .list(
              of: .closed(
                [
                  "id": .optionalString,
                  "state": .words(RecordingState.allCases.map(\.rawValue)),
                  "start": .string, "end": .optionalString, "seconds": number,
                  "segments": .anyOf(
                    .list(of: .closed(["start": .string, "end": .string])),
                    ResultSchema("{\"type\": \"null\"}")),
                ], optional: ["estimatedDollars": number])),
            "webhooks": .list(of: .closed(["time": .string, "event": .string])),
            "refusals": .list(
              of: .closed(["time": .string, "request": .string, "status": .count])),
          ])),
        "running": .count, "estimatedDollars": number, "remarks": .strings,
      ], optional: ["path": .string, "bytes": .count]))

  private static let number = ResultSchema("{\"type\": \"number\", \"minimum\": 0}")

  /// On the screen.
  static func drawn(_ timeline: Timeline, _ scope: TimelineScope) -> Report {
    Report(
      json: json(timeline),
      body: timeline.rows.isEmpty ? nothing(timeline, scope) : [.timeline(timeline)])
  }

  /// In a file of so many bytes.
  static func written(_ timeline: Timeline, _ bytes: Int, to path: String) -> Report {
    let file: [JSONValue.Member] = [
      .init(name: "path", value: .string(path)), .init(name: "bytes", value: .number(bytes)),
    ]
    let line = StyledText([
      .init(path, .code), .init("  \(bytes) bytes, \(timeline.summary)"),
    ])
    return Report(
      json: json(timeline, file), body: [.line(line)] + remarks(timeline))
  }

  private static func nothing(_ timeline: Timeline, _ scope: TimelineScope) -> [Report.Block] {
    let place = [
      scope.room.map { "in room \($0.rawValue)" },
      scope.session.map { "in session \($0.rawValue)" },
      scope.participant.map { "of participant \($0.rawValue)" },
      scope.since.map { "in the last \(DurationText.short($0))" },
    ].compactMap(\.self)
    let line = (["no recordings"] + place).joined(separator: " ")
    return [.line(StyledText(timeline.remarks.isEmpty ? line : "\(line) that can be drawn"))]
      + remarks(timeline)
  }

  private static func remarks(_ timeline: Timeline) -> [Report.Block] {
    timeline.remarks.map { .line(StyledText($0)) }
  }

  // MARK: For programs

  private static func json(_ timeline: Timeline, _ file: [JSONValue.Member] = []) -> JSONValue {
    let span = timeline.span
    let running = timeline.running
    return .object(
      [
        .init(name: "now", value: time(timeline.now)),
        .init(name: "from", value: span.map { time($0.start) } ?? .null),
        .init(name: "to", value: span.map { time($0.end) } ?? .null),
        .init(name: "tracks", value: .array(timeline.rows.map(json))),
        .init(name: "running", value: .number(running.count)),
        .init(name: "estimatedDollars", value: dollars(running.cost)),
        .init(name: "remarks", value: .strings(timeline.remarks)),
      ] + file)
  }

  private static func json(_ row: Timeline.Row) -> JSONValue {
    let hooks = row.marks.compactMap { mark -> JSONValue? in
      guard case .webhook(let event) = mark.sign else { return nil }
      return .object(["time": time(mark.time), "event": .string(event)])
    }
    let refusals = row.marks.compactMap { mark -> JSONValue? in
      guard case .refusal(let what, let status) = mark.sign else { return nil }
      return .object([
        "time": time(mark.time), "request": .string(what), "status": .number(status),
      ])
    }
    return .object([
      "room": .orNull(row.track.room), "session": .orNull(row.track.session),
      "participant": .orNull(row.track.participant), "name": .orNull(row.name),
      "kind": .orNull(row.track.kind), "recordings": .array(row.recordings.map(json)),
      "webhooks": .array(hooks), "refusals": .array(refusals),
    ])
  }

  private static func json(_ recording: Timeline.Recording) -> JSONValue {
    let segments = recording.segments.map { spans in
      JSONValue.array(spans.map { .object(["start": time($0.start), "end": time($0.end)]) })
    }
    return .object([
      "id": .orNull(recording.id), "state": .string(recording.state.rawValue),
      "start": time(recording.span.start),
      "end": recording.isOpen ? .null : time(recording.span.end),
      "seconds": .number((recording.span.seconds * 1_000).rounded() / 1_000),
      "segments": segments ?? .null, "estimatedDollars": recording.cost.map(dollars),
    ])
  }

  private static func dollars(_ cost: CostEstimate) -> JSONValue {
    .number((cost.dollars * 10_000).rounded() / 10_000)
  }

  /// In UTC, with milliseconds.
  private static func time(_ date: Date) -> JSONValue {
    // Half a millisecond more: what is cut off behind is then rounded.
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return .string(date.addingTimeInterval(0.0005).formatted(style))
  }
}

extension Failure {
  static func noPicture(_ destination: ArgumentValue) -> Failure {
    Failure(
      .script, "not-an-svg", "`\(destination.text)` is no name of an SVG", span: destination.span,
      hints: ["the picture is drawn as SVG: `to=timeline.svg`"])
  }
}
