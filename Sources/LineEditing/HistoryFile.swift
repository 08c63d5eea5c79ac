/// Why the history file is not used, or no longer.
public enum HistoryProblem: Error, Sendable, Equatable {
  /// Others may read or change the file; `mode` is what it allows.
  case readableByOthers(path: String, mode: UInt32)
  case notAFile(path: String)
  /// It is a link to something that does not lie in its folder.
  case leadsOut(path: String)
  /// The system refused; `code` is the `errno`.
  case failed(path: String, code: Int32)

  /// The system's words for it, or what is wrong with the file.
  package var reason: String {
    switch self {
    case .readableByOthers: "others can read it"
    case .notAFile: "it is not a file"
    case .leadsOut: "it is a link that leads out of its folder"
    case .failed(_, let code): String(cString: strerror(code)).lowercased()
    }
  }

  /// One sentence, with what to do where something can be done.
  public var message: String {
    switch self {
    case .readableByOthers(let path, _):
      "the history file `\(path)` can be read by others and is not used; run `chmod 600 \(path)`"
    case .notAFile(let path):
      "the history file `\(path)` is not a file; history is kept in memory only"
    case .leadsOut(let path):
      "the history file `\(path)` is a link that leads out of its folder and is not followed; "
        + "history is kept in memory only"
    case .failed(let path, let code):
      "the history file `\(path)` cannot be used (\(String(cString: strerror(code)))); "
        + "history is kept in memory only"
    }
  }
}

/// The history on disk: one entry a line, shared by all shells of one person.
///
/// A line feed, a carriage return and a backslash inside an entry are written `\n`, `\r` and `\\`.
/// Entries are appended in one write under a lock, so shells that run at once never mix; a write
/// that did not fit is taken back. Only `clear` shortens the file otherwise, and no mode of an
/// existing file or folder is changed.
public struct HistoryFile: Sendable, Equatable {
  /// Where it is; `/dev/null` is allowed and keeps nothing.
  let path: String

  /// Touches nothing yet.
  public init(path: String) {
    self.path = path
  }

  /// The newest entries, oldest first; none when there is no file yet.
  ///
  /// - Throws: any `HistoryProblem`; the file is left as it is.
  package func load(newest limit: Int) throws(HistoryProblem) -> [String] {
    let descriptor = open(try place, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return [] }
      throw .failed(path: path, code: errno)
    }
    defer { close(descriptor) }
    guard try check(descriptor) else { return [] }
    let lines = try contents(of: descriptor).split(separator: UInt8(ascii: "\n"))
    return lines.suffix(max(limit, 0)).map { Self.decoded(String(decoding: $0, as: UTF8.self)) }
  }

  /// Adds entries at the end, oldest first; the file and its folder are made, for their owner alone, when they
  /// are missing.
  ///
  /// - Throws: any `HistoryProblem`; what the file held before is still there.
  package func append(_ entries: [String]) throws(HistoryProblem) {
    let descriptor = try openForAppending()
    defer { close(descriptor) }
    guard try check(descriptor) else { return }
    try lock(descriptor)
    try write(entries.flatMap { Array((Self.encoded($0) + "\n").utf8) }, to: descriptor)
  }

  /// Takes every entry out; the file stays, and one that is not there is as good.
  ///
  /// - Throws: any `HistoryProblem`; what the file held is then still there.
  func clear() throws(HistoryProblem) {
    let descriptor = open(try place, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw .failed(path: path, code: errno)
    }
    defer { close(descriptor) }
    guard try check(descriptor) else { return }
    try lock(descriptor)
    guard ftruncate(descriptor, 0) == 0 else { throw .failed(path: path, code: errno) }
  }

  private func lock(_ descriptor: Int32) throws(HistoryProblem) {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .failed(path: path, code: errno) }
    }
  }

  static func encoded(_ entry: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  static func decoded(_ line: String) -> String {
    // Nearly all of a hundred thousand.
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
        continue
      }
      switch scalar {
      case "n" where isEscaped: result.append("\n")
      case "r" where isEscaped: result.append("\r")
      case "\\" where isEscaped: result.append("\\")
      default:
        if isEscaped { result.append("\\") }
        result.append(scalar)
      }
      isEscaped = false
    }
    if isEscaped { result.append("\\") }
    return String(result)
  }

  private func openForAppending() throws(HistoryProblem) -> Int32 {
    let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW
    let path = try place
    var descriptor = open(path, flags, 0o600)
    if descriptor < 0, errno == ENOENT {
      makeFolders()
      descriptor = open(path, flags, 0o600)
    }
    guard descriptor >= 0 else { throw .failed(path: path, code: errno) }
    return descriptor
  }

  /// Where the file really is.
  ///
  /// - Throws: `leadsOut` for a link to something outside its own folder; a device keeps nothing and is let be.
  private var place: String {
    get throws(HistoryProblem) {
      var found = stat()
      guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFLNK else { return path }
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      guard let target = realpath(path, nil), let home = realpath(folder, nil) else {
        throw .leadsOut(path: path)
      }
      defer {
        free(target)
        free(home)
      }
      let length = strlen(home)
      let isInside =
        strncmp(target, home, length) == 0 && target[length] == CChar(UInt8(ascii: "/"))
      let isDevice = stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFCHR
      guard isInside || isDevice else { throw .leadsOut(path: path) }
      return String(cString: target)
    }
  }

  /// Makes the folders that are missing; what cannot be made shows when the file is opened.
  private func makeFolders() {
    for index in path.indices.dropFirst() where path[index] == "/" {
      _ = mkdir(String(path[..<index]), 0o700)
    }
  }

  /// Returns whether the file is one that keeps what is written to it.
  private func check(_ descriptor: Int32) throws(HistoryProblem) -> Bool {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .failed(path: path, code: errno) }
    switch facts.st_mode & S_IFMT {
    case S_IFCHR: return false
    case S_IFREG: break
    default: throw .notAFile(path: path)
    }
    let mode = facts.st_mode & 0o777
    guard mode & 0o066 == 0 else { throw .readableByOthers(path: path, mode: mode) }
    return true
  }

  private func contents(of descriptor: Int32) throws(HistoryProblem) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return all }
      if count > 0 {
        all += buffer[..<count]
      } else if errno != EINTR {
        throw .failed(path: path, code: errno)
      }
    }
  }

  private func write(_ lines: [UInt8], to descriptor: Int32) throws(HistoryProblem) {
    let size = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0x0A
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    // A file that somebody edited may lack its last line feed.
    let bytes = last == 0x0A ? lines : [0x0A] + lines
    let count = Glibc.write(descriptor, bytes, bytes.count)
    if count == bytes.count { return }
    let code = count < 0 ? errno : ENOSPC
    if count > 0 { _ = ftruncate(descriptor, size) }
    throw .failed(path: path, code: code)
  }
}
