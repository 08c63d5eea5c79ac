import FoundationEssentials
import Glibc

/// A folder for one test, removed with all that is in it.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    var template = "/tmp/vsdk-line-XXXXXX".utf8CString.map { $0 }
    guard mkdtemp(&template) != nil else { throw Failure(code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  struct Failure: Error {
    let code: Int32
  }
}

/// What a file holds; nil when it cannot be opened.
func contents(of path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
  return String(decoding: bytes, as: UTF8.self)
}

/// Writes a file with exactly this mode.
func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
  guard let file = fopen(path, "w") else { throw TemporaryFolder.Failure(code: errno) }
  fputs(text, file)
  fclose(file)
  chmod(path, mode)
}

/// The permission bits of a file; nil when there is none.
func mode(of path: String) -> mode_t? {
  var facts = stat()
  return stat(path, &facts) == 0 ? facts.st_mode & 0o777 : nil
}
