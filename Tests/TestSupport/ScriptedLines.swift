public import ShellCore
import Synchronization

/// The keys of a person at the prompt, prepared beforehand.
///
/// When they run out it answers with the end of the input for ever, as a terminal that has gone does.
public final class ScriptedLines: LineSource {
  /// What the person does at one prompt.
  public enum Key: Sendable, Equatable {
    /// Types a line and presses Enter.
    case line(String)
    /// Presses Control-C, on an empty line or behind some text.
    case interrupt(hadText: Bool)
    /// Presses Control-D on an empty line.
    case end

    /// Reads `^C`, `^D`, `some text^C`, or a line.
    public init(_ text: String) {
      switch text {
      case "^C": self = .interrupt(hadText: false)
      case "^D": self = .end
      case _ where text.hasSuffix("^C"): self = .interrupt(hadText: true)
      default: self = .line(text)
      }
    }
  }

  /// An entry that the shell asked to keep.
  public struct Remembered: Sendable, Equatable {
    /// Physical lines joined by line feeds.
    public let entry: String
    /// Whether it may go to the disk.
    public let isStored: Bool

    /// An entry and where it may go.
    public init(_ entry: String, isStored: Bool) {
      self.entry = entry
      self.isStored = isStored
    }
  }

  private struct State: Sendable {
    var next = 0
    var prompts: [Prompt] = []
    var remembered: [Remembered] = []
    var drops = 0
    var stored: [String] = []
    var clears = 0
    var prefilled: [String] = []
    var farewells: [String] = []
  }

  private let keys: [Key]
  private let pending: Int
  private let onAsk: @Sendable (Int) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - onAsk: told at each prompt how many keys were pressed before it.
  ///   - stored: what the history file held.
  ///   - pending: how many lines of a paste a failure drops.
  public init(
    _ keys: [Key], stored: [String] = [], pending: Int = 0,
    onAsk: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.keys = keys
    self.pending = pending
    self.onAsk = onAsk
    state.withLock { $0.stored = stored }
  }

  /// The entries on disk: those that were there, and those that were to be stored since.
  public var stored: [String] { state.withLock { $0.stored } }
  /// How often the screen was cleared.
  public var clears: Int { state.withLock { $0.clears } }

  /// What the shell wants said if a signal ends it, as it was at each prompt.
  public var farewells: [String] { state.withLock { $0.farewells } }

  /// The prompts that were shown, in order.
  public var prompts: [Prompt] { state.withLock { $0.prompts } }
  /// What the shell asked to keep, in order.
  public var remembered: [Remembered] { state.withLock { $0.remembered } }
  /// How often a failure dropped what was pasted behind it.
  public var drops: Int { state.withLock { $0.drops } }

  /// Notes the prompt and presses the next key.
  public func nextLine(prompt: Prompt, assistant: LineAssistant) -> LineInput {
    let place = state.withLock { state in
      state.prompts.append(prompt)
      state.next += 1
      return state.next - 1
    }
    onAsk(place)
    guard keys.indices.contains(place) else { return .end }
    switch keys[place] {
    case .line(let text): return .line(text)
    case .interrupt(let hadText): return .interrupted(hadText: hadText)
    case .end: return .end
    }
  }

  /// Notes the entry.
  public func remember(_ entry: String, stored: Bool) {
    state.withLock { state in
      state.remembered.append(Remembered(entry, isStored: stored))
      if stored { state.stored.append(entry) }
    }
  }

  /// Empties the history.
  public func forget() throws(FileProblem) { state.withLock { $0.stored = [] } }

  /// Notes the text.
  public func prepareFarewell(_ text: String) { state.withLock { $0.farewells.append(text) } }

  /// Notes the text, which nobody edits here.
  public func prefill(_ text: String) -> Bool {
    state.withLock { $0.prefilled.append(text) }
    return true
  }

  /// The texts that a next line was to begin with.
  public var prefilled: [String] { state.withLock { $0.prefilled } }

  /// Counts the call.
  public func clearScreen() { state.withLock { $0.clears += 1 } }

  /// Counts the call.
  public func dropPendingLines() -> Int {
    state.withLock { $0.drops += 1 }
    return pending
  }
}
