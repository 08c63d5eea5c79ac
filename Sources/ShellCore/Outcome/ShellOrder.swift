import CommandLanguage

/// What the shell itself does, because it is about its lines, its files or its screen.
///
/// A script never holds one: the commands behind them are for the prompt alone.
enum ShellOrder: Sendable, Equatable {
  case history(HistoryOrder)
  case save(SaveOrder)
  case transcript(TranscriptOrder)
  case clearScreen
  case lesson(LessonOrder)
}

/// A `save`: where to, and which entries of the history.
struct SaveOrder: Sendable, Equatable {
  /// As written.
  let path: String
  /// The place in the text.
  let span: SourceSpan
  /// Nil for all that this shell did.
  let entries: ClosedRange<Int>?
}

/// What a `transcript` asks for.
enum TranscriptOrder: Sendable, Equatable {
  case off
  /// The path is as written, with its place in the text.
  case write(path: String, SourceSpan)
}

/// What a `history` asks for.
enum HistoryOrder: Sendable, Equatable {
  case show(HistoryPart)
  /// Whether new lines go to the file from now on.
  case write(Bool)
  case clear
}

/// Which entries of the history are meant.
enum HistoryPart: Sendable, Equatable {
  case all
  case newest(Int)
  case numbers(ClosedRange<Int>)
  /// Those in which a regular expression matches somewhere.
  case matching(String)
}

/// What a `lesson` asks for.
enum LessonOrder: Sendable, Equatable {
  /// Lists them, and goes on where one was.
  case list
  /// A number or name, with its place in the text.
  case begin(String, SourceSpan)
  case next
  case hint
  case again
  case solution
  case off

  /// The words that mean something but a lesson.
  static let words = ["next", "hint", "again", "solution", "off"]
}
