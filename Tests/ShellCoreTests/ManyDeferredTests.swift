import CommandLanguage
import Synchronization
import Testing

@testable import ShellCore

extension LargeScripts {
  @Suite struct ManyDeferredTests {
    @Test(.timeLimit(.minutes(10))) func `a hundred thousand deferred commands run, last first`()
      async throws
    {
      let count = 100_000
      let text = (1...count).map { "defer echo \($0)\n" }.joined()
      let session = try Sample.session()
      let services = Sample.services()
      let (script, problems) = Checker.check(
        SourceText(name: "a.vsdk", text: text), arguments: ScriptArguments(), session: session,
        services: services)
      #expect(problems.isEmpty)
      let seen = Mutex<[String]>([])
      var replayer = ScriptReplayer(
        try #require(script), session: session, interpreter: Interpreter(services: services),
        emit: { event in
          if case .began(let command) = event { seen.withLock { $0.append(command.text) } }
        })

      await replayer.runBody()
      await replayer.runDeferred()

      #expect(replayer.finish() == .success)
      let commands = seen.withLock { $0 }
      #expect(commands.count == count)
      #expect(commands.first == "defer echo \(count)")
      #expect(commands.last == "defer echo 1")
    }
  }
}
