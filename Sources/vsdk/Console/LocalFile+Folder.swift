import ShellCore

/// What stands in a folder under a name.
struct FolderEntry: Equatable {
  let name: String
  /// False where the name is not UTF-8, so that nothing is there under what `name` says.
  let isWhole: Bool
  let kind: Kind

  /// Of the entry itself, not of what a link leads to.
  enum Kind: Equatable {
    case file, folder, link, other
  }
}

extension LocalFile {
  /// What is in a folder, in the order of the bytes of the names.
  ///
  /// - Throws: `FileProblem` with the system's reason.
  static func entries(of folder: String) throws(FileProblem) -> [FolderEntry] {
    guard let stream = opendir(folder) else {
      throw FileProblem(path: folder, reason: reason(errno))
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let found = readdir(stream) else { break }
      let entry = withUnsafeBytes(of: &found.pointee.d_name) { bytes in
        let name = bytes.prefix { $0 != 0 }
        return (text: String(decoding: name, as: UTF8.self), isWhole: isUTF8(name))
      }
      guard entry.text != ".", entry.text != ".." else { continue }
      let kind = withUnsafePointer(to: &found.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) {
          entryKind(of: $0, in: dirfd(stream))
        }
      }
      entries.append(FolderEntry(name: entry.text, isWhole: entry.isWhole, kind: kind))
    }
    guard errno == 0 else { throw FileProblem(path: folder, reason: reason(errno)) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func isUTF8(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  private static func entryKind(
    of name: UnsafePointer<CChar>, in folder: Int32
  ) -> FolderEntry.Kind {
    var found = stat()
    guard fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
    switch found.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }
}
