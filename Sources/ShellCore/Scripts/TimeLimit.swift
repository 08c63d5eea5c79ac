public import CommandLanguage

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

extension Checker {
  /// Checks a script and everything it includes, and gives up when that takes too long.
  ///
  /// - Returns: as `check`; one failure when the time is up, or the task is cancelled.
  public static func check(
    _ source: SourceText, arguments: ScriptArguments, session: Session, services: Services,
    rules: CheckRules = CheckRules(), within limit: Duration
  ) async -> (script: CheckedScript?, problems: [Failure]) {
    typealias Result = (script: CheckedScript?, problems: [Failure])
    let nothing: Result = (nil, [.interrupted])
    let (result, isLate) = await TimeLimit.run(limit, services.clock, startingWith: nothing) { _ in
      check(source, arguments: arguments, session: session, services: services, rules: rules)
    }
    guard isLate, result.problems == [.interrupted] else { return result }
    return (nil, [.checkLimit(limit)])
  }

  /// Tells every request of a checked script in the order of the run, and gives up when that takes too long.
  ///
  /// - Parameter whole: the limit as a person gave it, of which a part is used up.
  /// - Returns: a failure when the time is up.
  public static func plan(
    _ script: CheckedScript, session: Session, services: Services, within limit: Duration,
    of whole: Duration, tell: @escaping @Sendable (PlannedRequest) -> Void
  ) async -> Failure? {
    let (isWhole, isLate) = await TimeLimit.run(limit, services.clock, startingWith: false) { _ in
      plan(script, session: session, services: services, tell: tell)
      return !Task.isCancelled
    }
    return isLate && !isWhole ? .planLimit(whole) : nil
  }
}
