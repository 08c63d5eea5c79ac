import CEditLine
import Dispatch
import Glibc
import Synchronization

/// Why a process could not be started.
public struct SpawnError: Error, CustomStringConvertible {
  /// The path that was tried.
  public let executable: String
  /// The `errno` of the call that failed.
  public let code: Int32

  /// One sentence with the system's words.
  public var description: String {
    "cannot start \(executable): \(String(cString: strerror(code)))"
  }
}

/// A started process, waited for on a thread of its own.
///
/// Whoever starts it must see to its end.
final class ChildProcess: Sendable {
  private struct State: Sendable {
    var report: ExitReport?
    var waiting: [@Sendable (ExitReport) -> Void] = []
  }

  /// Where the child's descriptors 0, 1 and 2 come from.
  enum Streams {
    case descriptors(input: Int32, output: Int32, error: Int32)
    /// A terminal, by name, opened in a new session: it becomes the controlling one.
    case terminal(path: String)
  }

  // From <spawn.h>; the first is hidden by a feature macro.
  private static let newSession: Int16 = 0x80

  let identifier: pid_t
  private let shared: Mutex<State>
  private let onEnd: @Sendable () -> Void

  /// - Parameter onEnd: called once, before anybody hears of the end.
  init(
    executable: String,
    arguments: [String],
    environment: [String: String],
    directory: String?,
    streams: Streams,
    onEnd: @escaping @Sendable () -> Void = {}
  ) throws {
    // posix_spawn's own way to change the folder is hidden by a feature macro.
    let command = directory.map { ["/usr/bin/env", "-C", $0, executable] } ?? [executable]
    identifier = try Self.spawn(command + arguments, environment: environment, streams: streams)
    shared = Mutex(State())
    self.onEnd = onEnd
    waitOnOwnThread()
  }

  /// The report, once the process has ended.
  var report: ExitReport? { shared.withLock { $0.report } }

  /// Sends a signal, unless the process has ended and its number may be another's.
  func signal(_ signal: Int32) {
    shared.withLock { state in
      if state.report == nil { _ = kill(identifier, signal) }
    }
  }

  /// Sends a signal to all processes of its group, of which it must be the leader.
  func signalGroup(_ signal: Int32) {
    shared.withLock { state in
      if state.report == nil { _ = kill(-identifier, signal) }
    }
  }

  /// Waits for the end; nil when it takes longer.
  func exit(within limit: Duration) async -> ExitReport? {
    await withCheckedContinuation { continuation in
      let answer = OnlyOnce { continuation.resume(returning: $0) }
      let report = shared.withLock { state in
        if state.report == nil { state.waiting.append { answer.give($0) } }
        return state.report
      }
      if let report { return answer.give(report) }
      DispatchQueue.global().asyncAfter(deadline: .now() + limit.inSeconds) { @Sendable in
        answer.give(nil)
      }
    }
  }

  private func waitOnOwnThread() {
    let identifier = identifier
    DispatchQueue(label: "wait for \(identifier)").async { @Sendable in
      // Waits without reaping, so that `signal` can never meet a number that is free again.
      var info = siginfo_t()
      while waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
      self.onEnd()
      self.end()
    }
  }

  private func end() {
    let (report, waiting) = shared.withLock { state in
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      let report = ExitReport(waitStatus: status)
      state.report = report
      defer { state.waiting = [] }
      return (report, state.waiting)
    }
    for body in waiting { body(report) }
  }

  private static func spawn(
    _ command: [String], environment: [String: String], streams: Streams
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let flags = connect(streams, &actions)
    // The test runner's threads block signals, and a child would start with them blocked.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, flags | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return try withCStrings(command) { argv in
      try withCStrings(variables) { envp in
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, command[0], &actions, &attributes, argv, envp)
        guard code == 0 else { throw SpawnError(executable: command[0], code: code) }
        return identifier
      }
    }
  }

  /// Returns the flags that the streams need.
  private static func connect(
    _ streams: Streams, _ actions: inout posix_spawn_file_actions_t
  ) -> Int16 {
    switch streams {
    case .descriptors(let input, let output, let error):
      posix_spawn_file_actions_adddup2(&actions, input, 0)
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_adddup2(&actions, error, 2)
      _ = cel_inherit_streams_only(&actions)
      return 0
    case .terminal(let path):
      posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
      _ = cel_inherit_streams_only(&actions)
      return newSession
    }
  }

  private static func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) throws -> Result
  ) rethrows -> Result {
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: strings.count + 1)
    for (index, string) in strings.enumerated() {
      (pointers + index).initialize(to: strdup(string))
    }
    (pointers + strings.count).initialize(to: nil)
    defer {
      for index in strings.indices { free(pointers[index]) }
      pointers.deallocate()
    }
    return try body(pointers)
  }
}
