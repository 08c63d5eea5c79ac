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

/// A `save`: where to, and which entries of the history.
public struct SaveOrder: Sendable, Equatable {
  /// As written.
  public let path: String
  /// The place in the text.
  public let span: SourceSpan
  /// Nil for all that this shell did.
  public let entries: ClosedRange<Int>?
}

/// What a `transcript` asks for.
public enum TranscriptOrder: Sendable, Equatable {
  case off
  /// The path is as written, with its place in the text.
  case write(path: String, SourceSpan)
}

/// What a `history` asks for.
public enum HistoryOrder: Sendable, Equatable {
  case show(HistoryPart)
  /// Whether new lines go to the file from now on.
  case write(Bool)
  case clear
}

/// Which entries of the history are meant.
public enum HistoryPart: Sendable, Equatable {
  case all
  case newest(Int)
  case numbers(ClosedRange<Int>)
  /// Those in which a regular expression matches somewhere.
  case matching(String)
}
