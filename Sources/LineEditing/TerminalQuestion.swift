import CEditLine
public import ShellCore

/// Asks a person something in the middle of a run: on the terminal itself, whatever stdin and stdout are.
///
/// What is typed is not shown. The terminal is as before afterwards, also when a signal ends the process.
public enum TerminalQuestion {
  // More than any secret has; a terminal that never ends a line must not take all memory.
  private static let limit = 1 << 16

  /// Whether there is a terminal to ask on.
  public static var isPossible: Bool {
    guard let terminal = Terminal(question: "", local: { $0 }) else { return false }
    terminal.close()
    return true
  }

  /// Asks for a line; blocks the calling thread.
  ///
  /// - Throws: `interrupted` after Control-C, Control-D, a signal, or the cancellation of the task.
  @Sendable public static func secret(_ name: String) throws(QuestionProblem) -> String {
    try ask("\(name) (not shown; Enter alone cancels): ", local: { $0 & ~tcflag_t(ECHO) }) {
      tty throws(QuestionProblem) in
      // What was pasted behind the answer may be the rest of it, which must not become a command.
      defer { tty.dropInput() }
      var bytes: [UInt8] = []
      while let byte = try tty.next(), byte != 0x0A {
        bytes.append(byte)
        guard bytes.count < limit else { throw .interrupted }
      }
      guard !bytes.isEmpty else { throw .interrupted }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Asks for one key; blocks the calling thread.
  ///
  /// - Throws: as `secret`.
  public static func key(_ question: String) throws(QuestionProblem) -> Character {
    try ask(question, local: { $0 & ~tcflag_t(ECHO | ICANON) }) {
      tty throws(QuestionProblem) in
      guard let byte = try tty.next(), byte != 0x04 else { throw .interrupted }
      return Character(Unicode.Scalar(byte))
    }
  }

  private static func ask<Answer>(
    _ question: String, local change: @escaping (tcflag_t) -> tcflag_t,
    _ read: (Terminal) throws(QuestionProblem) -> Answer
  ) throws(QuestionProblem) -> Answer {
    guard let terminal = Terminal(question: question, local: change) else { throw .noTerminal }
    defer { terminal.close() }
    cel_guard_install(terminal.descriptor, terminal.descriptor)
    defer { cel_guard_remove() }
    guard cel_guard_arm() == 0 else { throw .noTerminal }
    defer {
      cel_guard_disarm()
      terminal.write("\n")
    }
    _ = cel_take_continued()
    guard terminal.ask() else { throw .noTerminal }
    return try read(terminal)
  }

  /// The terminal that controls the process.
  private struct Terminal {
    let descriptor: Int32
    private let question: String
    private let change: (tcflag_t) -> tcflag_t
    private let interrupts = cel_interrupt_count()

    init?(question: String, local change: @escaping (tcflag_t) -> tcflag_t) {
      self.question = question
      self.change = change
      descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
    }

    func close() { Glibc.close(descriptor) }

    func write(_ text: String) {
      _ = Array(text.utf8).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    func dropInput() { _ = tcflush(descriptor, TCIFLUSH) }

    /// Changes the terminal and writes the question, in this order: who answers it at once must not be shown the answer.
    func ask() -> Bool {
      var state = termios()
      guard tcgetattr(descriptor, &state) == 0 else { return false }
      state.c_lflag = change(state.c_lflag)
      guard tcsetattr(descriptor, TCSADRAIN, &state) == 0 else { return false }
      // The marks of a bracketed paste would become part of the answer.
      write("\u{1B}[?2004l\(question)")
      return true
    }

    /// The next byte; nil at the end.
    func next() throws(QuestionProblem) -> UInt8? {
      while true {
        if cel_interrupt_count() != interrupts || Task.isCancelled { throw .interrupted }
        // Whoever had the terminal while this was stopped left it with an echo.
        if cel_take_continued() != 0 { _ = ask() }
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // An interrupt may arrive on another thread, where it ends no wait.
        guard poll(&polled, 1, 100) > 0 else { continue }
        var byte: UInt8 = 0
        switch read(descriptor, &byte, 1) {
        case 1: return byte
        case 0: return nil
        default:
          guard errno == EINTR || errno == EAGAIN else { return nil }
        }
      }
    }
  }
}
