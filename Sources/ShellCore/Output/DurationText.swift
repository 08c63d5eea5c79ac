/// Durations as people read them.
enum DurationText {
  /// `38 ms`, `1.2 s`, `2 min 5 s`.
  static func short(_ duration: Duration) -> String {
    let milliseconds = milliseconds(duration)
    switch milliseconds {
    case ..<999.5: return "\(Int(milliseconds.rounded())) ms"
    case ..<59_950:
      let tenths = Int((milliseconds / 100).rounded())
      return "\(tenths / 10).\(tenths % 10) s"
    default:
      let seconds = Int((milliseconds / 1000).rounded())
      return "\(seconds / 60) min \(seconds % 60) s"
    }
  }

  /// `212ms`, in the language's own notation, cut to milliseconds.
  static func precise(_ duration: Duration) -> String { "\(Int(milliseconds(duration)))ms" }

  /// Milliseconds with one decimal, for JSON.
  static func milliseconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) * 1000 + Double(attoseconds / 1_000_000_000_000) / 1000
  }
}
