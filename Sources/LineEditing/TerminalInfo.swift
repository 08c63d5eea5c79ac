import CEditLine

/// What the program may do with its terminal: decided once from its streams and variables, and passed as a value.
public struct TerminalInfo: Sendable, Equatable {
  private let inputIsTerminal: Bool
  private let outputIsTerminal: Bool
  private let errorIsTerminal: Bool
  /// `TERM`, `TMUX`, `XTERM_VERSION`, `LC_ALL`, `LC_CTYPE`, `LANG` and the four about colour: only these are looked at.
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

  /// Whether the terminal breaks its rows anew when its width changes: all that are in wide use but xterm, the Linux
  /// console and GNU screen.
  var reflows: Bool {
    let term = environment["TERM"] ?? ""
    let isScreen = term.hasPrefix("screen") && environment["TMUX"] == nil
    return environment["XTERM_VERSION"] == nil && !term.hasPrefix("linux") && !isScreen
  }

  /// Whether the locale's text is UTF-8, by its name: a locale that is not installed still tells
  /// what the terminal shows.
  public var isUTF8: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    guard let name = names.first(where: { !$0.isEmpty })?.lowercased() else { return false }
    // A modifier may follow, as in `de_DE.UTF-8@euro`.
    let codeset = name.prefix { $0 != "@" }
    return codeset.hasSuffix("utf-8") || codeset.hasSuffix("utf8")
  }

  /// Whether a stream gets colour when the person has not said.
  ///
  /// `NO_COLOR` refuses it; then `FORCE_COLOR` decides (`0` or `false`: none, else everywhere); then `CLICOLOR_FORCE`
  /// but `0` wants it everywhere; then `CLICOLOR=0` refuses it. An empty variable says nothing. Otherwise it is for a
  /// terminal that is not a dumb one.
  public func wantsColor(on stream: OutputStream) -> Bool {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if value("NO_COLOR") != nil { return false }
    if let force = value("FORCE_COLOR") { return force != "0" && force != "false" }
    if let force = value("CLICOLOR_FORCE"), force != "0" { return true }
    return value("CLICOLOR") != "0" && isTerminal(stream) && !isDumb
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
