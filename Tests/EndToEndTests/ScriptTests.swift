import TestSupport
import Testing

extension EndToEnd {
  @Suite struct ScriptTests {
    @Test(arguments: GoldenCase.all)
    func `prints and ends as its folder says`(_ golden: GoldenCase) async throws {
      try await golden.verify(try Program())
    }

    @Test(arguments: GoldenCase.examples)
    func `replays every example`(_ golden: GoldenCase) async throws {
      try await golden.verify(try Program())
    }

    @Test func `finds cases and examples`() {
      #expect(GoldenCase.all.count > 50)
      #expect(GoldenCase.examples.count > 10)
    }

    @Test(arguments: GoldenCase.examples)
    func `leaves nothing running behind an example`(_ golden: GoldenCase) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        let result = try await program.run(
          arguments: golden.arguments, directory: try golden.folder(of: program))

        #expect("\(result.status)\n" == golden.expectedExit, "\(result)")
        #expect(try await sandbox.running() == [])
      }
    }
  }
}
