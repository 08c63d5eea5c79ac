import FoundationEssentials
import Glibc
import SQLite

/// A folder for one data file; gone with the value.
final class DataFolder: Sendable {
  struct CannotMake: Error {
    let code: Int32
  }

  let path: String

  init() throws {
    var template = Array("/tmp/vsdk-data.\(String(repeating: "X", count: 6))".utf8CString)
    guard let name = mkdtemp(&template) else { throw CannotMake(code: errno) }
    path = String(cString: name)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var file: String { "\(path)/sandbox.sqlite" }

  /// All that is on disk at this moment, in a folder of its own.
  func copy() throws -> DataFolder {
    let copy = try DataFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.copyItem(atPath: "\(path)/\(name)", toPath: "\(copy.path)/\(name)")
    }
    return copy
  }

  func write(_ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: file))
  }

  /// The bytes of the file, as text.
  func text() -> String? {
    FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Changes the file from outside.
  func execute(_ sql: String) throws {
    try SharedDatabase(path: file).use { try $0.execute(sql) }
  }
}
