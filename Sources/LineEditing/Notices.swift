public import ShellCore
import Synchronization

/// What arrives while a person types: messages, which the editor shows above the prompt between two keys, and the prompt
/// that holds from then on.
///
/// Any thread may post. A pipe wakes the editor; what was posted waits behind a lock.
public final class Notices: Sendable {
  private let waiting = Mutex<(texts: [String], prompt: Prompt?)>(([], nil))
  private let pipe: SelfPipe

  /// Opens a pipe; nil when the process has no descriptors left.
  public init?() {
    guard let pipe = SelfPipe() else { return nil }
    self.pipe = pipe
  }

  /// Keeps a message (one line or several, without a final line feed) until the editor shows it.
  public func post(_ text: String) { post([text], prompt: nil) }

  /// Keeps messages until the editor shows them, and with them the new prompt of the line that is typed; nil for the same.
  public func post(_ texts: [String], prompt: Prompt?) {
    waiting.withLock { waiting in
      waiting.texts += texts
      waiting.prompt = prompt ?? waiting.prompt
    }
    pipe.wake()
  }

  var wakeDescriptor: Int32 { pipe.readEnd }

  /// All messages that wait, in order.
  func take() -> [String] {
    pipe.drain()
    return waiting.withLock { waiting in
      defer { waiting.texts = [] }
      return waiting.texts
    }
  }

  /// The prompt that waits; nil where it is the same.
  func takePrompt() -> Prompt? {
    waiting.withLock { waiting in
      defer { waiting.prompt = nil }
      return waiting.prompt
    }
  }
}
