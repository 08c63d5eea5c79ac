import SandboxServer
import TestSupport
import Testing

/// Damaged rows of a data file are told and left out; the rest is served.
@Suite("numbers from outside trap: a data file", .timeLimit(.minutes(2))) struct DataFileDamageTests
{
  private static let kinds = ["header", "room", "session", "recording", "merge"]

  private func configuration(_ folder: DataFolder) -> SandboxConfiguration {
    SandboxConfiguration(isDeterministic: true, dataFile: folder.file)
  }

  /// A file with a room, a session and two recordings, one of them ended.
  private func filled() async throws -> DataFolder {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(try await client.start().status == 200)
      #expect(try await client.start("video").status == 200)
      #expect(try await client.stop().status == 200)
    }
    return folder
  }

  /// What is told when the file is served again.
  private func leftOut(_ folder: DataFolder) async throws -> [String] {
    try await Sandbox.withServer(configuration(folder)) { $0.leftOut }
  }

  @Test func `a sound file has none`() async throws {
    #expect(try await leftOut(filled()) == [])
  }

  /// Int64.min, and what else a number may be.
  @Test(arguments: [
    (3, "start", "-9223372036854775808"), (3, "start", "9223372036854775807"), (3, "start", "-1"),
    (3, "start", "1e300"), (3, "start", "\"now\""), (3, "id", "\"other\""), (3, "id", "null"),
    (2, "start", "9223372036854775807"), (2, "participants", "{}"), (2, "id", "7"),
    (1, "createdAt", "-9223372036854775808"), (1, "roomID", "\"other-room\""),
  ])
  func `a wrong member is told, and its row left out`(
    _ kind: Int, _ field: String, _ value: String
  ) async throws {
    let folder = try await filled()
    try folder.execute(
      "UPDATE item SET body = json_set(body, '$.\(field)', json('\(value)')) WHERE kind = \(kind)")

    let told = try await leftOut(folder)

    #expect(told.count == (kind == 3 ? 2 : 1), "\(told)")
    #expect(told.allSatisfy { $0.hasPrefix("\(Self.kinds[kind]) `") }, "\(told)")
  }

  @Test(arguments: [
    "body = ''", "body = 'null'", "body = '[]'", "body = '{'", "body = x'ff00fe'", "body = 7",
    "body = '{}'", "id = 'other'", "id = x'00'",
  ])
  func `whatever stands in a row`(_ damage: String) async throws {
    let folder = try await filled()
    try folder.execute(
      "UPDATE item SET \(damage) WHERE kind = 3 AND position = (SELECT max(position) FROM item WHERE kind = 3)"
    )

    let told = try await leftOut(folder)

    #expect(told.count == 1 && told[0].hasPrefix("recording `"), "\(told)")
  }

  @Test func `a row of a kind that is none`() async throws {
    let folder = try await filled()
    try folder.execute("INSERT INTO item (kind, id, body) VALUES (77, 'x', '{}')")

    #expect(try await leftOut(folder) == ["row `x` of no known kind"])
  }

  /// What refers to a row that was left out finds nothing there, and the sandbox serves on.
  @Test(arguments: [1, 2, 3])
  func `the rest is served without all of a kind`(_ kind: Int) async throws {
    let folder = try await filled()
    try folder.execute("UPDATE item SET body = '{}' WHERE kind = \(kind)")

    try await withSandbox(configuration(folder)) { (client) async throws in
      for operation in [
        try await client.start("audio"), try await client.stop("video"),
        try await client.start("screen_video"),
      ] {
        #expect((200..<500).contains(operation.status))
      }
      for path in ["/v2/rooms", "/v2/sessions", "/v2/recordings/participant/track"] {
        #expect(try await client.get(path).status == 200)
      }
    }
    // They stay where they are.
    #expect(try await leftOut(folder).isEmpty == false)
  }
}
