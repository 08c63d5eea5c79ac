import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// What `recover` is to do.
struct RecoverOrder: Sendable, Equatable {
  /// Nil to ask for each.
  let answer: Answer?
  /// Nil for all rooms.
  var room: RoomID?
  /// Whether it is only about what was to be stopped before.
  var isOverdue = false
  /// Only about what was started longer ago; nil for all.
  var olderThan: Duration?

  /// Whether it is about everything.
  var isWhole: Bool { room == nil && !isOverdue && olderThan == nil }

  /// Whether it is about a recording.
  func covers(_ open: OpenRecording, at now: Date) -> Bool {
    let age = Duration(boundedSeconds: now.timeIntervalSince(open.since))
    return room.map { $0 == open.recorded.room } ?? true
      && (!isOverdue || open.isOverdue(at: now)) && olderThan.map { age > $0 } ?? true
  }

  enum Answer: String, Sendable {
    case stop, leave, forget
  }

  /// The command that asks for the same.
  var text: String {
    [
      "recover", answer?.rawValue, room.map { "room=\($0.rawValue)" },
      isOverdue ? "only=overdue" : nil,
      olderThan.map { "older-than=\(DurationLiteral.print($0))" },
    ].compactMap(\.self).joined(separator: " ")
  }
}

/// What the commands about who asks want done.
enum IdentityOrder: Sendable, Equatable {
  /// Ask for a token.
  case enter
  /// Make a token from key and secret.
  case mint(Minting, reveals: Bool)
  /// Show what the token in use says.
  case show(reveals: Bool)
  /// Tell where credentials were looked for and what was found.
  case describe
  /// Look at everything around the session.
  case examine(network: Bool)
}

/// A token to be made.
struct Minting: Sendable, Equatable {
  let lifetime: Duration
  let room: RoomID?
  let participant: ParticipantID?
}

/// What a `listen` asks for.
struct ListenOrder: Sendable, Equatable {
  /// 0 for any.
  let port: Int
  /// Where the service reaches the port; nil when the service is on this machine.
  let publicURL: String?

  /// Stands for the port's address before that is known.
  static let ownURL = "<URL of listen>"

  /// Changes a session as the command does, once the port's address is known.
  func take(effect webhook: String, in session: inout Session) {
    session.settings.put(.webhook, webhook, from: session.provenance)
    session.hooks.isListening = true
  }

  /// Changes a session as the command would; the port is not known before it is open.
  func presume(in session: inout Session) {
    take(effect: publicURL ?? Self.ownURL, in: &session)
  }
}

/// What a `hooks` asks for.
struct HooksOrder: Sendable, Equatable {
  /// Nil for the last ones.
  let number: Int?
  let span: SourceSpan?
  let list: ListOptions
}
