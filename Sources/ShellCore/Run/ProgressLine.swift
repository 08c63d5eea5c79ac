import Synchronization

/// The line on a terminal that tells, after a second, that something is under way.
///
/// A class because the task that draws it and whoever writes share it: its lock keeps their texts apart.
public final class ProgressLine: Sendable {
  private struct State: Sendable {
    var watch: Stopwatch?
    var count: ProgressText.Count?
    var isDrawn = false
    var turn = 0
    var writesJSON = false
    /// A command that is repeated draws a screen of its own.
    var isWatching = false
  }

  private static let silentBelow = Duration.seconds(1)
  private static let interval = Duration.milliseconds(100)

  private let clock: any Clock<Duration>
  private let isUTF8: Bool
  private let columns: @Sendable () -> Int?
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - columns: the present width of the terminal; nil where it does not say.
  ///   - write: writes to the terminal, past this object.
  public init(
    clock: any Clock<Duration>, isUTF8: Bool, columns: @escaping @Sendable () -> Int?,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.clock = clock
    self.isUTF8 = isUTF8
    self.columns = columns
    self.write = write
  }

  /// Draws until the task is cancelled.
  public func run() async {
    begin()
    defer { end() }
    while (try? await clock.sleep(for: pause)) != nil { tick() }
  }

  /// Counts time from now on.
  public func begin() {
    state.withLock { state in
      state.watch = Stopwatch(clock)
      state.count = nil
      state.isWatching = false
    }
  }

  /// Takes the line off the terminal, and draws none until the next `begin`.
  public func end() {
    state.withLock { state in
      wipe(&state)
      state.watch = nil
    }
  }

  /// Takes the line off the terminal while something else is written.
  public func aside(_ body: () -> Void) {
    state.withLock { state in
      wipe(&state)
      body()
    }
  }

  /// What is written as JSON is for a program, which needs no line beside it.
  public func adopt(_ presentation: Presentation) {
    state.withLock { $0.writesJSON = presentation.writesJSON }
  }

  /// Takes from an event what is under way.
  public func note(_ event: Event) {
    state.withLock { state in
      switch event {
      case .began: restart(&state)
      case .completed(let record):
        state.writesJSON = record.presentation.writesJSON
        restart(&state)
      case .frame: state.isWatching = true
      case .progress(let done, let total, let unit):
        state.count = done < total ? .init(done: done, total: total, unit: unit) : nil
      case .held, .note, .warning, .failure, .exchange: break
      }
    }
  }

  func tick() {
    state.withLock { state in
      guard let watch = state.watch, watch.elapsed >= Self.silentBelow, !state.writesJSON,
        !state.isWatching
      else { return }
      let text = ProgressText(isUTF8: isUTF8, columns: columns() ?? 80)
        .line(elapsed: watch.elapsed, turn: state.turn, count: state.count)
      state.turn += 1
      state.isDrawn = true
      write("\r\u{1B}[K\(text)")
    }
  }

  private var pause: Duration {
    let elapsed = state.withLock { $0.watch?.elapsed } ?? .zero
    return max(Self.interval, Self.silentBelow - elapsed)
  }

  private func restart(_ state: inout State) {
    guard state.watch != nil else { return }
    state.watch = Stopwatch(clock)
    state.count = nil
    state.isWatching = false
  }

  private func wipe(_ state: inout State) {
    guard state.isDrawn else { return }
    state.isDrawn = false
    write("\r\u{1B}[K")
  }
}
