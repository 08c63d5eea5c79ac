import FoundationEssentials

@testable import VideoSDKClient

/// The documented examples beside this file.
enum Fixture {
  static func answer(_ name: String) throws -> HTTPAnswer {
    HTTPAnswer(status: 200, body: try bytes(name + ".json"))
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  static func path(_ name: String) -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return folder.appending(path: "Fixtures").appending(path: name).path
  }

  static func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// An answer with a body that a test makes up.
  static func made(_ json: String) -> HTTPAnswer {
    HTTPAnswer(status: 200, body: Array(json.utf8))
  }
}
