import FoundationEssentials
import VideoSDKClient

/// The table of what the ledger takes as running, with what the service says.
enum RecoverReport {
  static let nothing = Report(
    json: .array([]),
    body: [.line("nothing to recover: the ledger knows of no recording here that may still run")])

  static func found(_ found: [Recovered], now: Date) -> Report {
    let hasDeadlines = found.contains { $0.open.deadline != nil }
    let table = Report.Block.table(
      header: ["kind", "participant", "room", "started", "state"]
        + (hasDeadlines ? ["to be stopped"] : []) + ["cost (estimate)"],
      rows: found.map { row($0, now, hasDeadlines) }, turns: ["started": 1, "room": 2])
    let ended = found.filter(\.state.isOver)
    let missing = found.filter { $0.state == .missing }
    return Report(
      json: .array(found.map { json($0, now) }),
      body: [table]
        + line(ended, "has ended meanwhile and is", "have ended meanwhile and are", " closed")
        + line(
          missing, "is", "are", " in no list of the service: never begun, or of other credentials"))
  }

  private static func line(
    _ some: [Recovered], _ one: String, _ several: String, _ rest: String
  ) -> [Report.Block] {
    guard !some.isEmpty else { return [] }
    return [
      .line(StyledText("\(some.count) \(some.count == 1 ? one : several)\(rest)", .muted))
    ]
  }

  private static func row(
    _ item: Recovered, _ now: Date, _ hasDeadlines: Bool
  ) -> [StyledText] {
    let seconds = now.timeIntervalSince(item.open.since)
    let age =
      seconds < 60 ? "just now" : "\(DurationText.short(Duration(boundedSeconds: seconds))) ago"
    let role: StyledText.Role =
      switch item.state {
      case .recording, .failed: .bad
      case .ended: .muted
      case .missing: .plain
      }
    return [
      StyledText(item.open.recorded.word, .strong),
      StyledText(item.open.recorded.participant?.rawValue ?? "-", .id),
      StyledText(item.open.recorded.room.rawValue, .id),
      StyledText(age),
      StyledText(item.state.rawValue, role),
    ] + (hasDeadlines ? [deadline(of: item, now)] : []) + [StyledText(item.cost?.cell ?? "-")]
  }

  /// `in 12 min 5 s`, or `21 min 0 s ago`.
  private static func deadline(of item: Recovered, _ now: Date) -> StyledText {
    guard let deadline = item.open.deadline else { return "" }
    let left = Duration(boundedSeconds: deadline.timeIntervalSince(now).rounded())
    guard left <= .zero else { return StyledText("in \(DurationText.short(left))") }
    let isBad = !item.state.isOver
    return StyledText("\(DurationText.short(.zero - left)) ago", isBad ? .bad : .muted)
  }

  private static func json(_ item: Recovered, _ now: Date) -> JSONValue {
    .object(
      item.open.recorded.members
        + JSONValue.members([
          "started": .string(item.open.since.formatted(.iso8601)),
          "state": .string(item.state.rawValue),
          "sure": .bool(item.open.isCertain),
          "estimatedDollars": item.cost.map { .number(($0.dollars * 10_000).rounded() / 10_000) },
          "until": item.open.deadline.map { .string($0.formatted(.iso8601)) },
          "overdue": item.open.deadline.map { _ in .bool(item.open.isOverdue(at: now)) },
        ]))
  }
}
