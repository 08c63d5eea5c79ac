import FoundationEssentials

/// A folder of its own for one test, gone with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/ledger-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func permissions(_ name: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
    let mode = attributes[.posixPermissions] as? Int ?? -1
    return String(mode, radix: 8)
  }
}
