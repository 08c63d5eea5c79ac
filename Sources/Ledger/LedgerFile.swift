import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes the ledger's folder and file readable by their owner alone, before SQLite writes a byte.
enum LedgerFile {
  static func prepare(path: String) throws(LedgerError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try makeFolder(folder.isEmpty ? "/" : folder, for: path)
    for file in [path, "\(path)-wal", "\(path)-shm", "\(path)-journal"] where leadsOut(file) {
      throw .cannotOpen(path: file, reason: "it is a link that leads out of its folder")
    }
    // O_EXCL, so that a file that is in use is never opened and closed here: closing any descriptor
    // of a file drops all locks that this process holds on it, SQLite's among them.
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno == EEXIST {
      guard chmod(path, 0o600) == 0 || errno == EPERM else { throw lastError(path) }
    } else {
      throw lastError(path)
    }
  }

  /// Whether a path is a link to something that does not lie below the link's own folder.
  private static func leadsOut(_ path: String) -> Bool {
    var found = stat()
    guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFLNK else { return false }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard let target = realpath(path, nil), let home = realpath(folder, nil) else { return true }
    defer {
      free(target)
      free(home)
    }
    let length = strlen(home)
    return strncmp(target, home, length) != 0 || target[length] != CChar(UInt8(ascii: "/"))
  }

  /// Whether nothing more can be written where the file lies.
  static func isOnFullDisk(_ path: String) -> Bool {
    var facts = statvfs()
    return statvfs(path, &facts) == 0 && facts.f_bavail == 0
  }

  private static func makeFolder(_ folder: String, for path: String) throws(LedgerError) {
    guard mkdir(folder, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else {
      throw lastError(path)
    }
    try makeFolder(String(folder[..<slash]), for: path)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw lastError(path) }
  }

  private static func lastError(_ path: String) -> LedgerError {
    .cannotOpen(path: path, reason: String(cString: strerror(errno)).lowercased())
  }
}
