import CommandLanguage
public import VideoSDKClient

/// The answer of a command: what a program reads and what a person reads.
public struct Report: Sendable, Equatable {
  /// The `result` of the command's JSON line.
  var json: JSONValue
  /// What a person reads.
  var body: [Block]
  /// Whether it is to stay on the screen, and never goes through a pager.
  var staysOnScreen = false

  /// A part of what a person reads.
  enum Block: Sendable, Equatable {
    case line(StyledText)
    /// Rows of equal length; ids in cells are never cut.
    case table(header: [String], rows: [[StyledText]])
    case help(HelpPage)
  }
}

/// Everything that leaves the interpreter.
///
/// Closed: a new command adds no case.
public enum Event: Sendable {
  /// A command is about to run.
  case began(WrittenCommand)
  /// A command has ended.
  case completed(CommandOutcome)
  /// A command that is repeated has answered once more.
  case frame(CommandOutcome, Frame)
  /// An expectation held.
  case held(WrittenCommand)
  /// A command has come this far; `done == total` when there is no more to tell.
  case progress(done: Int, total: Int, unit: ProgressUnit)
  /// A request failed, and something is tried again after a while.
  case waiting(RetryWait)
  /// Something to know that is not an answer.
  case note(String)
  /// A mistake or a doubt that does not end anything.
  case warning(Failure)
  /// A mistake with no command of its own, such as one found by the check.
  case failure(Failure)
  /// A request and its answer, for `--verbose`.
  case exchange(Exchange)
}

extension Failure {
  /// How whoever draws is told of it.
  public var event: Event { isFatal ? .failure(self) : .warning(self) }
}

extension Event {
  /// Whether it is the answer to a command that a person typed, and may go through a pager.
  public var mayBePaged: Bool {
    guard case .completed(let outcome) = self else { return false }
    return outcome.command.source == "<prompt>" && outcome.presentation.pages
      && !outcome.reports.contains(where: \.staysOnScreen)
      && !outcome.presentation.writesJSON
  }
}

/// What progress is counted in.
public enum ProgressUnit: Sendable, Equatable {
  /// Requests that are answered.
  case answers
  /// Bytes of a file that is fetched.
  case bytes
}

/// A command as written, with its place.
public struct WrittenCommand: Sendable, Equatable {
  /// The text it stands in.
  let source: String
  /// 1-based.
  let line: Int
  /// As written.
  public let text: String
  /// The `run` commands that led there, outermost first.
  let includedFrom: [Diagnostic.Include]
  /// What it is to the script.
  var role: Role

  /// What a part of a script is to it.
  enum Role: String, Sendable, Equatable {
    case command, expectation
    /// A command that runs at the end whatever happened.
    case deferred
  }

  /// Puts one together from its parts.
  init(
    source: String, line: Int, text: String, includedFrom: [Diagnostic.Include] = [],
    role: Role = .command
  ) {
    self.source = source
    self.line = line
    self.text = text
    self.includedFrom = includedFrom
    self.role = role
  }

  /// `a.vsdk:3 → b.vsdk:7`, as messages show it.
  var place: String { recordedPlace.description }

  /// The command that stands at a site.
  init(_ site: Diagnostic.Location, role: Role = .command) {
    source = site.source.name
    line = site.source.position(at: site.span.start).line
    text = site.source.text(in: site.span)
    includedFrom = site.includedFrom
    self.role = role
  }
}

/// One answer of a command that is repeated.
public struct Frame: Sendable, Equatable {
  /// Counted from 0.
  let number: Int
  /// The pause behind it.
  let every: Duration
}
