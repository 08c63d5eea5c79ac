import FoundationEssentials
import VideoSDKClient

/// What a shell says at its start of recordings that an earlier one has left running.
struct LedgerNotice {
  let open: [OpenRecording]
  let now: Date
  /// How far the person's clock is ahead of UTC, for what `today` is.
  let secondsFromUTC: @Sendable (Date) -> Int
  /// Whether what the ledger is sure of is doubted by what the session has heard since.
  var isDoubted: (RecordedSubject) -> Bool = { _ in false }

  /// Nil when nothing may run.
  var text: String? {
    guard !open.isEmpty else { return nil }
    let many = open.count == 1 ? "1 recording" : "\(open.count) recordings"
    let them = open.count == 1 ? "it" : "them"
    let overdue = open.count { $0.isOverdue(at: now) }
    let late = overdue == 0 ? "" : overdue == open.count ? " (overdue)" : " (\(overdue) overdue)"
    return "\(many) you started \(day)\(verb)\(late)\(cost); "
      + "`recover` stops, leaves or forgets \(them)"
  }

  /// Empty where the price of none is known.
  private var cost: String {
    let known = open.compactMap {
      CostEstimate($0.recorded, seconds: now.timeIntervalSince($0.since))
    }
    guard !known.isEmpty else { return "" }
    let rest = known.count == open.count ? "" : ", without the whole meeting"
    return ", \(known.reduce(.nothing, +).phrase) so far (an estimate\(rest))"
  }

  private var verb: String {
    let certain = open.count { $0.isCertain && !isDoubted($0.recorded) }
    if certain == 0 { return "may still run" }
    if certain < open.count { return "still run, or may" }
    return open.count == 1 ? "still runs" : "still run"
  }

  private var day: String {
    let days = open.map { Self.days(from: $0.since, to: now, secondsFromUTC) }
    guard let most = days.max() else { return "" }
    let isOne = days.allSatisfy { $0 == most }
    return isOne ? "\(Self.word(most)) " : "(the first \(Self.word(most))) "
  }

  private static func days(
    from start: Date, to end: Date, _ secondsFromUTC: (Date) -> Int
  ) -> Int {
    func day(_ date: Date) -> Int {
      let seconds = date.timeIntervalSince1970 + Double(secondsFromUTC(date))
      return Int(rounding: seconds / 86_400, .down) ?? 0
    }
    return max(0, day(end) - day(start))
  }

  private static func word(_ days: Int) -> String {
    switch days {
    case 0: "today"
    case 1: "yesterday"
    default: "\(days) days ago"
    }
  }
}
