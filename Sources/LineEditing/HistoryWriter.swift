import ShellCore

/// Adds entries to the history file, those of a paste many at a time.
///
/// For one thread. A problem with the file is kept until it is asked for, and ends the writing.
final class HistoryWriter {
  /// How many entries of a paste wait at most.
  static let capacity = 64
  /// An entry that has waited so long is written with the next one.
  private static let patience = Duration.milliseconds(100)

  private let file: HistoryFile
  private var waiting: [String] = []
  private var deadline: ContinuousClock.Instant?
  private var problem: HistoryProblem?
  private var isBroken = false

  init(_ file: HistoryFile) {
    self.file = file
  }

  deinit { flush() }

  /// The newest entries of the file, oldest first.
  func load(newest limit: Int) -> [String] {
    do throws(HistoryProblem) {
      return try file.load(newest: limit)
    } catch {
      report(error)
      return []
    }
  }

  /// Adds an entry; when more are about to come, it may be written together with them.
  func add(_ entry: String, moreFollow: Bool) {
    guard !isBroken else { return }
    waiting.append(entry)
    let now = ContinuousClock.now
    let due = deadline ?? now + Self.patience
    deadline = due
    if !moreFollow || due <= now || waiting.count == Self.capacity { flush() }
  }

  /// Writes what waits.
  func flush() {
    guard !waiting.isEmpty, !isBroken else { return }
    do throws(HistoryProblem) {
      try file.append(waiting)
    } catch {
      report(error)
    }
    waiting = []
    deadline = nil
  }

  /// Takes every entry out of the file, and of what waits.
  ///
  /// - Throws: `FileProblem`; nothing is gone then.
  func clear() throws(FileProblem) {
    do throws(HistoryProblem) {
      try file.clear()
    } catch {
      throw FileProblem(path: file.path, reason: error.reason)
    }
    waiting = []
    deadline = nil
  }

  /// What went wrong with the file since the last call.
  func takeProblem() -> HistoryProblem? {
    defer { problem = nil }
    return problem
  }

  private func report(_ problem: HistoryProblem) {
    self.problem = problem
    isBroken = true
  }
}
