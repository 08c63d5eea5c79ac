import CommandLanguage
import VideoSDKClient

/// Which merges a list is to show; nil for all.
struct MergeFilter: Sendable {
  static let state = CommandOption(
    "state", "STATE", "only those that are as far as this",
    .choice([
      Choice("running", "under way"), Choice("completed", "with a file"),
      Choice("failed", "that failed"),
    ]))

  let session: SessionID?
  let state: Merge.State?

  init(_ arguments: Arguments) {
    session = arguments.option("session").map { SessionID($0.text) }
    state = arguments.option(Self.state.key).map { Merge.State($0.text) }
  }
}

/// The lists of merges.
enum MergeSearch {
  static func list(
    _ filter: MergeFilter, in room: RoomID?, page: Int?, perPage: Int?, as list: ListOptions
  ) -> PagesStep<ListMerges> {
    PagesStep(
      ListMerges(
        state: filter.state, room: room, session: filter.session, page: page, perPage: perPage),
      subject: "recordings merge", isWhole: page == nil, effect: .reads
    ) { merges in list.outcome(MergeReport.list(merges)) }
  }

  /// - Parameter end: is given the merge of the room that began last, or nil when there is none.
  static func latest(
    in room: RoomID, end: @escaping @Sendable (Merge?) -> CommandOutcome
  ) -> PagesStep<ListMerges> {
    PagesStep(
      ListMerges(room: room), subject: "recordings merge", isWhole: true, effect: .reads
    ) { merges in end(newest(of: merges)) }
  }

  static func newest(of merges: [Merge]) -> Merge? {
    merges.max { ($0.start?.text ?? "") < ($1.start?.text ?? "") }
  }
}

/// Fetches one merge and shows it.
struct MergeStep: SingleStep {
  let id: MergeID

  var effect: StepEffect { .reads }
  var request: GetMerge { GetMerge(id: id) }
  var subject: String { id.subject }

  func take(_ merge: Merge, in session: inout Session) -> CommandOutcome {
    CommandOutcome(reports: [MergeReport.one(merge)])
  }
}

/// Fetches one merge and has its file fetched.
struct MergeTransferStep: SingleStep {
  let id: MergeID
  /// As written; nil for the folder that is current.
  let destination: String?

  var effect: StepEffect { .reads }
  var request: GetMerge { GetMerge(id: id) }
  var subject: String { id.subject }

  func take(_ merge: Merge, in session: inout Session) -> CommandOutcome {
    guard let file = merge.file else { return CommandOutcome(failures: [.noFile(of: merge)]) }
    return CommandOutcome(
      next: .fetch(
        Transfer(
          recording: RecordingID(id.rawValue), kind: RecordingReference.merge, files: [file],
          destination: destination)))
  }
}

/// What the server knows of merges.
enum MergeReport {
  static func list(_ merges: [Merge]) -> Report {
    Report(merges.map(\.json), Table(of: merges, columns, none: "no merges"))
  }

  static func one(_ merge: Merge) -> Report {
    var facts = FactLines()
    facts.add("id", merge.id.rawValue, .id)
    facts.add("state", merge.state?.wireName, merge.state.map(role) ?? .plain)
    facts.add("left", people(merge.channel1), .id)
    facts.add("right", people(merge.channel2), .id)
    facts.add("room", merge.roomID?.rawValue, .id)
    facts.add("session", merge.sessionID?.rawValue, .id)
    facts.add("start", merge.start?.text)
    facts.add("end", merge.end?.text)
    if let file = merge.file {
      RecordingReport.add(file, named: "file", to: &facts)
    } else {
      facts.add("file", merge.state == .failed ? "none" : "none yet", .muted)
    }
    return Report(json: merge.json, body: facts.blocks)
  }

  private static let columns: [ListColumn<Merge>] = [
    ListColumn("id") { .init($0.id.rawValue, .id) },
    ListColumn("state") { .init($0.state?.wireName, $0.state.map(role) ?? .plain) },
    ListColumn("left") { .init(people($0.channel1), .id) },
    ListColumn("right") { .init(people($0.channel2), .id) },
    ListColumn("session", turn: 1) { .init($0.sessionID?.rawValue, .id) },
    ListColumn("start", turn: 3) { .init($0.start) },
    ListColumn("end", turn: 2) { .init($0.end) },
  ]

  private static func people(_ channel: [Merge.Source]) -> String {
    channel.isEmpty ? "-" : channel.map(\.participant.rawValue).joined(separator: ",")
  }

  private static func role(_ state: Merge.State) -> StyledText.Role {
    switch state {
    case .running, .pending, .processing: .good
    case .failed, .cancelled: .bad
    case .completed, .other: .muted
    }
  }
}

extension MergeID {
  /// `merge 5f0c…`, as every failure names it.
  var subject: String { "merge \(rawValue)" }
}

extension Failure {
  fileprivate static func noFile(of merge: Merge) -> Failure {
    let hasFailed = [.failed, .cancelled].contains(merge.state)
    return unmet(
      "no-files", "not-found", "merge \(merge.id.rawValue) has no file\(hasFailed ? "" : " yet")",
      hint: hasFailed
        ? "`recording merge \(merge.id.rawValue)` shows what the service knows of it"
        : "`wait until recording.merge.status == completed` waits for it")
  }
}
