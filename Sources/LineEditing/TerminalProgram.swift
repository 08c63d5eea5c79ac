import CEditLine

/// A command line of the person's, run by the system's shell on the terminal that the process has: a pager, an editor.
///
/// It gets the environment without the service's variables, for they may hold a secret.
struct TerminalProgram: Sendable {
  /// For the system's shell.
  let command: String
  private let environment: [String]

  init(command: String, environment: [String: String]) {
    self.command = command
    self.environment = environment.filter { !$0.key.hasPrefix("VIDEOSDK_") }
      .map { "\($0.key)=\($0.value)" }
  }

  /// Starts it, with no other descriptors than its streams.
  ///
  /// - Parameters:
  ///   - words: what stands behind the command, as it is.
  ///   - redirect: gives it other streams than this process has.
  /// - Returns: nil when it could not be started.
  func start(
    _ words: [String] = [], redirect: (inout posix_spawn_file_actions_t) -> Void
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    redirect(&actions)
    _ = cel_inherit_streams_only(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of a pool block signals, and the program is to get its Control-C.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let text = command + words.indices.map { " \"${\($0 + 1)}\"" }.joined()
    let arguments = Self.copies(["sh", "-c", text] + (words.isEmpty ? [] : ["sh"] + words))
    let variables = Self.copies(environment)
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, variables)
    return code == 0 ? child : nil
  }

  /// Waits for its end; blocks the calling thread.
  ///
  /// - Returns: what it exited with; nil when a signal ended it.
  static func wait(for child: pid_t) -> Int32? {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }

  /// Texts as C wants them, with a nil behind the last; the caller frees them.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
