import VideoSDKClient

/// Durations as people read them.
enum DurationText {
  /// `38 ms`, `1.2 s`, `2 min 5 s`, `3 h 7 min`, `12 d 4 h`.
  static func short(_ duration: Duration) -> String {
    let milliseconds = milliseconds(duration)
    switch milliseconds {
    case ..<999.5: return "\(whole(milliseconds)) ms"
    case ..<59_950:
      let tenths = whole(milliseconds / 100)
      return "\(tenths / 10).\(tenths % 10) s"
    default: return long(seconds: whole(milliseconds / 1000))
    }
  }

  private static func long(seconds: Int) -> String {
    let minutes = seconds / 60
    let hours = minutes / 60
    if hours == 0 { return "\(minutes) min \(seconds % 60) s" }
    return hours < 24 ? "\(hours) h \(minutes % 60) min" : "\(hours / 24) d \(hours % 24) h"
  }

  /// `6:10`, `1:02:03`, `12 d 4:00:00`: as a clock that runs shows it, cut to seconds.
  static func clock(_ duration: Duration) -> String {
    let seconds = max(0, whole(milliseconds(duration) / 1000, .towardZero))
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let rest = "\(hours > 0 || days > 0 ? two(minutes) : String(minutes)):\(two(seconds % 60))"
    return (days > 0 ? "\(days) d " : "") + (hours > 0 || days > 0 ? "\(hours):" : "") + rest
  }

  /// `212ms`, in the language's own notation, cut to milliseconds.
  static func precise(_ duration: Duration) -> String {
    "\(whole(milliseconds(duration), .towardZero))ms"
  }

  /// Every duration can be told; the longest is longer than any that is.
  private static func whole(
    _ value: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> Int {
    Int(rounding: value, rule) ?? (value < 0 ? .min : .max)
  }

  static func seconds(_ duration: Duration) -> Double { milliseconds(duration) / 1000 }

  /// Milliseconds with one decimal, for JSON.
  static func milliseconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) * 1000 + Double(attoseconds / 1_000_000_000_000) / 1000
  }
}
