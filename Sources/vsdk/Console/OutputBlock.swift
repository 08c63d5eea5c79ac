import LineEditing
import Synchronization

/// What one script wrote while others ran beside it: both streams, in the order in which it was written.
///
/// A class because the script's tasks share it with whoever writes it in the end.
final class OutputBlock: Sendable {
  private let parts = Mutex<[(stream: OutputStream, text: String)]>([])

  func append(_ text: String, to stream: OutputStream) {
    parts.withLock { parts in
      guard let last = parts.indices.last, parts[last].stream == stream else {
        return parts.append((stream, text))
      }
      parts[last].text += text
    }
  }

  /// All of it, which is then no longer in the block.
  func take() -> [(stream: OutputStream, text: String)] {
    parts.withLock { parts in
      defer { parts = [] }
      return parts
    }
  }
}
