import VideoSDKClient

/// What the shell says first, behind where it is: what that means, and where to go on.
public struct WelcomeText: Sendable, Equatable {
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
    case .sandbox: meaning = "nothing here costs anything"
    case .live: meaning = "recordings are billed"
    case .endpoint: meaning = target.origin.isLoopback ? "" : "recordings may be billed"
    }
    introduction =
      hasFinishedLesson
      ? nil
      : "VideoSDK carries video meetings, and this shell has it record them, a track at a time. The "
        + "prompt shows where requests go, and the room and participant that are chosen: - for none"
    let lesson = Step(before: "new here? ", command: "lesson")
    let help = Step(command: "help", behind: hasFinishedLesson ? "" : " lists the commands")
    let token = Step(command: "token", behind: " takes a token")
    let rooms =
      target.kind == .live
      ? Step(command: "rooms", behind: " shows yours")
      : Step(command: "rooms", behind: " shows what is there")
    guard target.kind != .sandbox else {
      steps = hasFinishedLesson ? [help] : [lesson, help]
      return
    }
    steps = [hasCredentials ? rooms : token] + (hasFinishedLesson ? [] : [help])
  }

  /// What this is, for whoever is new to it; nil for anybody else.
  public let introduction: String?

  /// In one line.
  public var text: String {
    ([meaning] + steps.map { $0.before + $0.command + $0.behind })
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
