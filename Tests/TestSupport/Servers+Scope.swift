public import HookReceiver
public import SandboxServer

extension Sandbox {
  /// Serves while `body` runs and returns after the server has closed every connection.
  ///
  /// Requests that are under way when `body` ends are cut off, because nobody waits for them.
  ///
  /// - Throws: what `init` and `running()` throw, otherwise what `body` throws.
  public static func withServer<Result>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(),
    _ body: (RunningSandbox) async throws -> Result
  ) async throws -> Result {
    let sandbox = try await SandboxService(configuration)
    // Leaving this scope cancels it and waits for it.
    async let _: Void = sandbox.run()
    return try await body(sandbox.running())
  }
}

extension LoopbackReceiver {
  /// Runs `body` and closes every port that was opened in it.
  public static func withReceiver<Result>(
    _ body: (LoopbackReceiver) async throws -> Result
  ) async rethrows -> Result {
    let receiver = LoopbackReceiver()
    // Leaving this scope cancels it and waits for it.
    async let _: Void = receiver.run()
    return try await body(receiver)
  }
}
