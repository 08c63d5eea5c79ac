import FoundationEssentials
import Glibc

/// The time zone of this machine; Foundation's own needs a library that is as large as the rest of the program.
enum LocalTime {
  /// How many seconds its clocks are ahead of UTC at a moment.
  @Sendable static func secondsFromUTC(_ date: Date) -> Int {
    var seconds = time_t(date.timeIntervalSince1970)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return parts.tm_gmtoff
  }
}
