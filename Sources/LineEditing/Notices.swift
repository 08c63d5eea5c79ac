import Glibc
import Synchronization

/// Messages that arrive while a person types; the editor shows them above the prompt, between two
/// keys.
///
/// Any thread may post. A pipe wakes the editor; the texts wait behind a lock.
public final class Notices: Sendable {
  private let texts = Mutex<[String]>([])
  private let readEnd: Int32
  private let writeEnd: Int32

  /// Opens the pipe; nil when the process has no descriptors left.
  public init?() {
    guard let ends = WakePipe.open() else { return nil }
    (readEnd, writeEnd) = ends
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Keeps a message (one line or several, without a final line feed) until the editor shows it.
  public func post(_ text: String) {
    texts.withLock { $0.append(text) }
    _ = Glibc.write(writeEnd, [0], 1)
  }

  var wakeDescriptor: Int32 { readEnd }

  /// All that waits, in order.
  func take() -> [String] {
    WakePipe.drain(readEnd)
    return texts.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}
