import LineEditing
import ShellCore

/// Where a report goes: opened before anything is sent, written when all has ended.
///
/// A plain file is emptied at once, so that a report of an earlier run never stands there for this one, however this
/// one ends; mode, owner and links stay. Anything else is a stream, and opened no more than once.
struct ReportFile {
  private let path: String
  private let place: Place

  private enum Place {
    /// One of the program's own streams, behind what it has written already.
    case stream(OutputStream)
    /// A pipe or a device.
    case open(OpenFile)
    case file
  }

  /// What tells one file from another, whatever it is called.
  struct Identity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// Of what is at a path, through links; nil when nothing is there.
    init?(_ path: String) {
      var found = stat()
      guard path != "-" else {
        self.init(descriptor: 1)
        return
      }
      guard stat(path, &found) == 0 else { return nil }
      self.init(found)
    }

    fileprivate init?(descriptor: Int32) {
      var found = stat()
      guard fstat(descriptor, &found) == 0 else { return nil }
      self.init(found)
    }

    private init(_ found: stat) {
      device = UInt64(found.st_dev)
      number = UInt64(found.st_ino)
    }
  }

  /// - Throws: `FileProblem` with the system's reason, or when nobody reads from a pipe.
  init(_ path: String) throws(FileProblem) {
    self.path = path
    guard path != "-" else {
      place = .stream(.standardOutput)
      return
    }
    if let number = Self.descriptor(path), number > 2 {
      place = .open(try OpenFile(path, duplicating: number))
      return
    }
    if let identity = Identity(path) {
      if identity == Identity(descriptor: 1) {
        place = .stream(.standardOutput)
        return
      }
      if identity == Identity(descriptor: 2) {
        place = .stream(.standardError)
        return
      }
    }
    guard LocalFile.facts(path)?.isPlain == false else {
      place = .file
      try LocalFile.empty(path)
      return
    }
    place = .open(try OpenFile(path))
  }

  /// The number in `/dev/fd/3`: what is open already has a place to go on at, which another opening would not have.
  private static func descriptor(_ path: String) -> Int32? {
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  /// Writes the report.
  ///
  /// - Throws: `FileProblem`; a part of it may then be written.
  func write(_ text: String, _ console: Console) throws(FileProblem) {
    switch place {
    case .stream(let stream): console.write(text, to: stream)
    case .open(let file): try LocalFile.write(Array(text.utf8)[...], to: file.descriptor, path)
    case .file: try LocalFile.overwrite(path, with: text)
    }
  }
}

/// A pipe or device that stays open.
final class OpenFile: Sendable {
  let descriptor: Int32
  /// How long a pipe waits for its reader, which may be about to start.
  private static let patience = Duration.seconds(5)

  init(_ path: String) throws(FileProblem) {
    let end = ContinuousClock.now + Self.patience
    var descriptor = Self.open(path)
    while descriptor < 0, errno == ENXIO, ContinuousClock.now < end {
      _ = poll(nil, 0, 20)
      descriptor = Self.open(path)
    }
    guard descriptor >= 0 else {
      throw FileProblem(path: path, reason: LocalFile.reason(errno))
    }
    _ = fcntl(descriptor, F_SETFL, 0)
    self.descriptor = descriptor
  }

  /// A descriptor that whoever started the program has opened.
  init(_ path: String, duplicating number: Int32) throws(FileProblem) {
    descriptor = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else {
      throw FileProblem(path: path, reason: LocalFile.reason(errno))
    }
  }

  deinit { close(descriptor) }

  private static func open(_ path: String) -> Int32 {
    Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
  }
}
