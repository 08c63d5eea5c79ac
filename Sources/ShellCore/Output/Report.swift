public import CommandLanguage
public import VideoSDKClient

/// The answer of a command: what a program reads and what a person reads.
public struct Report: Sendable, Equatable {
  /// The `result` of the command's JSON line.
  public var json: JSONValue
  /// What a person reads.
  public var body: [Block]

  /// Puts one together from its parts.
  public init(json: JSONValue, body: [Block]) {
    self.json = json
    self.body = body
  }

  /// A part of what a person reads.
  public enum Block: Sendable, Equatable {
    case line(StyledText)
    /// Rows of equal length; ids in cells are never cut.
    case table(header: [String], rows: [[StyledText]])
  }
}

/// Everything that leaves the interpreter.
///
/// Closed: a new command adds no case.
public enum Event: Sendable {
  /// A command is about to run.
  case began(CommandLine)
  /// A command has ended.
  case completed(CommandRecord)
  /// Something to know that is not an answer.
  case note(String)
  /// A mistake or a doubt that does not end anything.
  case warning(Diagnostic)
  /// A mistake with no command of its own, such as one found by the check.
  case failure(Diagnostic, ExitStatus.Category)
  /// A request and its answer, for `--verbose`.
  case exchange(Exchange)
}

/// A command as written, with its place.
public struct CommandLine: Sendable, Equatable {
  /// The text it stands in.
  public let source: String
  /// 1-based.
  public let line: Int
  /// As written.
  public let text: String

  /// Puts one together from its parts.
  public init(source: String, line: Int, text: String) {
    self.source = source
    self.line = line
    self.text = text
  }
}

/// One command with its outcome; the unit of `--output json`.
public struct CommandRecord: Sendable {
  /// The command as written.
  public let command: CommandLine
  /// Reports of what succeeded, also when a part failed.
  public let reports: [Report]
  /// Empty exactly when the command succeeded.
  public let failures: [LocatedFailure]
  /// Whether the failures are refusals that a `try` or an expectation allows for.
  public let isTolerated: Bool
  /// Nil when no answer came.
  public let http: Int?
  /// Nil when nothing was sent.
  public let elapsed: Duration?
  /// How the session wants it written.
  public let presentation: Presentation
  /// The session after it.
  public let state: StateSummary

  /// The part of the session that every record repeats.
  public struct StateSummary: Sendable, Equatable {
    /// The room in force.
    public let room: String?
    /// The participant in force.
    public let participant: String?
    /// How many recordings of this shell run.
    public let running: Int
  }
}

/// A failure with the place where it is drawn.
public struct LocatedFailure: Sendable {
  /// What went wrong.
  public let failure: Failure
  /// How it is drawn.
  public let diagnostic: Diagnostic
}
