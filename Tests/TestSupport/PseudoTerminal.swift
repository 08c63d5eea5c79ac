import Glibc
import Synchronization

/// A program on a terminal of its own, driven like a person would: send keys, wait for text.
///
/// Nothing sleeps: `expect` returns as soon as the text is there. It looks at what came after the
/// last match, without the sequences that move the cursor and set colours. All that was sent,
/// expected and received is in the error of a failure.
public final class PseudoTerminal: Sendable {
  private struct State: Sendable {
    var transcript = TerminalTranscript()
    var text = TerminalText()
    /// How much of the text earlier calls have matched.
    var matched = 0
    /// How much of it the present call need not search again.
    var searched = 0
    var slave: Int32
    var attributesAtExit: TerminalAttributes?
  }

  /// The terminal's state before the program was started.
  public let initialAttributes: TerminalAttributes?

  private let master: Int32
  private let child: ChildProcess
  private let reader: DescriptorReader
  private let state: StateBox

  /// Shared with callbacks, which must not hold the terminal itself.
  private final class StateBox: Sendable {
    let mutex: Mutex<State>

    init(_ state: State) { mutex = Mutex(state) }

    /// The program's side was held open so that its last state could be seen; from here on the
    /// output has an end.
    func closeSlave() {
      mutex.withLock { state in
        guard state.slave >= 0 else { return }
        state.attributesAtExit = TerminalAttributes(of: state.slave)
        close(state.slave)
        state.slave = -1
      }
    }
  }

  /// Starts a program in a new session.
  ///
  /// - Parameters:
  ///   - environment: exactly this; mind `TERM`, `HOME` and `LANG`.
  /// - Throws: `SpawnError`.
  public init(
    _ executable: String,
    arguments: [String] = [],
    environment: [String: String],
    directory: String? = nil,
    columns: Int = 80,
    rows: Int = 24
  ) throws {
    let (master, slave, path) = try Self.open(columns: columns, rows: rows, for: executable)
    let state = StateBox(State(slave: slave))
    initialAttributes = TerminalAttributes(of: master)
    do {
      child = try ChildProcess(
        executable: executable, arguments: arguments, environment: environment,
        directory: directory, streams: .terminal(path: path),
        onEnd: { state.closeSlave() })
    } catch {
      state.closeSlave()
      close(master)
      throw error
    }
    self.state = state
    self.master = master
    // A descriptor of its own, for the reader closes the one that it has when the program is gone.
    reader = DescriptorReader(descriptor: fcntl(master, F_DUPFD_CLOEXEC, 3)) { bytes in
      state.mutex.withLock { state in
        state.transcript.received(bytes)
        state.text.add(bytes)
      }
    }
  }

  deinit {
    child.signal(SIGKILL)
    close(master)
  }

  /// Types a text; `\r` is Enter, `\u{3}` Control-C.
  ///
  /// - Throws: `PseudoTerminalFailure` when the terminal takes no input for ten seconds.
  public func send(
    _ text: String, file: StaticString = #fileID, line: UInt = #line
  ) throws {
    state.mutex.withLock { $0.transcript.add(.sent(text), at: CallSite(file, line)) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var polled = pollfd(fd: master, events: Int16(POLLOUT), revents: 0)
        guard poll(&polled, 1, 10_000) != 0 else {
          throw failure("the terminal takes no input", CallSite(file, line))
        }
      } else if errno != EINTR {
        throw failure("cannot write: \(String(cString: strerror(errno)))", CallSite(file, line))
      }
    }
  }

  /// Waits until a text shows up after the last match.
  ///
  /// - Throws: `PseudoTerminalFailure` when it does not in time, or the program ends without it.
  public func expect(
    _ text: String, within limit: Duration = .seconds(20),
    file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    let wanted = Array(text.utf8)
    try await expect("`\(text)`", within: limit, at: CallSite(file, line)) { state in
      let start = max(state.matched, state.searched - wanted.count)
      state.searched = state.text.plain.count
      return state.text.plain[start...].firstRange(of: wanted)?.upperBound
    }
  }

  /// Waits until a regular expression matches after the last match.
  ///
  /// - Throws: `PseudoTerminalFailure` as the other one does, and what `Regex` throws for a bad
  ///   pattern.
  public func expect(
    matching pattern: String, within limit: Duration = .seconds(20),
    file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    _ = try Regex(pattern)
    try await expect("/\(pattern)/", within: limit, at: CallSite(file, line)) { state in
      let text = String(decoding: state.text.plain[state.matched...], as: UTF8.self)
      guard let match = try? Regex(pattern).firstMatch(in: text) else { return nil }
      return state.matched + text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
    }
  }

  /// Waits until the screen ends with these lines and the cursor stands in that column.
  ///
  /// - Parameters:
  ///   - start: how many bytes had come before the screen is looked at; it then begins empty.
  ///   - cursor: nil when it may stand anywhere.
  /// - Throws: `PseudoTerminalFailure` with the screen as it is, when that does not come in time.
  public func expectScreen(
    columns: Int, since start: Int = 0, cursor: Int? = nil, _ lines: String...,
    within limit: Duration = .seconds(20), file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    try await expectScreen(
      "the lines \(lines) with the cursor at \(cursor.map { String($0) } ?? "any place")",
      columns: columns, since: start, within: limit, at: CallSite(file, line)
    ) { screen in
      screen.lines.suffix(lines.count) == lines[...]
        && (cursor == nil || cursor == screen.cursorColumn)
    }
  }

  /// Waits until the cursor's line on the screen ends with a text.
  ///
  /// - Throws: as the other one.
  public func expectScreen(
    columns: Int, since start: Int = 0, endingWith text: String,
    within limit: Duration = .seconds(20), file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    try await expectScreen(
      "a line that ends with `\(text)`", columns: columns, since: start, within: limit,
      at: CallSite(file, line)
    ) { $0.cursorLine.hasSuffix(text) }
  }

  /// Waits until a line of the screen holds a text.
  ///
  /// - Throws: as the other ones.
  public func expectScreen(
    columns: Int, since start: Int = 0, lineWith text: String,
    within limit: Duration = .seconds(20), file: StaticString = #fileID, line: UInt = #line
  ) async throws {
    try await expectScreen(
      "a line with `\(text)`", columns: columns, since: start, within: limit,
      at: CallSite(file, line)
    ) { $0.lines.contains { $0.contains(text) } }
  }

  private func expectScreen(
    _ what: String, columns: Int, since start: Int, within limit: Duration, at site: CallSite,
    _ isRight: @escaping @Sendable (TerminalScreen) -> Bool
  ) async throws {
    state.mutex.withLock { $0.transcript.add(.expected(what), at: site) }
    let isFound = await reader.wait(within: limit) { bytes, _ in
      isRight(TerminalScreen(columns: columns, Array(bytes.dropFirst(start))))
    }
    guard !isFound else { return }
    let screen = TerminalScreen(columns: columns, Array(receivedBytes.dropFirst(start)))
    throw failure(
      "the screen did not show \(what) within \(limit); cursor at \(screen.cursorColumn):\n"
        + screen.lines.map { "|\($0)|" }.joined(separator: "\n"), site)
  }

  /// Waits for the program's end and the last of its output.
  ///
  /// - Throws: `PseudoTerminalFailure` when it takes longer.
  @discardableResult
  public func waitForExit(
    within limit: Duration = .seconds(20), file: StaticString = #fileID, line: UInt = #line
  ) async throws -> ExitReport {
    guard let report = await child.exit(within: limit) else {
      throw failure("the program did not end within \(limit)", CallSite(file, line))
    }
    _ = await reader.wait(within: .seconds(5)) { _, isAtEnd in isAtEnd }
    return report
  }

  /// Sends a signal to the program, unless it has ended.
  public func signal(_ signal: Int32, file: StaticString = #fileID, line: UInt = #line) {
    state.mutex.withLock { $0.transcript.add(.signal(signal), at: CallSite(file, line)) }
    child.signal(signal)
  }

  /// Changes the window's size; the program is told by SIGWINCH.
  public func resize(columns: Int, rows: Int) {
    var size = Self.window(columns: columns, rows: rows)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Has the terminal show what is typed, or not, as another program might that has it meanwhile.
  public func setEcho(_ isOn: Bool) throws {
    var settings = termios()
    guard tcgetattr(master, &settings) == 0 else {
      throw SpawnError(executable: "tcgetattr", code: errno)
    }
    settings.c_lflag = isOn ? settings.c_lflag | tcflag_t(ECHO) : settings.c_lflag & ~tcflag_t(ECHO)
    _ = tcsetattr(master, TCSANOW, &settings)
  }

  /// The terminal's present state, or after the program's end the one that it left behind.
  public var terminalAttributes: TerminalAttributes? {
    state.mutex.withLock { $0.attributesAtExit } ?? TerminalAttributes(of: master)
  }

  /// All that came so far, as it came.
  public var receivedBytes: [UInt8] { reader.bytes }

  /// All that came so far, without the sequences that move the cursor and set colours.
  public var receivedText: String {
    String(decoding: state.mutex.withLock { $0.text.plain }, as: UTF8.self)
  }

  /// The process's number.
  public var processIdentifier: Int32 { child.identifier }

  /// - Parameter end: returns where the match ends in the text; nil when there is none yet.
  private func expect(
    _ what: String, within limit: Duration, at site: CallSite,
    end: @escaping @Sendable (inout State) -> Int?
  ) async throws {
    let box = state
    box.mutex.withLock { state in
      state.transcript.add(.expected(what), at: site)
      state.searched = state.matched
    }
    let isFound = await reader.wait(within: limit) { _, _ in
      box.mutex.withLock { state in
        guard let end = end(&state) else { return false }
        state.matched = end
        return true
      }
    }
    if !isFound { throw failure("\(what) did not show up within \(limit)", site) }
  }

  private func failure(_ sentence: String, _ site: CallSite) -> PseudoTerminalFailure {
    let ending = child.report.map { "; the program has ended: \($0)" } ?? ""
    return PseudoTerminalFailure(
      message: sentence + ending, location: site.description,
      transcript: state.mutex.withLock { $0.transcript.description })
  }

  private static func open(
    columns: Int, rows: Int, for executable: String
  ) throws -> (master: Int32, slave: Int32, path: String) {
    var master: Int32 = -1
    var slave: Int32 = -1
    var name = [CChar](repeating: 0, count: 128)
    var size = window(columns: columns, rows: rows)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else {
      throw SpawnError(executable: executable, code: errno)
    }
    // `send` gives up when the program takes no input, instead of waiting for ever.
    _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
    let path = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (master, slave, path)
  }

  private static func window(columns: Int, rows: Int) -> winsize {
    winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
  }
}
