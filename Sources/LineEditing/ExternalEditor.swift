import Glibc

/// The person's editor, for a line that has become long.
public struct ExternalEditor: Sendable {
  private let program: TerminalProgram
  /// The folder for files of a moment.
  private let place: String

  /// The command line, for the system's shell.
  var command: String { program.command }

  /// Takes `VISUAL`, `EDITOR`, or `vi`.
  public init(environment: [String: String]) {
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
    program = TerminalProgram(
      command: named.first { $0.contains { $0 != " " } } ?? "vi", environment: environment)
    place = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
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

  private func run(on path: String) -> Bool {
    let child = program.start([path]) {
      // The prompt's stream is the terminal; the answers' may be a file.
      posix_spawn_file_actions_addopen(&$0, STDOUT_FILENO, "/dev/tty", O_RDWR, 0)
    }
    return child.flatMap(TerminalProgram.wait) == 0
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
