import Synchronization

/// The first of several answers to one question.
final class OnlyOnce: Sendable {
  private let body: @Sendable (ExitReport?) -> Void
  private let isGiven = Mutex(false)

  init(_ body: @escaping @Sendable (ExitReport?) -> Void) {
    self.body = body
  }

  func give(_ report: ExitReport?) {
    let isFirst = isGiven.withLock { isGiven in
      defer { isGiven = true }
      return !isGiven
    }
    if isFirst { body(report) }
  }
}
