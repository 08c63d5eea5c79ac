/// How often, and how long apart, a request is sent again.
public struct RetryPolicy: Sendable {
  /// How many times a request may be sent after the first.
  public let retries: Int
  /// The longest delay before the first repeat; it doubles with each one.
  public let base: Duration
  /// The longest delay before any repeat.
  public let cap: Duration
  /// The longest wait that the service may ask for; when it asks for more, there is no repeat.
  public let retryAfterLimit: Duration
  /// Draws a number from 0 up to 1 for each delay.
  let random: @Sendable () -> Double

  /// Describes a policy.
  public init(
    retries: Int = 2, base: Duration = .milliseconds(250), cap: Duration = .seconds(8),
    retryAfterLimit: Duration = .seconds(30),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.retries = retries
    self.base = base
    self.cap = cap
    self.retryAfterLimit = retryAfterLimit
    self.random = random
  }

  /// The delay before the repeat that follows an attempt, or nil when there is to be none.
  ///
  /// With full jitter any delay from zero to the doubled base is as likely, so that clients which
  /// failed together do not come back together.
  ///
  /// - Parameters:
  ///   - attempt: The number of the attempt that failed, from 1.
  ///   - retryAfter: The wait that the service asked for.
  ///   - random: A number from 0 up to 1.
  func delay(attempt: Int, retryAfter: Duration?, random: Double) -> Duration? {
    guard attempt <= retries else { return nil }
    if let retryAfter { return retryAfter <= retryAfterLimit ? retryAfter : nil }
    let factor = 1 << min(max(attempt - 1, 0), 30)
    return min(cap, base * factor).scaled(by: random)
  }

  /// The part of the remaining time that one attempt may use.
  ///
  /// Something is kept back while a repeat or a look at the listing may have to follow.
  func attemptTimeout(remaining: Duration, keepsReserve: Bool) -> Duration {
    let share = keepsReserve ? remaining * 2 / 3 : remaining
    let (seconds, attoseconds) = share.components
    let unit: Int64 = 1_000_000_000_000_000
    // Whole milliseconds, rounded up; a time that long has room for more than they can count.
    guard seconds < 1_000_000_000_000 else { return share }
    let milliseconds = seconds * 1_000 + (attoseconds + unit - 1) / unit
    return min(remaining, .milliseconds(milliseconds))
  }
}
