import FoundationEssentials
import Synchronization
import TestSupport

@testable import VideoSDKClient

/// A server of one file that knows ranges, as a script for ``HostileServer``.
struct FileService: Sendable {
  let content: [UInt8]
  var entityTag: String?
  var knowsRanges = true
  /// How many bytes of each answer's body are sent before the connection ends; nil for all.
  var breaksOffAfter: Int?

  /// Bytes that differ from place to place.
  static func content(_ count: Int, seed: UInt8 = 1) -> [UInt8] {
    var state = UInt32(seed)
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 16)
    }
  }

  func answer(_ request: SeenRequest) -> Reaction {
    var fields = ["connection: keep-alive"]
    if let entityTag { fields.append("etag: \(entityTag)") }
    var start = 0
    var status = 200
    let isCurrent = request.headers["if-range"].map { $0 == entityTag } ?? true
    if knowsRanges, isCurrent, let range = request.headers["range"],
      let first = Int(range.dropFirst("bytes=".count).dropLast())
    {
      guard first < content.count else {
        return .answer(416, "", "content-range: bytes */\(content.count)")
      }
      start = first
      status = 206
      fields.append("content-range: bytes \(start)-\(content.count - 1)/\(content.count)")
    }
    let body = content[start...]
    fields.append("content-length: \(body.count)")
    let head = Array(
      "HTTP/1.1 \(status) X\r\n\(fields.map { $0 + "\r\n" }.joined())\r\n".utf8)
    guard let breaksOffAfter else { return .writeBytes(head + body) }
    return .writeAndClose(head + body.prefix(breaksOffAfter))
  }
}

/// A folder of a test's own.
struct TemporaryFolder {
  let path: String

  /// Lends a new folder to `body` and removes it afterwards.
  static func with<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws -> Result
  {
    let url = URL.temporaryDirectory.appending(path: "videosdk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let folder = TemporaryFolder(path: url.path)
    do {
      let result = try await body(folder)
      try FileManager.default.removeItem(at: url)
      return result
    } catch {
      try? FileManager.default.removeItem(at: url)
      throw error
    }
  }

  var target: String { path + "/track.webm" }
  var part: String { target + ".vsdk-part" }

  /// The names of the files in it, sorted.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// Makes a symbolic link and tells whether that went well.
  func link(_ destination: String, at path: String) -> Bool {
    let manager = FileManager.default
    return (try? manager.createSymbolicLink(atPath: path, withDestinationPath: destination)) != nil
  }

  /// Gives a file another name.
  func hardLink(_ file: String, at path: String) throws {
    try FileManager.default.linkItem(atPath: file, toPath: path)
  }

  func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
}
