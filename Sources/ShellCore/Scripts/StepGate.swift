/// Asks a person before each command of a script, `vsdk run --step`.
public protocol StepGate: Sendable {
  /// Shows what comes next and waits for an answer.
  func ask(_ next: StepPreview) -> StepAnswer
}

/// The command that comes next, with what it would send.
public struct StepPreview: Sendable {
  /// The command as written.
  let command: WrittenCommand
  /// The requests it begins with; empty when it sends nothing.
  let requests: [PlannedRequest]

  /// Its lines, as a person reads them.
  public var lines: [String] {
    ["\(command.place)  \(command.text.onOneLine)"] + requests.map { "  " + $0.curl }
  }
}

/// What a person wants done with the next command.
public enum StepAnswer: Sendable, Equatable {
  case run
  case skip
  /// Run it and all that follow without asking.
  case goOn
  /// End the script here; what was deferred runs.
  case quit

  /// The question that `init(key:)` reads the answer of.
  public static let question = "[Enter] run · s skip · c continue · q quit (defers run) "

  /// The answer that a key stands for; nil for any other key.
  public init?(key: Character) {
    switch key {
    case "\n", "\r", " ", "r": self = .run
    case "s": self = .skip
    case "c": self = .goOn
    case "q": self = .quit
    default: return nil
    }
  }
}
