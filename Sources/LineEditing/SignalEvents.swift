import CEditLine
import Glibc

/// A descriptor that becomes readable when a signal was noticed that concerns whoever waits for
/// keys.
///
/// A signal interrupts `poll` on one thread only, and after the program's first wait that is not
/// the main actor's: Dispatch blocks signals on its threads. So whoever waits polls this pipe too.
final class SignalEvents {
  private let ends: (readEnd: Int32, writeEnd: Int32)?

  init() {
    ends = WakePipe.open()
    cel_set_waker(ends?.writeEnd ?? -1)
  }

  deinit {
    cel_set_waker(-1)
    guard let ends else { return }
    close(ends.readEnd)
    close(ends.writeEnd)
  }

  /// -1, which `poll` passes over, when the process had no descriptors left.
  var descriptor: Int32 { ends?.readEnd ?? -1 }

  func drain() {
    if let ends { WakePipe.drain(ends.readEnd) }
  }
}
