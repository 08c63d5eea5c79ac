import FoundationEssentials
import ShellCore

/// Files of the person's own machine.
enum LocalFile {
  /// The door through which the shell reaches them.
  static var files: Files {
    var files = Files()
    files.read = { path throws(FileProblem) in try read(path) }
    files.status = status
    files.facts = facts
    files.realPath = realPath
    files.names = names
    files.makeFolder = makeFolder
    files.create = create
    files.replace = { path, text throws(FileProblem) in try replace(path, with: text) }
    files.append = append
    return files
  }

  /// More than any script has; a device that never ends must not take all memory.
  private static let limit = 1 << 28

  /// Whether there is something at a path that is neither a file nor a folder.
  static func isStream(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && isStream(found)
  }

  private static func isStream(_ found: stat) -> Bool {
    let kind = found.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }

  /// Reads a file whole.
  ///
  /// - Parameter takesStreams: whether a pipe or a device is read to its end. Nobody may ever write to a pipe, and to
  ///   open a device may do something, so that by default neither is opened, but for what is open already.
  /// - Throws: `FileProblem` with the system's reason, or when there are more than 256 MiB.
  static func read(_ path: String, takesStreams: Bool = false) throws(FileProblem) -> [UInt8] {
    let noFile = FileProblem(path: path, reason: "it is a pipe or a device, not a file")
    let takesStreams = takesStreams || path.isOpenDescriptor
    guard takesStreams || !isStream(path) else { throw noFile }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (takesStreams ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { throw FileProblem(path: path, reason: reason(errno)) }
    defer { close(descriptor) }
    // It may have been put there since.
    var found = stat()
    guard takesStreams || (fstat(descriptor, &found) == 0 && !isStream(found)) else { throw noFile }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return all }
      if count > 0 {
        all += buffer[..<count]
        guard all.count <= limit else {
          throw FileProblem(path: path, reason: "it is longer than \(limit >> 20) MiB")
        }
      } else if errno != EINTR {
        throw FileProblem(path: path, reason: reason(errno))
      }
    }
  }

  /// Tells what is at a path; what a link points to counts, and what cannot be read has no bytes.
  @Sendable static func status(_ path: String) -> FileStatus {
    guard let facts = facts(path) else { return .absent }
    guard !facts.isFolder else { return .folder }
    // Nobody may ever write to a pipe of that name.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .file(bytes: 0) }
    defer { close(descriptor) }
    return .file(bytes: max(0, Int(lseek(descriptor, 0, SEEK_END))))
  }

  /// What the system says of a path, through links; nil when nothing is there.
  @Sendable static func facts(_ path: String) -> FileFacts? {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    return FileFacts(
      isFolder: found.st_mode & S_IFMT == S_IFDIR, mode: found.st_mode,
      isOwn: found.st_uid == geteuid(), isRoots: found.st_uid == 0,
      isPlain: found.st_mode & S_IFMT == S_IFREG)
  }

  /// The absolute path without links, `.` and `..`; nil when nothing is there.
  @Sendable static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(validatingCString: found)
  }

  /// The names in a folder, sorted; empty when it cannot be read.
  @Sendable static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Makes a folder with those above it.
  ///
  /// - Throws: `FileProblem` with the system's reason; a folder that is there already is fine.
  @Sendable static func makeFolder(_ path: String) throws(FileProblem) {
    let segments = path.split(separator: "/")
    for count in segments.indices {
      let folder = (path.hasPrefix("/") ? "/" : "") + segments[...count].joined(separator: "/")
      guard mkdir(folder, 0o777) != 0 else { continue }
      let code = errno
      guard status(folder) != .folder else { continue }
      throw FileProblem(path: folder, reason: reason(code))
    }
  }

  /// Writes a text over a plain file, all of it or nothing: the same file, with its mode, its owner and its links.
  ///
  /// - Throws: `FileProblem`; the file is then as it was.
  static func replace(_ path: String, with text: String) throws(FileProblem) {
    guard facts(path)?.isPlain != false else {
      throw FileProblem(path: path, reason: "it is not a plain file")
    }
    let descriptor = try openForWriting(path, O_NONBLOCK)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    let size = lseek(descriptor, 0, SEEK_END)
    // Room is made first: behind it nothing can be short of space, and what was there is not yet touched.
    let shortage =
      bytes.count > size ? posix_fallocate(descriptor, size, off_t(bytes.count) - size) : 0
    guard shortage == 0 else {
      _ = ftruncate(descriptor, size)
      throw FileProblem(path: path, reason: reason(shortage))
    }
    _ = lseek(descriptor, 0, SEEK_SET)
    try write(bytes[...], to: descriptor, path)
    guard ftruncate(descriptor, off_t(bytes.count)) == 0, fsync(descriptor) == 0 else {
      throw FileProblem(path: path, reason: reason(errno))
    }
  }

  /// Makes a file with a text; one that cannot be written whole is taken away again.
  ///
  /// - Throws: `FileProblem`, also when something is at the path already.
  @Sendable static func create(_ path: String, _ text: String) throws(FileProblem) {
    let descriptor = try openForWriting(path, O_CREAT | O_EXCL)
    defer { close(descriptor) }
    do throws(FileProblem) {
      try write(Array(text.utf8)[...], to: descriptor, path)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Adds a text at the end of a file; what was written of one that did not fit is taken back.
  ///
  /// - Throws: `FileProblem`; the file is then as it was.
  @Sendable static func append(_ path: String, _ text: String) throws(FileProblem) {
    // A pipe that nobody reads would hold the shell for ever.
    let descriptor = try openForWriting(path, O_CREAT | O_APPEND | O_NONBLOCK)
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    let size = lseek(descriptor, 0, SEEK_END)
    do throws(FileProblem) {
      try write(Array(text.utf8)[...], to: descriptor, path)
    } catch {
      // A device has no size to go back to.
      if size >= 0 { _ = ftruncate(descriptor, size) }
      throw error
    }
  }

  /// Empties a file, or makes it.
  ///
  /// - Throws: `FileProblem` with the system's reason.
  static func empty(_ path: String) throws(FileProblem) {
    close(try openForWriting(path, O_CREAT | O_TRUNC))
  }

  /// Writes a text over what is in a file, or makes it.
  ///
  /// - Throws: `FileProblem`; a part of the text may then be written.
  static func overwrite(_ path: String, with text: String) throws(FileProblem) {
    let descriptor = try openForWriting(path, O_CREAT | O_TRUNC)
    defer { close(descriptor) }
    try write(Array(text.utf8)[...], to: descriptor, path)
  }

  /// Writes bytes where an open file stands.
  ///
  /// - Throws: `FileProblem`; a part of them may then be written.
  static func write(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ path: String
  ) throws(FileProblem) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw FileProblem(path: path, reason: reason(errno))
      }
    }
  }

  private static func openForWriting(_ path: String, _ flags: Int32) throws(FileProblem) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
    guard descriptor >= 0 else { throw FileProblem(path: path, reason: reason(errno)) }
    return descriptor
  }

  /// The system's reason, in few words.
  static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file"
    case EACCES: "permission denied"
    case EISDIR: "it is a folder"
    case EEXIST: "something is there already"
    case ENXIO: "nobody reads from it"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
