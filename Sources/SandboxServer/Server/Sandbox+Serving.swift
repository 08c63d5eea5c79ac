extension Sandbox {
  /// Serves while `body` runs and returns after the server has closed every connection.
  ///
  /// Requests that are under way when `body` ends are cut off, because nobody waits for them.
  ///
  /// - Throws: `SandboxError` when the address cannot be bound or the data file cannot be used, `CancellationError` when the task is
  ///   cancelled before `body` has begun, otherwise what `body` throws.
  public static func withServer<R>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(),
    _ body: (RunningSandbox) async throws -> R
  ) async throws -> R {
    let service = try await HTTPService(configuration: configuration)
    let rooms = await service.roomIDs
    async let serving: Void = service.run()
    guard let port = await service.listeningPort() else {
      try await serving
      try Task.checkCancellation()
      throw SandboxError.ended(reason: "the server ended before it listened")
    }
    // Leaving this scope cancels `serving` and waits for it.
    return try await body(RunningSandbox(configuration, port: port, rooms: rooms))
  }

  /// Serves until the task is cancelled, then finishes the requests under way and returns.
  ///
  /// - Parameter onListening: called once, when the port accepts connections.
  /// - Throws: `SandboxError` when the address cannot be bound, the data file cannot be used or the server fails.
  public static func serve(
    _ configuration: SandboxConfiguration,
    onListening: @Sendable (RunningSandbox) -> Void
  ) async throws {
    let service = try await HTTPService(configuration: configuration)
    let rooms = await service.roomIDs
    // A child task would be cancelled together with this one, and cancellation cuts requests off; the
    // stop has to reach the server as a drain. The task ends before this function returns.
    let serving = Task { try await service.run() }
    if let port = await service.listeningPort() {
      onListening(RunningSandbox(configuration, port: port, rooms: rooms))
    }
    try await withTaskCancellationHandler {
      do {
        try await serving.value
      } catch  where Task.isCancelled {
        // The server was told to end before it had begun.
      }
    } onCancel: {
      service.requestDrain()
    }
  }
}
