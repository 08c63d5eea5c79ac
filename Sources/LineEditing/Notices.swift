import Synchronization

/// Messages that arrive while a person types; the editor shows them above the prompt, between two
/// keys.
///
/// Any thread may post. A pipe wakes the editor; the texts wait behind a lock.
public final class Notices: Sendable {
  private let texts = Mutex<[String]>([])
  private let pipe: SelfPipe

  /// Opens a pipe; nil when the process has no descriptors left.
  public init?() {
    guard let pipe = SelfPipe() else { return nil }
    self.pipe = pipe
  }

  /// Keeps a message (one line or several, without a final line feed) until the editor shows it.
  public func post(_ text: String) {
    texts.withLock { $0.append(text) }
    pipe.wake()
  }

  var wakeDescriptor: Int32 { pipe.readEnd }

  /// All that waits, in order.
  func take() -> [String] {
    pipe.drain()
    return texts.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}
