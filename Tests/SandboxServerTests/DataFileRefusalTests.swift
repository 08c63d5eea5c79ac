import Glibc
import SandboxServer
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct DataFileRefusalTests {
  private func configuration(
    _ folder: DataFolder, deterministic: Bool = true
  ) -> SandboxConfiguration {
    SandboxConfiguration(isDeterministic: deterministic, dataFile: folder.file)
  }

  @Test func `two sandboxes do not share a file`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      await #expect(
        throws: SandboxError.cannotUseData(
          path: folder.file, reason: "another process uses it")
      ) {
        try await Sandbox.withServer(configuration(folder)) { _ in }
      }
      #expect(try await client.start().status == 200)
    }
  }

  @Test func `a file that is no database is refused and left alone`() async throws {
    let folder = try DataFolder()
    let text = String(repeating: "this is a letter, not a database\n", count: 100)
    try folder.write(text)

    await #expect(
      throws: SandboxError.notData(path: folder.file, reason: "file is not a database")
    ) {
      try await Sandbox.withServer(configuration(folder)) { _ in }
    }
    #expect(folder.text() == text)
  }

  @Test func `a database of another program is refused and left alone`() async throws {
    let folder = try DataFolder()
    try folder.execute("CREATE TABLE cats (name TEXT)")
    let before = folder.text()

    await #expect(
      throws: SandboxError.notData(
        path: folder.file, reason: "it is a database, but not of a sandbox")
    ) {
      try await Sandbox.withServer(configuration(folder)) { _ in }
    }
    #expect(folder.text() == before)
  }

  @Test func `a file of a later version is refused`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { _ in }
    try folder.execute("PRAGMA user_version = 2")

    await #expect(
      throws: SandboxError.newerData(path: folder.file, found: 2, known: 1)
    ) {
      try await Sandbox.withServer(configuration(folder)) { _ in }
    }
  }

  /// Without it the file would be taken for a new one, and written over.
  @Test(arguments: [
    "UPDATE item SET body = '{}' WHERE kind = 0", "DELETE FROM item WHERE kind = 0",
    "UPDATE item SET body = x'ff00' WHERE kind = 0", "UPDATE item SET id = 'x' WHERE kind = 0",
    "UPDATE item SET kind = 9 WHERE kind = 0",
  ])
  func `a damaged header is refused, and all is left as it is`(_ damage: String) async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(try await client.start().status == 200)
    }
    try folder.execute(damage)
    let before = folder.text()

    await #expect(
      throws: SandboxError.notData(path: folder.file, reason: "its header is damaged")
    ) {
      try await Sandbox.withServer(configuration(folder)) { _ in }
    }
    #expect(folder.text() == before)
  }

  @Test(arguments: [
    ("clock.aheadMilliseconds", "9223372036854775807"),
    ("clock.aheadMilliseconds", "-9223372036854775808"), ("requestNumber", "-1"),
  ])
  func `a number of no time is a damaged header`(_ field: String, _ value: String) async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(try await client.start().status == 200)
    }
    try folder.execute(
      "UPDATE item SET body = json_set(body, '$.\(field)', json('\(value)')) WHERE kind = 0")

    await #expect(
      throws: SandboxError.notData(path: folder.file, reason: "its header is damaged")
    ) {
      try await Sandbox.withServer(configuration(folder)) { _ in }
    }
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "4294967295"])
  func `other absurd numbers do no harm`(_ number: String) async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { (client) async throws in
      #expect(try await client.start().status == 200)
    }
    try folder.execute(
      """
      UPDATE item SET body = json_set(body, '$.requestNumber', json('\(max(0, Int64(number) ?? 0))')) WHERE kind = 0;
      UPDATE item SET body = json_set(body, '$.ids.counter', json('4294967295')) WHERE kind = 0;
      UPDATE item SET body = json_set(body, '$.autoClose', json('{"minutes":\(number),"deactivates":false}')) WHERE kind = 1;
      UPDATE item SET body = json_set(body, '$.segments[0].byteCount', json('\(number)')) WHERE kind = 3;
      """)

    try await withSandbox(configuration(folder)) { (client) async throws in
      _ = try await client.start("video")
    }
  }

  @Test func `a write-protected file is refused`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { _ in }
    #expect(chmod(folder.file, 0o444) == 0)

    await #expect(
      throws: SandboxError.cannotUseData(path: folder.file, reason: "it is write-protected")
    ) {
      try await SandboxService.serve(configuration(folder)) { _ in
        Issue.record("it listened")
      }
    }
  }

  @Test func `a file in a folder that is not there is refused`() async throws {
    let folder = try DataFolder()
    let path = folder.path + "/none/data"

    await #expect(
      throws: SandboxError.cannotUseData(path: path, reason: "unable to open database file")
    ) {
      try await Sandbox.withServer(SandboxConfiguration(dataFile: path)) { _ in }
    }
  }

  @Test func `a deterministic file is not for real time`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { _ in }

    await #expect(
      throws: SandboxError.cannotUseData(
        path: folder.file, reason: "it belongs to a deterministic sandbox")
    ) {
      try await Sandbox.withServer(configuration(folder, deterministic: false)) { _ in }
    }
  }
}
