import FoundationEssentials
import TestSupport

extension TemporaryFolder {
  func permissions(_ name: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
    let mode = attributes[.posixPermissions] as? Int ?? -1
    return String(mode, radix: 8)
  }
}
