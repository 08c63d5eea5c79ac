import CEditLine
import Glibc

/// The person's editor, for a line that has become long.
public struct ExternalEditor: Sendable {
  /// The command line, for the system's shell.
  let command: String
  private let environment: [String]

  /// Takes `VISUAL`, `EDITOR`, or `vi`; the editor gets the environment without the service's variables.
  public init(environment: [String: String]) {
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
    command = named.first { $0.contains { $0 != " " } } ?? "vi"
    self.environment = environment.filter { !$0.key.hasPrefix("VIDEOSDK_") }
      .map { "\($0.key)=\($0.value)" }
  }

  /// The text as the person left it, without line ends at its end; nil when the editor failed.
  ///
  /// Blocks the calling thread.
  func edit(_ text: String) -> String? {
    // A folder of its own: nobody else may read what is typed, nor what the editor keeps beside it.
    guard let folder = Self.makeFolder(in: place) else { return nil }
    let path = folder + "/line.vsdk"
    defer {
      unlink(path)
      rmdir(folder)
    }
    guard write(text.isEmpty ? "" : text + "\n", to: path), run(on: path) else { return nil }
    return content(of: path).map { String($0.reversed().drop { $0 == "\n" }.reversed()) }
  }

  private static func makeFolder(in place: String) -> String? {
    guard let template = strdup(place + "/vsdk-XXXXXX") else { return nil }
    defer { free(template) }
    return mkdtemp(template).map { String(cString: $0) }
  }

  private var place: String {
    let named = environment.first { $0.hasPrefix("TMPDIR=/") }?.dropFirst("TMPDIR=".count)
    return named.map(String.init) ?? "/tmp"
  }

  private func run(on path: String) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The prompt's stream is the terminal; the answers' may be a file.
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/tty", O_RDWR, 0)
    _ = cel_inherit_streams_only(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let arguments = Self.copies(["sh", "-c", "\(command) \"$1\"", "sh", path])
    let variables = Self.copies(environment)
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    guard posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, variables) == 0 else {
      return false
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }

  /// Texts as C wants them, with a nil behind the last; the caller frees them.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }

  private func write(_ text: String, to path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    let bytes = Array(text.utf8)
    return Glibc.write(file, bytes, bytes.count) == bytes.count
  }

  /// Opened by name: editors often write a new file.
  private func content(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return PastedText.cleaned(String(decoding: bytes, as: UTF8.self))
  }
}
