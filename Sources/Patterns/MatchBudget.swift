/// What matching may cost, and how much of it is left.
public struct MatchBudget: Sendable {
  /// How many items of a pattern may be tried, where passing `bytesPerStep` bytes counts as one more.
  public static let steps = 5_000_000
  /// How often a match may come back to where it could go on otherwise, from one place of the text.
  public static let backtracks: UInt32 = 5_000_000
  /// How many of these places may be kept at once.
  public static let depth: UInt32 = 1_000_000
  /// The memory for them.
  public static let heapKibibytes: UInt32 = 65_536

  private static let bytesPerStep = 32
  /// Asking whether a task is cancelled costs as much as some steps.
  private static let stepsPerQuestion = 1024

  private(set) var isCancelled = false
  private var left = steps
  private var lastPosition = 0
  private var untilQuestion = 0

  /// The whole of it.
  public init() {}

  /// Another text is looked at.
  mutating func begin() { lastPosition = 0 }

  /// Pays for the way to a place of the text; false when nothing is left, or nobody waits for the match any more.
  mutating func spend(at position: Int) -> Bool {
    let cost = 1 + abs(position - lastPosition) / Self.bytesPerStep
    lastPosition = position
    left -= cost
    untilQuestion += cost
    guard left > 0 else { return false }
    guard untilQuestion > Self.stepsPerQuestion else { return true }
    untilQuestion = 0
    isCancelled = Task.isCancelled
    return !isCancelled
  }
}
