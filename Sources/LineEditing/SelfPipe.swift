import CEditLine

/// A pipe of the process to itself: any thread or signal handler wakes, and one thread waits.
///
/// It carries no data but the fact that something happened, or which signal did. Neither end blocks, and no child
/// inherits them; both are closed together.
final class SelfPipe: Sendable {
  /// Becomes readable when somebody wakes.
  let readEnd: Int32
  /// For those who write to it themselves.
  let writeEnd: Int32

  /// Opens the pipe; nil when the process has no descriptors left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func wake() { _ = Glibc.write(writeEnd, [0], 1) }

  /// Reads what there is and returns it.
  @discardableResult
  func drain() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(readEnd, &buffer, buffer.count)
      if count > 0 { all += buffer[..<count] } else if count == 0 || errno != EINTR { return all }
    }
  }
}

/// A descriptor that becomes readable when a signal was noticed that concerns whoever waits for keys.
///
/// A signal interrupts `poll` on one thread only, and after the program's first wait that is not
/// the main actor's: Dispatch blocks signals on its threads. So whoever waits polls this pipe too.
final class SignalEvents {
  private let pipe = SelfPipe()

  init() { cel_set_waker(pipe?.writeEnd ?? -1) }

  deinit { cel_set_waker(-1) }

  /// -1, which `poll` passes over, when the process had no descriptors left.
  var descriptor: Int32 { pipe?.readEnd ?? -1 }

  func drain() { pipe?.drain() }
}
