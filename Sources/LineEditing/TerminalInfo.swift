import CEditLine
import Glibc

/// What is known about the terminal before anything is decided.
///
/// Read once, passed as a value.
public struct TerminalFacts: Sendable, Equatable {
  /// Whether stdin is a terminal.
  public var inputIsTerminal = false
  /// Whether stdout is a terminal.
  public var outputIsTerminal = false
  /// Whether stderr is a terminal.
  public var errorIsTerminal = false
  /// The window's width; nil when no stream is a terminal that tells it.
  public var columns: Int?
  /// `TERM`, `NO_COLOR`, `LC_ALL`, `LC_CTYPE`, `LANG`: only these are looked at.
  public var environment: [String: String] = [:]

  /// No terminal anywhere, and an empty environment.
  public init() {}

  /// Asks the process's own streams.
  ///
  /// The environment is the caller's copy.
  public static func ofThisProcess(environment: [String: String]) -> TerminalFacts {
    var facts = TerminalFacts()
    facts.inputIsTerminal = isatty(STDIN_FILENO) == 1
    facts.outputIsTerminal = isatty(STDOUT_FILENO) == 1
    facts.errorIsTerminal = isatty(STDERR_FILENO) == 1
    facts.environment = environment
    facts.columns =
      [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO].lazy
      .compactMap { TerminalInfo.columns(of: $0) }.first
    return facts
  }
}

/// What the program may do with its terminal: a pure function of `TerminalFacts`.
public struct TerminalInfo: Sendable, Equatable {
  private let facts: TerminalFacts

  /// Decides from what was found.
  public init(facts: TerminalFacts) {
    self.facts = facts
  }

  /// Whether lines come from a person: stdin is a terminal.
  public var isInteractive: Bool { facts.inputIsTerminal }

  /// Whether a stream is a terminal.
  public func isTerminal(_ stream: OutputStream) -> Bool {
    switch stream {
    case .standardOutput: facts.outputIsTerminal
    case .standardError: facts.errorIsTerminal
    }
  }

  /// Where prompts go: stderr, for stdout is data; stdout when only that is a terminal; nil when
  /// none is.
  public var promptStream: OutputStream? {
    if facts.errorIsTerminal { return .standardError }
    return facts.outputIsTerminal ? .standardOutput : nil
  }

  /// Whether `TERM` names a terminal that cannot move its cursor, or none.
  public var isDumb: Bool {
    let term = facts.environment["TERM"] ?? ""
    return term.isEmpty || term == "dumb" || term == "unknown"
  }

  /// Whether lines can be edited: a person at a capable terminal.
  public var canEdit: Bool { isInteractive && promptStream != nil && !isDumb }

  /// Whether a line that was written to a stream can be drawn over.
  public func canRedraw(_ stream: OutputStream) -> Bool { isTerminal(stream) && !isDumb }

  /// Whether the locale's text is UTF-8, by its name: a locale that is not installed still tells
  /// what the terminal shows.
  public var isUTF8: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { facts.environment[$0] }
    guard let name = names.first(where: { !$0.isEmpty })?.lowercased() else { return false }
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// The width for tables and wrapped text; 80 when it is unknown.
  public var columns: Int { facts.columns ?? 80 }

  /// Whether a stream gets colour when the person has not said: a terminal, not a dumb one, and no
  /// `NO_COLOR`.
  public func wantsColor(on stream: OutputStream) -> Bool {
    let isRefused = !(facts.environment["NO_COLOR"] ?? "").isEmpty
    return isTerminal(stream) && !isDumb && !isRefused
  }

  /// The present size of the terminal behind a descriptor; nil for what it does not say, or when it is none.
  public static func window(of descriptor: Int32) -> (columns: Int?, rows: Int?) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cel_window(descriptor, &columns, &rows) == 0 else { return (nil, nil) }
    return (columns > 0 ? Int(columns) : nil, rows > 0 ? Int(rows) : nil)
  }

  /// The present width of the terminal behind a descriptor; nil when it is none or does not say.
  public static func columns(of descriptor: Int32) -> Int? { window(of: descriptor).columns }
}
