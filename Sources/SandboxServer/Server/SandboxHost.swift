/// Serves sandboxes that are opened one by one while it runs; each until it is closed.
public struct SandboxHost: Sendable {
  private let orders: AsyncStream<Order>
  private let ordered: AsyncStream<Order>.Continuation

  private struct Order: Sendable {
    let service: SandboxService
    /// Ends when the sandbox is closed.
    let closing: AsyncStream<Never>
  }

  /// None is open yet.
  public init() { (orders, ordered) = AsyncStream.makeStream() }

  /// Serves what is opened until the task is cancelled, which closes all.
  public func run() async {
    await withDiscardingTaskGroup { group in
      for await order in orders {
        group.addTask { await Self.serve(order) }
      }
    }
  }

  private static func serve(_ order: Order) async {
    await withTaskGroup(of: Void.self) { group in
      // What ends it too early is thrown to whoever waits for it to listen.
      group.addTask { try? await order.service.run() }
      group.addTask { for await _ in order.closing {} }
      await group.next()
      group.cancelAll()
    }
  }

  /// Opens a sandbox.
  ///
  /// - Returns: the sandbox, and what closes it.
  /// - Throws: `SandboxError` when it cannot be served, `CancellationError` when the task is cancelled.
  public func open(
    _ configuration: SandboxConfiguration = SandboxConfiguration()
  ) async throws -> (sandbox: RunningSandbox, close: @Sendable () -> Void) {
    let service = try await SandboxService(configuration)
    let (closing, end) = AsyncStream<Never>.makeStream()
    guard case .enqueued = ordered.yield(Order(service: service, closing: closing)) else {
      throw SandboxError.ended(reason: "nothing is served any more")
    }
    return (try await service.running(), { end.finish() })
  }
}
