import Glibc
public import ShellCore

extension FileFacts {
  /// Asks the system about a path, through links; nil when nothing is there.
  public init?(path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    self.init(
      isFolder: found.st_mode & S_IFMT == S_IFDIR, mode: found.st_mode,
      isOwn: found.st_uid == geteuid())
  }
}
