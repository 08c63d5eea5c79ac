import FoundationEssentials
import Testing

@Suite(.timeLimit(.minutes(5))) struct KilledSandboxTests {
  /// The built program, which lies beside the test runner.
  private func program() throws -> String {
    let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = runner.prefix(upTo: runner.lastIndex(of: "/") ?? runner.endIndex)
    return folder + "/vsdk"
  }

  @Test func `what was acknowledged survives a kill at any instant`() async throws {
    let folder = try DataFolder()
    let sandbox = KilledSandbox(
      executable: try program(),
      arguments: ["sandbox", "--port", "0", "--output", "json", "--data", folder.file],
      token: try await Claims().token())

    try await sandbox.run(kills: [1, 50, 333, 7, 400, 128])
  }
}
