import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  /// One script many times, by GNU parallel; `scripts/verify-workflows` looks at the Job of Kubernetes.
  @Suite(
    .enabled("GNU parallel is not installed") {
      FileManager.default.isExecutableFile(atPath: "/usr/bin/parallel")
    })
  struct ShareTests {
    private func replay(_ script: String, shares: Int) async throws -> ProcessResult {
      var program = try Program()
      program.environment["VSDK"] = Program.path
      return try await ProcessRunner.run(
        "/bin/sh",
        arguments: [
          "\(GoldenCase.project)/scripts/examples/parallel.sh",
          try script.hasPrefix("vsdk") ? program.home.write(script, to: "own.vsdk") : script,
          "\(shares)", "--jobs", "2",
        ], environment: program.environment, directory: program.home.path)
    }

    @Test func `each run has its number, and their output comes in its order`() async throws {
      let result = try await replay("\(GoldenCase.project)/scripts/examples/share.vsdk", shares: 3)

      #expect(result.status == 0, "\(result.standardError)")
      let done = result.standardOutput.split(separator: "\n").filter { $0.hasPrefix("share ") }
      #expect(done == ["share 0 is done", "share 1 is done", "share 2 is done"])
    }

    @Test func `it ends with the number of runs that failed`() async throws {
      let script = "vsdk 1\nparam share\necho ran ${share}\nexpect ${share} matches /1/\n"

      let result = try await replay(script, shares: 3)

      #expect(result.status == 2, "\(result.standardError)")
      #expect(result.standardOutput == "ran 0\nran 1\nran 2\n")
    }
  }
}
