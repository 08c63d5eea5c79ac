import Glibc
import ShellCore

/// The doors to real files, as the program opens them.
enum DiskFiles {
  @Sendable static func status(_ path: String) -> FileStatus {
    var found = stat()
    guard stat(path, &found) == 0 else { return .absent }
    return found.st_mode & S_IFMT == S_IFDIR ? .folder : .file(bytes: Int(found.st_size))
  }

  /// Writes to the disk; what is read is for the test to say.
  static var door: Files {
    var files = Files()
    files.status = status
    files.makeFolder = makeFolder
    files.create = { path, text throws(FileProblem) in try write(path, text, O_CREAT | O_EXCL) }
    files.replace = { path, text throws(FileProblem) in try write(path, text, O_TRUNC) }
    files.append = { path, text throws(FileProblem) in try write(path, text, O_APPEND) }
    return files
  }

  private static func write(
    _ path: String, _ text: String, _ flags: Int32
  ) throws(FileProblem) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
    guard descriptor >= 0 else {
      throw FileProblem(path: path, reason: String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw FileProblem(path: path, reason: String(cString: strerror(errno)).lowercased())
    }
  }

  @Sendable static func makeFolder(_ path: String) throws(FileProblem) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw FileProblem(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
