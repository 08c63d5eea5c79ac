import VideoSDKClient

/// What the shell says first, in one line: where it is, what that means, and three words to go on with.
public struct WelcomeText: Sendable, Equatable {
  /// Where requests go, and why where that is a person's choice.
  let place: String
  /// What it means to be there; empty where that is not known.
  let meaning: String
  /// What can be typed next, with what stands before and behind it.
  let steps: [Step]

  /// A command that works when it is typed.
  struct Step: Sendable, Equatable {
    var before = ""
    let command: String
    var behind = ""
  }

  /// - Parameters:
  ///   - hasCredentials: whether requests can be sent there.
  ///   - hasFinishedLesson: whether the person has been through one, and needs no more words.
  public init(at target: Target, hasCredentials: Bool, hasFinishedLesson: Bool) {
    switch target.kind {
    case .sandbox: (place, meaning) = ("sandbox", "nothing here costs anything")
    case .live: (place, meaning) = ("LIVE (\(target.reason))", "recordings are billed")
    case .endpoint:
      place = "\(target.origin) (\(target.reason))"
      meaning = target.origin.isLoopback ? "" : "recordings may be billed"
    }
    let rooms = Step(command: "rooms", behind: target.kind == .live ? " shows yours" : "")
    let lesson = Step(
      before: target.kind == .sandbox && !hasFinishedLesson ? "new here? " : "", command: "lesson")
    let help = Step(command: "help")
    let first = hasCredentials ? rooms : Step(command: "token", behind: " takes a token")
    let all = target.kind == .sandbox ? [lesson, help, rooms] : [first, help, lesson]
    steps = all.filter { !hasFinishedLesson || $0.command != "lesson" }
  }

  /// The line.
  public var text: String {
    let start = [place, meaning].filter { !$0.isEmpty }.joined(separator: ": ")
    return ([start] + steps.map { $0.before + $0.command + $0.behind }).joined(separator: " · ")
  }
}
