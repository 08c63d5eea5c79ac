import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// A script replayed as a process does it.
struct Replay {
  let status: ExitStatus
  let output: String
  let session: Session

  /// Checks and replays a script against a sandbox of its own.
  static func run(
    _ text: String, files: MemoryFiles = MemoryFiles(), options: ReplayOptions = ReplayOptions(),
    clock: (any Clock<Duration>)? = nil, faults: [String] = [], signal: ExitStatus? = nil,
    between: @Sendable () -> Void = {}
  ) async throws -> Replay {
    var setup = ShellHarness.Options()
    setup.files.read = files.read
    setup.clock = clock
    return try await ShellHarness.with(setup) { harness in
      for fault in faults { try await harness.order(fault: fault) }
      let log = OutputLog()
      let session = harness.classroom()
      let (script, problems) = Checker.check(
        SourceText(name: "main.vsdk", text: text), arguments: ScriptArguments(), session: session,
        services: harness.services)
      #expect(problems.filter(\.isFatal).map { $0.diagnostic.message } == [])
      between()
      var replayer = ScriptReplayer(
        try #require(script), session: session,
        interpreter: Interpreter(services: harness.services), options: options,
        emit: log.sink(redactor: harness.services.redactor))
      await replayer.runBody()
      if let signal { replayer.interrupt(signal) }
      await replayer.runDeferred()
      return Replay(
        status: replayer.finish(), output: withoutRequestIDs(log.text), session: replayer.session)
    }
  }

  /// Which number a request gets depends on those that went out beside it, and each sandbox has a port of its own.
  private static func withoutRequestIDs(_ text: String) -> String {
    text.replacing(/request id: [0-9a-f]{16}/, with: "request id: …")
      .replacing(/request: curl .*/, with: "request: curl …")
  }
}
