import CEditLine

/// What the program may do with its terminal: decided once from its streams and variables, and passed as a value.
public struct TerminalInfo: Sendable, Equatable {
  private let inputIsTerminal: Bool
  private let outputIsTerminal: Bool
  private let errorIsTerminal: Bool
  /// `TERM`, `NO_COLOR`, `LC_ALL`, `LC_CTYPE`, `LANG`: only these are looked at.
  private let environment: [String: String]

  /// Asks the process's own streams; the environment is the caller's copy.
  public init(environment: [String: String]) {
    self.init(
      inputIsTerminal: isatty(STDIN_FILENO) == 1, outputIsTerminal: isatty(STDOUT_FILENO) == 1,
      errorIsTerminal: isatty(STDERR_FILENO) == 1, environment: environment)
  }

  init(
    inputIsTerminal: Bool, outputIsTerminal: Bool, errorIsTerminal: Bool,
    environment: [String: String]
  ) {
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.environment = environment
  }

  /// Whether lines come from a person: stdin is a terminal.
  public var isInteractive: Bool { inputIsTerminal }

  /// Whether a stream is a terminal.
  public func isTerminal(_ stream: OutputStream) -> Bool {
    switch stream {
    case .standardOutput: outputIsTerminal
    case .standardError: errorIsTerminal
    }
  }

  /// Where prompts go: stderr, for stdout is data; stdout when only that is a terminal; nil when
  /// none is.
  public var promptStream: OutputStream? {
    if errorIsTerminal { return .standardError }
    return outputIsTerminal ? .standardOutput : nil
  }

  /// Whether `TERM` names a terminal that cannot move its cursor, or none.
  var isDumb: Bool {
    let term = environment["TERM"] ?? ""
    return term.isEmpty || term == "dumb" || term == "unknown"
  }

  /// Whether lines can be edited: a person at a capable terminal.
  public var canEdit: Bool { isInteractive && promptStream != nil && !isDumb }

  /// Whether a line that was written to a stream can be drawn over.
  public func canRedraw(_ stream: OutputStream) -> Bool { isTerminal(stream) && !isDumb }

  /// Whether the locale's text is UTF-8, by its name: a locale that is not installed still tells
  /// what the terminal shows.
  public var isUTF8: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    guard let name = names.first(where: { !$0.isEmpty })?.lowercased() else { return false }
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// Whether a stream gets colour when the person has not said: a terminal, not a dumb one, and no
  /// `NO_COLOR`.
  public func wantsColor(on stream: OutputStream) -> Bool {
    let isRefused = !(environment["NO_COLOR"] ?? "").isEmpty
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
