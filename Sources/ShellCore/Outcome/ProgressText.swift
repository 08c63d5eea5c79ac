import VideoSDKClient

/// What is under way, in one line that fits a terminal.
struct ProgressText {
  let isUTF8: Bool
  /// Of the terminal; the last one stays free, where some terminals wrap.
  let columns: Int

  private static let longestBar = 20
  private static let shortestBar = 5

  /// How far a command has come.
  struct Count: Sendable, Equatable {
    let done: Int
    let total: Int
    let unit: ProgressUnit
  }

  /// Such as `⠙ 3 s · ^C ends it`, or `[#####     ] 12/32 · 3 s` where something is counted.
  ///
  /// - Parameter wait: what is waited for, such as `503, again in 2 s`.
  func line(elapsed: Duration, turn: Int, count: Count?, wait: String? = nil) -> String {
    let time = Self.time(elapsed)
    let text: String
    if let count {
      let words = "\(Self.words(count)) · \(time)"
      text = bar(count, beside: words.count) + words + (wait.map { " · \($0)" } ?? "")
    } else {
      let signs = Array(isUTF8 ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\")
      text = "\(signs[turn % signs.count]) \(wait ?? time) · ^C ends it"
    }
    return String((isUTF8 ? text : PlainText.ascii(text)).prefix(max(0, columns - 1)))
  }

  private func bar(_ count: Count, beside words: Int) -> String {
    let width = min(Self.longestBar, columns - 1 - words - "[] ".count)
    guard width >= Self.shortestBar, count.total > 0 else { return "" }
    let part = min(1, max(0, Double(count.done) / Double(count.total)))
    let filled = Int(rounding: Double(width) * part, .towardZero) ?? 0
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: " ", count: width - filled) + "] "
  }

  private static func words(_ count: Count) -> String {
    switch count.unit {
    case .answers: "\(count.done)/\(count.total)"
    case .bytes: ByteText.part(count.done, of: count.total)
    case .seconds: "\(time(.seconds(count.total - count.done))) left"
    case .files: "\(count.done) of \(count.total) files"
    }
  }

  private static func time(_ elapsed: Duration) -> String {
    let seconds = elapsed.components.seconds
    return seconds < 60 ? "\(seconds) s" : DurationText.short(.seconds(seconds))
  }
}
