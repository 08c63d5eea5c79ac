import FoundationEssentials

/// A person's clock at a moment.
struct PersonsClock: Sendable {
  let now: Date
  let secondsFromUTC: @Sendable (Date) -> Int

  /// `12:42:05`, with the date before it where that is not today.
  func short(_ date: Date) -> String {
    ClockText.short(date, now: now, secondsFromUTC: secondsFromUTC)
  }
}
