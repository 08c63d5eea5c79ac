import Synchronization
import VideoSDKClient

/// The line on a terminal that tells, after a second, that something is under way.
///
/// A class because the task that draws it and whoever writes share it: its lock keeps their texts apart.
public final class ProgressLine: Sendable {
  private struct State: Sendable {
    var watch: Stopwatch?
    var count: ProgressText.Count?
    /// The wait that is under way, and when it ends.
    var wait: (wait: RetryWait, end: Duration)?
    var isDrawn = false
    var turn = 0
    var writesJSON = false
    /// A command that is repeated draws a screen of its own.
    var isWatching = false
    /// The task that draws, while there is nothing to tell.
    var idle: CheckedContinuation<Void, Never>?
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

  /// Draws whatever begins, until the task is cancelled.
  ///
  /// One task draws for all commands: one for each would cost a command that is over at once more than itself does.
  public func run() async {
    while !Task.isCancelled {
      guard let pause else {
        await waitForBeginning()
        continue
      }
      guard (try? await clock.sleep(for: pause)) != nil else { return }
      tick()
    }
  }

  /// Counts time from now on.
  public func begin() {
    let idle = state.withLock { state in
      state.watch = Stopwatch(clock)
      state.count = nil
      state.wait = nil
      state.isWatching = false
      return Self.takeIdle(&state)
    }
    idle?.resume()
  }

  /// Takes the line off the terminal, and draws none until the next `begin`.
  public func end() {
    state.withLock { state in
      wipe(&state)
      state.watch = nil
    }
  }

  /// Takes the line off the terminal while somebody else has it, and counts from the beginning afterwards if something
  /// was under way.
  public func pause<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result
  {
    let wasCounting = state.withLock { $0.watch != nil }
    end()
    defer { if wasCounting { begin() } }
    return try body()
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
      case .waiting(let wait):
        guard let elapsed = state.watch?.elapsed else { return }
        state.wait = (wait, elapsed + wait.duration)
        // A person who waits that long is told at once.
        if wait.duration >= Self.silentBelow { draw(&state) }
      case .held, .note, .told, .warning, .failure, .exchange: break
      }
    }
  }

  func tick() {
    state.withLock { state in
      guard let watch = state.watch, watch.elapsed >= Self.silentBelow else { return }
      draw(&state)
    }
  }

  private func draw(_ state: inout State) {
    guard let elapsed = state.watch?.elapsed, !state.writesJSON, !state.isWatching else { return }
    let wait = state.wait.flatMap { $0.end > elapsed ? $0.wait.text(left: $0.end - elapsed) : nil }
    let text = ProgressText(isUTF8: isUTF8, columns: columns() ?? 80)
      .line(elapsed: elapsed, turn: state.turn, count: state.count, wait: wait)
    state.turn += 1
    state.isDrawn = true
    write("\r\u{1B}[K\(text)")
  }

  /// Until the next look; nil while there is nothing to tell.
  private var pause: Duration? {
    state.withLock { $0.watch?.elapsed }.map { max(Self.interval, Self.silentBelow - $0) }
  }

  private func waitForBeginning() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let hasBegun = state.withLock { state in
          guard state.watch == nil, !Task.isCancelled else { return true }
          state.idle = continuation
          return false
        }
        if hasBegun { continuation.resume() }
      }
    } onCancel: {
      state.withLock { Self.takeIdle(&$0) }?.resume()
    }
  }

  private static func takeIdle(_ state: inout State) -> CheckedContinuation<Void, Never>? {
    defer { state.idle = nil }
    return state.idle
  }

  private func restart(_ state: inout State) {
    guard state.watch != nil else { return }
    state.watch = Stopwatch(clock)
    state.count = nil
    state.wait = nil
    state.isWatching = false
  }

  private func wipe(_ state: inout State) {
    guard state.isDrawn else { return }
    state.isDrawn = false
    write("\r\u{1B}[K")
  }
}
