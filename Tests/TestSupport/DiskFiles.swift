import Glibc
import ShellCore

/// The doors to real files, as the program opens them.
enum DiskFiles {
  @Sendable static func status(_ path: String) -> FileStatus {
    var found = stat()
    guard stat(path, &found) == 0 else { return .absent }
    return found.st_mode & S_IFMT == S_IFDIR ? .folder : .file(bytes: Int(found.st_size))
  }

  @Sendable static func makeFolder(_ path: String) throws(FileProblem) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw FileProblem(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
