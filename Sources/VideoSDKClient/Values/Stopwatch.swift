/// Tells how long ago it was started, on any clock.
package struct Stopwatch: Sendable {
  private let read: @Sendable () -> Duration

  /// Starts now.
  package init(_ clock: any Clock<Duration>) { self.init(opened: clock) }

  private init<C: Clock<Duration>>(opened clock: C) {
    let start = clock.now
    read = { start.duration(to: clock.now) }
  }

  /// The time since the start.
  package var elapsed: Duration { read() }
}
