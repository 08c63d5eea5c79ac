import Synchronization

/// Keeps what one command shows, for the transcript; nothing while there is none.
///
/// Shared, because events come from the task that runs a command and from the shell itself.
final class TranscriptBuffer: Sendable {
  private let lines = Mutex<[String]?>(nil)
  private static let renderer = EventRenderer(RenderingFacts(), Presentation(Settings()))

  /// Whether anything is kept.
  var isOpen: Bool {
    get { lines.withLock { $0 != nil } }
    set { lines.withLock { $0 = newValue ? $0 ?? [] : nil } }
  }

  /// Takes what an event shows in a file.
  func note(_ event: Event) {
    switch event {
    case .began, .held, .progress, .waiting, .exchange: return
    // Of a command that is repeated the last answer is enough.
    case .frame: lines.withLock { lines in if lines != nil { lines = [] } }
    case .completed, .note, .told, .warning, .failure: break
    }
    lines.withLock { lines in
      guard lines != nil else { return }
      for output in Self.renderer.render(event) {
        var drawn = output.text.split(separator: "\n", omittingEmptySubsequences: false)
        if drawn.last?.isEmpty == true { drawn.removeLast() }
        lines?.append(contentsOf: drawn.map { String($0) })
      }
    }
  }

  /// What was kept since the last call.
  func take() -> [String] {
    lines.withLock { lines in
      defer { if lines != nil { lines = [] } }
      return lines ?? []
    }
  }
}
