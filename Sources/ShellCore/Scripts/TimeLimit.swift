/// Work that is cancelled when it takes too long.
enum TimeLimit {
  private enum Race<Value: Sendable>: Sendable {
    case ended(Value)
    case timeUp
    case cancelled
  }

  /// Runs `body` to its end, which comes soon after it was cancelled at the limit.
  ///
  /// - Parameter executor: where the body runs; nil for no preference.
  /// - Returns: what the body made of `value`, and whether it was cancelled at the limit.
  static func run<Value: Sendable>(
    _ limit: Duration, _ clock: any Clock<Duration>, on executor: (any TaskExecutor)? = nil,
    startingWith value: Value, _ body: @escaping @Sendable (Value) async -> Value
  ) async -> (value: Value, isLate: Bool) {
    await withTaskGroup(of: Race<Value>.self) { group in
      group.addTask(executorPreference: executor) { .ended(await body(value)) }
      group.addTask {
        do { try await clock.sleep(for: limit) } catch { return .cancelled }
        return .timeUp
      }
      var ended = value
      var isLate = false
      for await outcome in group {
        switch outcome {
        case .ended(let value): ended = value
        case .timeUp: isLate = true
        case .cancelled: break
        }
        group.cancelAll()
      }
      return (ended, isLate)
    }
  }
}
