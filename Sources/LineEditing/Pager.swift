/// Shows a long text through the person's pager, on the terminal that the process has.
public struct Pager: Sendable {
  private let program: TerminalProgram

  /// The command line, for the system's shell.
  var command: String { program.command }

  /// In the notation of less: options, then a prompt up to the dollar.
  static let less = "FRXPsq leaves, Space goes on$"

  /// Takes `PAGER`, or `less` when that is not set; nil when it is empty, or there is no `less`.
  public init?(environment: [String: String]) {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let hasLess = folders.contains { access("\($0)/less", X_OK) == 0 }
    guard let command = environment["PAGER"] ?? (hasLess ? "less" : nil),
      command.contains(where: { $0 != " " })
    else { return nil }
    // A less without wishes of the person's leaves a short text on the screen, shows colours and says how to leave it.
    program = TerminalProgram(
      command: command, environment: environment.merging(["LESS": Self.less]) { own, _ in own })
  }

  /// Shows a text and returns when the pager has ended; blocks the calling thread.
  ///
  /// A pager that ends before it has read everything has shown enough.
  ///
  /// - Returns: whether it could be started; nothing was shown otherwise.
  public func show(_ text: String) -> Bool {
    var terminal = termios()
    let hasTerminal = tcgetattr(STDOUT_FILENO, &terminal) == 0
    defer {
      // A pager that was killed leaves the terminal as it liked it.
      if hasTerminal { _ = tcsetattr(STDOUT_FILENO, TCSADRAIN, &terminal) }
    }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child = program.start { posix_spawn_file_actions_adddup2(&$0, ends[0], STDIN_FILENO) }
    close(ends[0])
    guard let child else {
      close(ends[1])
      return false
    }
    write(text, to: ends[1])
    close(ends[1])
    let code = TerminalProgram.wait(for: child)
    // What the system's shell answers when there is no such program, or it cannot be run.
    return code != 127 && code != 126
  }

  private func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[done...])
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 { done += count } else if errno != EINTR { return }
      }
    }
  }
}
