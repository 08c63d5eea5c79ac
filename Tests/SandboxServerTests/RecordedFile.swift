import Testing

/// As much of the record of a file as the tests look at.
struct RecordedFile: Decodable {
  struct Record: Decodable {
    var files: [RecordedFile]
  }

  struct Meta: Decodable {
    var duration: Double
  }

  var meta: Meta
  var filePath: String
  var fileUrl: String?
  var size: Int
  var ratio: [String: Double]
}

extension SandboxHarness {
  /// Where the first track recording of a deterministic sandbox can be had.
  static let firstTrack = "\(tracks)/695797210000000000000007"

  /// The only file of the first track recording.
  func recordedFile() async throws -> RecordedFile {
    let files = try await get(SandboxHarness.firstTrack, as: RecordedFile.Record.self).files
    try #require(files.count == 1)
    return files[0]
  }

  /// Records eleven seconds of sound; the address of the file.
  func recordSound() async throws -> String {
    _ = try await start()
    try await advance("10s")
    _ = try await stop()
    return try #require(try await recordedFile().fileUrl)
  }
}
