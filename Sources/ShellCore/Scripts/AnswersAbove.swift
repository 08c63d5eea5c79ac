import CommandLanguage

/// What the commands above a line have left to look at, as far as a check can tell.
struct AnswersAbove: Sendable, Hashable {
  /// Whether an answer came at all; `last` stays until another one comes.
  private(set) var hasAnswer: Bool
  /// Whether the nearest command above asks the service; `http`, `elapsed` and `error` are about it alone.
  private(set) var asks: Bool
  /// Whether the script goes on behind a refusal of that command.
  private(set) var allowsRefusal = true

  init(_ last: LastAnswer) {
    hasAnswer = last.json != nil
    asks = last.http != nil || last.refusal != nil
  }

  mutating func commandBegins(allowsRefusal: Bool) {
    asks = false
    self.allowsRefusal = allowsRefusal
  }

  mutating func noteRequest() {
    asks = true
    hasAnswer = true
  }

  /// Why a query finds nothing there; nil where it may find something.
  ///
  /// - Parameter isKept: whether a `let` looks, which only comes to its turn when nothing ended the script.
  func doubt(about query: Query, isKept: Bool) -> String? {
    switch query.root {
    case .last where !hasAnswer: "no command above gives an answer"
    case .http where !asks, .elapsed where !asks, .error where !asks:
      "the command above asks the service nothing"
    case .error where isKept && !allowsRefusal:
      "a refusal of the command above ends the script before this line"
    case .http, .elapsed, .error, .last, .state, .recording, .hook, .sandbox, .variable: nil
    }
  }
}
