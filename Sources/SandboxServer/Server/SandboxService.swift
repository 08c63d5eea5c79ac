/// A sandbox that is served while `run` runs.
public struct SandboxService: Sendable {
  private let configuration: SandboxConfiguration
  private let service: HTTPService

  /// Opens the data file, if there is one; nothing is served before ``run()``, which also closes it.
  ///
  /// - Throws: `SandboxError` when the data file cannot be used.
  public init(
    _ configuration: SandboxConfiguration = SandboxConfiguration()
  ) async throws(SandboxError) {
    self.configuration = configuration
    service = try await HTTPService(configuration: configuration)
  }

  /// Serves until the task is cancelled, which cuts off the requests under way, and returns after every connection is
  /// closed.
  ///
  /// - Throws: `SandboxError` when the address cannot be bound or the server fails.
  public func run() async throws { try await service.run() }

  /// Waits until `run`, in another task, accepts connections.
  ///
  /// - Throws: what `run` does when it ends before, `CancellationError` when the task is cancelled.
  public func running() async throws -> RunningSandbox {
    let rooms = await service.roomIDs
    guard let port = try await service.listeningPort() else {
      try Task.checkCancellation()
      throw SandboxError.ended(reason: "the server ended before it listened")
    }
    return RunningSandbox(
      configuration, port: port, rooms: rooms, leftOut: service.leftOut)
  }

  /// Serves until the task is cancelled, then finishes the requests under way and returns.
  ///
  /// - Parameter onListening: called once, as soon as the sandbox accepts connections.
  /// - Throws: `SandboxError` when the address cannot be bound, the data file cannot be used, or the server fails.
  public static func serve(
    _ configuration: SandboxConfiguration,
    onListening: @Sendable (RunningSandbox) -> Void
  ) async throws {
    let sandbox = try await SandboxService(configuration)
    // A child task would be cancelled together with this one, and cancellation cuts requests off; the
    // stop has to reach the server as a drain. The task ends before this function returns.
    let serving = Task { try await sandbox.run() }
    if let running = try? await sandbox.running() { onListening(running) }
    try await withTaskCancellationHandler {
      do {
        try await serving.value
      } catch is CancellationError {
        // The server was told to end before it had begun.
      }
    } onCancel: {
      sandbox.service.requestDrain()
    }
  }
}
