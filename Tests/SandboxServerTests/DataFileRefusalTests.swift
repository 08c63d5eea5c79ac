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

  @Test func `a damaged record is refused`() async throws {
    let folder = try DataFolder()
    try await withSandbox(configuration(folder)) { _ in }
    try folder.execute("UPDATE item SET body = '{}' WHERE kind = 1")

    await #expect(
      throws: SandboxError.notData(path: folder.file, reason: "a record in it is damaged")
    ) {
      try await Sandbox.withServer(configuration(folder)) { _ in }
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
