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
    /// Broken between words where there is no room.
    case line(StyledText)
    /// Left whole, for it is there to be copied, or is somebody's own.
    case verbatim(StyledText)
    /// A line for a POSIX shell; where there is no room, it goes on behind a `\`.
    case commandLine(String)
    /// As wide as there is room; ids in cells are never cut.
    case table(Table)
    case help(HelpPage)
    /// As wide as there is room.
    case timeline(Timeline)
  }
}

/// Everything that leaves the interpreter.
///
/// Closed: a new command adds no case.
public enum Event: Sendable {
  /// A command is about to run.
  case began(WrittenCommand)
  /// A command has ended; indirect, for an outcome is large, and an event passes through many hands.
  indirect case completed(CommandOutcome)
  /// A command that is repeated has answered once more.
  indirect case frame(CommandOutcome, Frame)
  /// An expectation held.
  case held(WrittenCommand)
  /// A command has come this far; `done == total` when there is no more to tell.
  case progress(done: Int, total: Int, unit: ProgressUnit)
  /// A request failed, and something is tried again after a while.
  case waiting(RetryWait)
  /// Something to know that is not an answer.
  case note(String)
  /// Lines that are said beside the answers, such as a lesson's.
  case told([TalkLine])
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
  /// What is shown of a note or a warning that comes while a person types; others show nothing there.
  public var noticeLines: [String] {
    switch self {
    case .note(let text): ["note: \(VisibleText.masked(text))"]
    case .warning(let failure):
      DiagnosticText.render(failure.diagnostic, maxWidth: nil)
    default: []
    }
  }

  /// Whether it is the answer to a command that a person typed, and may go through a pager.
  public var mayBePaged: Bool {
    guard case .completed(let outcome) = self else { return false }
    return outcome.command.place.source == "<prompt>" && outcome.presentation.pages
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
  /// Seconds until something is to be stopped.
  case seconds
  /// Scripts that have ended.
  case files
}

/// A command as written, with its place.
public struct WrittenCommand: Sendable, Equatable {
  let place: RecordedPlace
  /// As written.
  public internal(set) var text: String
  /// What it is to the script.
  var role = Role.command

  /// What a part of a script is to it.
  enum Role: String, Sendable, Equatable {
    case command, expectation
    /// A command that runs at the end whatever happened.
    case deferred
  }
}

extension WrittenCommand {
  /// The command that stands at a site.
  init(_ site: Diagnostic.Location, role: Role = .command) {
    self.init(place: RecordedPlace(site), text: site.source.text(in: site.span), role: role)
  }
}

/// A line of a script, with the way that led there.
struct RecordedPlace: Sendable, Equatable, CustomStringConvertible {
  var source: String
  /// 1-based.
  var line: Int
  /// The `run` commands on the way, outermost first.
  var includedFrom: [Diagnostic.Include] = []
  /// 1-based.
  var column = 1

  /// `case.vsdk:12`, or `a.vsdk:3 → b.vsdk:7`.
  var description: String {
    (includedFrom.map { "\($0.name):\($0.line)" } + ["\(source):\(line)"])
      .joined(separator: " → ")
  }

  /// The line alone where the reader knows the file.
  func description(within file: String) -> String {
    includedFrom.isEmpty && source == file ? String(line) : description
  }
}

extension RecordedPlace {
  init(_ site: Diagnostic.Location) {
    let position = site.position
    self.init(
      source: site.source.name, line: position.line, includedFrom: site.includedFrom,
      column: position.column)
  }
}

/// One answer of a command that is repeated.
public struct Frame: Sendable, Equatable {
  /// Counted from 0.
  let number: Int
  /// The pause behind it.
  let every: Duration
}
