import FoundationEssentials
import Glibc

/// A folder of its own for one test; gone with the value.
final class TemporaryHome: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/vsdk-e2e.\(String(repeating: "X", count: 6))".utf8CString)
    guard let name = mkdtemp(&template) else { throw HomeError(code: errno) }
    path = String(cString: name)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What the program is to keep its own files in; it makes the folder itself.
  var state: String { "\(path)/state" }

  /// Writes a file into the home and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }

  /// Makes a folder in the home.
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  /// Writes a profile as a person would keep one.
  @discardableResult
  func writeProfile(_ text: String, _ name: String, mode: mode_t = 0o600) throws -> String {
    let folder = "\(state)/profiles"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for path in [state, folder] { chmod(path, 0o700) }
    let file = try write(text, to: "state/profiles/\(name).vsdk")
    chmod(file, mode)
    return file
  }

  /// The file's text, or nil when there is none.
  func text(of name: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  /// The permission bits of a file or folder, such as 0o600.
  func mode(of name: String) -> UInt16? {
    let facts = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return facts?[.posixPermissions] as? UInt16
  }

  /// The bytes of every file below the home, by its path in there.
  func files() -> [String: Data] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.reduce(into: [:]) { files, name in
      files[name] = FileManager.default.contents(atPath: "\(path)/\(name)")
    }
  }
}

/// Why a folder could not be made.
struct HomeError: Error {
  let code: Int32
}
