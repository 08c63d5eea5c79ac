public import CommandLanguage

/// What the shell itself does, because it is about its lines, its files or its screen.
///
/// A script never holds one: the commands behind them are for the prompt alone.
public enum ShellOrder: Sendable, Equatable {
  case history(HistoryOrder)
  case save(SaveOrder)
  case transcript(TranscriptOrder)
  case clearScreen
}

extension Command {
  /// The order to the shell that a command for the prompt is; nil for any other.
  func shellOrder(in session: Session) -> ShellOrder? {
    guard Self.grammar.scope == .promptOnly, case .shell(let order)? = try? plan(in: session)
    else { return nil }
    return order
  }
}

/// A `save`: where to, and which entries of the history.
public struct SaveOrder: Sendable, Equatable {
  /// As written.
  public let path: String
  /// The place in the text.
  public let span: Span
  /// Nil for all that this shell did.
  public let entries: ClosedRange<Int>?
}

/// What a `transcript` asks for.
public enum TranscriptOrder: Sendable, Equatable {
  case off
  /// The path is as written, with its place in the text.
  case write(path: String, Span)
}
