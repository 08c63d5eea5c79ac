public import CommandLanguage

/// Where the shell's lines come from: a terminal with line editing, or a list in a test.
///
/// Not Sendable and not async on purpose: it is asked from the main thread alone, and a terminal blocks it while a
/// person types.
public protocol LineSource {
  /// Shows the prompt and waits for one physical line, without its line end.
  func nextLine(prompt: Prompt, assistant: LineAssistant) -> LineInput

  /// Keeps an entry (several physical lines joined by line feeds) for recall in this process and, when `stored`, on disk.
  func remember(_ entry: String, stored: Bool)

  /// The entries that were on disk at the start, oldest first.
  var stored: [String] { get }

  /// Forgets every entry, in memory and on disk.
  ///
  /// - Throws: `FileProblem` when the file cannot be emptied; nothing is forgotten then.
  func forget() throws(FileProblem)

  /// Keeps what is written when a signal ends the process while a line is typed; empty for nothing.
  func prepareFarewell(_ text: String)

  /// Has the next line begin with this text, for the person to run or to change.
  ///
  /// - Returns: whether there is a line that can be edited.
  func prefill(_ text: String) -> Bool

  /// Clears a terminal that can do that.
  func clearScreen()

  /// Forgets the lines of a paste that are still to come; called when one of them failed.
  ///
  /// - Returns: how many they were.
  func dropPendingLines() -> Int
}

/// What may follow a line that is typed, shown faintly behind it.
public enum LineSuggestion: Sendable, Equatable {
  /// The rest of an earlier line, which can be taken as it is.
  case rest(String)
  /// The form of what comes next, such as `KIND…`.
  case form(String)
}

/// What a `LineSource` brought.
public enum LineInput: Equatable {
  case line(String)
  /// Control-C: what was typed is dropped. `hadText` tells whether anything was.
  case interrupted(hadText: Bool)
  /// Control-D on an empty line, or the end of the input.
  case end
  /// A notice was shown while nothing was typed, and the assistant ends such a line.
  case noticed
}

/// A prompt as text, with and without colour.
public struct Prompt: Sendable, Equatable {
  /// May hold SGR sequences (`ESC [ … m`) only.
  public let styled: String
  /// The text alone.
  public let plain: String

}

/// What the editor may ask while a line is typed.
///
/// No call waits for anything.
public struct LineAssistant {
  /// Candidates for the word at the cursor; the cursor is a UTF-8 offset into the line.
  public let complete: (_ line: String, _ cursor: Int) -> Candidates
  /// What may come next at the end of this text: the lines that `?` shows, for a terminal of so many columns.
  public let explain: (_ textBeforeCursor: String, _ columns: Int) -> [String]
  /// Has the ids looked up that may stand at the cursor, unless that was done a moment ago.
  ///
  /// Answers whether they are on their way; `whenDone` is then called once, on any thread.
  public let refresh:
    (_ line: String, _ cursor: Int, _ whenDone: @escaping @Sendable () -> Void) -> Bool

  /// Whether several lines that are pasted at once run only after a question.
  public let confirmsPaste: Bool
  /// What the parts of a line are, in order; nothing where they are not told apart.
  public let highlight: (_ line: String) -> [HighlightedSpan]
  /// What may follow a line; nil for nothing.
  public let suggest: (_ line: String) -> LineSuggestion?
  /// Why a line is not written to any file, be it for a moment; nil where it may be.
  public let refusesFile: (_ line: String) -> String?
  /// Whether a notice ends a line on which nothing is typed: who reads it then looks at what has come.
  public let endsOnNotice: Bool
  /// Whether candidates are shown under the line and walked through, and not listed above it once.
  public let walksCandidates: Bool

  /// Puts one together from its parts; by default there is nothing to look up and nothing to ask.
  init(
    complete: @escaping (_ line: String, _ cursor: Int) -> Candidates,
    explain: @escaping (_ textBeforeCursor: String, _ columns: Int) -> [String],
    refresh:
      @escaping (
        _ line: String, _ cursor: Int, _ whenDone: @escaping @Sendable () -> Void
      ) -> Bool = { _, _, _ in false },
    confirmsPaste: Bool = false, endsOnNotice: Bool = false, walksCandidates: Bool = true,
    highlight: @escaping (_ line: String) -> [HighlightedSpan] = { _ in [] },
    suggest: @escaping (_ line: String) -> LineSuggestion? = { _ in nil },
    refusesFile: @escaping (_ line: String) -> String? = { _ in nil }
  ) {
    self.complete = complete
    self.explain = explain
    self.refresh = refresh
    self.confirmsPaste = confirmsPaste
    self.endsOnNotice = endsOnNotice
    self.walksCandidates = walksCandidates
    self.highlight = highlight
    self.suggest = suggest
    self.refusesFile = refusesFile
  }

  /// Knows nothing; for a question that is no command.
  static var silent: LineAssistant {
    LineAssistant(
      complete: { _, cursor in Candidates(wordStart: cursor, items: []) }, explain: { _, _ in [] })
  }
}

/// The answer to Tab.
public struct Candidates: Equatable {
  /// UTF-8 offset at which the word that is completed begins.
  public let wordStart: Int
  /// In the order offered.
  public let items: [Item]

  /// Puts one together from its parts.
  init(wordStart: Int, items: [Item]) {
    self.wordStart = wordStart
    self.items = items
  }

  /// One candidate.
  public struct Item: Equatable {
    /// Replaces the text from `wordStart` to the cursor.
    public let text: String
    /// One line; may be empty.
    public let summary: String
    /// How long ago it was seen; empty for what does not age.
    public let age: String
    /// Whether a space follows when this is the only candidate (not after `key=`).
    public let endsWord: Bool

    /// Puts one together from its parts.
    init(text: String, summary: String, age: String = "", endsWord: Bool) {
      self.text = text
      self.summary = summary
      self.age = age
      self.endsWord = endsWord
    }
  }
}
