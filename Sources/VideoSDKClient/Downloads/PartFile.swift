#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The unfinished file beside a download's target, under the target's name and `.vsdk-part`.
///
/// A class because it owns a descriptor. The lock on the descriptor keeps a second download to the
/// same target out, and nothing is ever put over a file that is there.
final class PartFile {
  let target: String
  let path: String
  private(set) var size: Int
  private let descriptor: Int32

  init(for target: String) throws(DownloadError) {
    self.target = target
    path = target + ".vsdk-part"
    guard !Self.exists(target) else { throw .targetExists(path: target) }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
    do throws(DownloadError) {
      size = try Self.claim(descriptor, at: path)
      // Another download may have ended between the first look and the lock.
      guard !Self.exists(target) else { throw .targetExists(path: target) }
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Locks the file and returns its size; it must still be the one at the path.
  private static func claim(_ descriptor: Int32, at path: String) throws(DownloadError) -> Int {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .busy(path: path) : failure(path)
    }
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0 else { throw failure(path) }
    guard opened.st_mode & S_IFMT == S_IFREG else {
      throw .fileSystem(path: path, reason: "not a plain file")
    }
    // What is written here would stand under the other name, too.
    guard opened.st_nlink == 1 else {
      throw .fileSystem(path: path, reason: "it has another name, too (a hard link)")
    }
    guard lstat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev
    else { throw .busy(path: path) }
    return Int(opened.st_size)
  }

  func append(_ bytes: ArraySlice<UInt8>) throws(DownloadError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(size)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      size += count
      rest = rest.dropFirst(count)
    }
  }

  /// The last bytes.
  func tail(_ count: Int) throws(DownloadError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let offset = off_t(size - count)
    let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
    guard read == count else { throw Self.failure(path) }
    return bytes
  }

  func empty() throws(DownloadError) {
    guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(path) }
    size = 0
  }

  /// Takes the file away; what it held was of no use.
  func discard() { unlink(path) }

  /// Gives the file its target's name, unless something has that name by now.
  func commit() throws(DownloadError) {
    guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    if link(path, target) == 0 {
      unlink(path)
      return
    }
    guard errno != EEXIST else { throw .targetExists(path: target) }
    // Some file systems have no links. There the name is claimed with an empty file of our own.
    let claim = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard claim >= 0 else {
      throw errno == EEXIST ? .targetExists(path: target) : Self.failure(target)
    }
    close(claim)
    guard rename(path, target) == 0 else { throw Self.failure(target) }
  }

  private static func exists(_ path: String) -> Bool {
    var found = stat()
    return lstat(path, &found) == 0
  }

  private static func failure(_ path: String) -> DownloadError {
    .fileSystem(path: path, reason: String(cString: strerror(errno)))
  }
}
