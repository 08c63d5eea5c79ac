/// When the quality of a session is measured: every ten seconds from its start.
struct StatTimes: Sendable {
  static let intervalMilliseconds: Int64 = 10_000
  /// How many measurements are told, which are the newest.
  static let capacity: Int64 = 100

  /// The start of the session, which all times are counted from.
  let start: Timestamp

  /// The newest moments after one time and not after another, oldest first.
  func moments(after first: Timestamp, through last: Timestamp) -> [Timestamp] {
    let newest = number(last)
    let oldest = max(number(first) + 1, newest - StatTimes.capacity + 1)
    guard oldest <= newest else { return [] }
    return (oldest...newest).map {
      Timestamp(milliseconds: start.milliseconds + $0 * StatTimes.intervalMilliseconds)
    }
  }

  private func number(_ time: Timestamp) -> Int64 {
    (time.milliseconds - start.milliseconds) / StatTimes.intervalMilliseconds
  }
}

extension Participant {
  func isPresent(at time: Timestamp) -> Bool {
    stays.contains { $0.start <= time && $0.end.map { time <= $0 } ?? true }
  }
}

extension RoomSession {
  private var statTimes: StatTimes { StatTimes(start: start) }

  /// When the session was measured.
  func statMoments(now: Timestamp) -> [Timestamp] {
    statTimes.moments(after: start, through: end ?? now)
  }

  /// When a participant was measured: while they were there.
  func statMoments(of participant: Participant, now: Timestamp) -> [Timestamp] {
    guard let first = participant.stays.first, let last = participant.stays.last else { return [] }
    return statTimes.moments(after: first.start, through: last.end ?? now)
      .filter(participant.isPresent)
  }
}
