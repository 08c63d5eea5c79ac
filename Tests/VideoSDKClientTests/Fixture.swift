import FoundationEssentials

@testable import VideoSDKClient

/// The documented examples beside this file.
enum Fixture {
  static func answer(_ name: String) throws -> HTTPAnswer {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures").appending(path: name + ".json")
    return HTTPAnswer(status: 200, body: Array(try Data(contentsOf: file)))
  }
}
