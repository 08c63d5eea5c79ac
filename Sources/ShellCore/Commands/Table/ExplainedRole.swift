/// The roles of a token, for `explain crawler`.
enum ExplainedRole: String, CaseIterable, Sendable {
  case role, crawler, rtc

  init?(word: String) {
    let lower = word.lowercased()
    guard let role = Self(rawValue: lower == "roles" ? "role" : lower) else { return nil }
    self = role
  }

  /// What it is.
  var definition: String {
    switch self {
    case .role: "what a token is for, written into it: crawler, or rtc"
    case .crawler: "the role of a token that asks the API, as this shell does"
    case .rtc: "the role of a token that joins a meeting, as an app does"
    }
  }

  /// What it is often taken for.
  var contrast: String {
    switch self {
    case .role: "its permissions: those say what it may do in a meeting"
    case .crawler: "a robot: it cannot join a meeting, and searches nothing"
    case .rtc: "for requests: the API refuses such a token"
    }
  }

  /// The command that shows it, as it can be typed.
  var command: String { "token show" }
}
