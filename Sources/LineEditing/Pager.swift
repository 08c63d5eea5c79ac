import CEditLine

/// Shows a long text through the person's pager, on the terminal that the process has.
public struct Pager: Sendable {
  /// The command line, for the system's shell.
  let command: String
  private let environment: [String]

  /// In the notation of less: options, then a prompt up to the dollar.
  static let less = "FRXPsq leaves, Space goes on$"

  /// Takes `PAGER`, or `less` when that is not set; nil when it is empty, or there is no `less`.
  ///
  /// The pager gets the environment without the service's variables, for they may hold a secret.
  public init?(environment: [String: String]) {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let hasLess = folders.contains { access("\($0)/less", X_OK) == 0 }
    guard let command = environment["PAGER"] ?? (hasLess ? "less" : nil),
      command.contains(where: { $0 != " " })
    else { return nil }
    self.command = command
    // A less without wishes of the person's leaves a short text on the screen, shows colours and says how to leave it.
    self.environment = environment.merging(["LESS": Self.less]) { own, _ in own }
      .filter { !$0.key.hasPrefix("VIDEOSDK_") }.map { "\($0.key)=\($0.value)" }
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
    let child = start(input: ends[0])
    close(ends[0])
    guard let child else {
      close(ends[1])
      return false
    }
    write(text, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // What the system's shell answers when there is no such program, or it cannot be run.
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 0
    return code != 127 && code != 126
  }

  private func start(input: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    _ = cel_inherit_streams_only(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of a pool block signals, and the pager is to get its Control-C.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let arguments = Self.copies(["sh", "-c", command])
    let variables = Self.copies(environment)
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, variables)
    return code == 0 ? child : nil
  }

  /// Texts as C wants them, with a nil behind the last; the caller frees them.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
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
