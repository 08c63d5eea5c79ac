/// Which webhooks a session's `hook` looks at, by their numbers in the mailbox.
///
/// `hook` is the last webhook. `wait until hook…` must miss none, however fast they come: it looks at each of them,
/// beginning with the one that was the last when the command above began to send. The one that made it hold stays
/// `hook` until another command runs.
struct HookCursor: Sendable, Equatable {
  /// Whether a `listen` stands above.
  var isListening = false
  /// How many were looked through for recordings that have ended.
  var heard = 0
  /// How many of all that came were told with a command, forged ones too.
  var told = 0
  /// Where `wait until` begins to look.
  private(set) var first = 0
  /// The one that made a `wait until` hold.
  private(set) var held: Int?

  /// A command runs.
  mutating func release() { held = nil }

  /// A command begins to send, after `count` webhooks.
  mutating func commandBegins(after count: Int) { first = max(first, count - 1) }

  /// Looks at one of the webhooks.
  mutating func look(at number: Int) { held = number }

  /// The webhook that is looked at made a `wait until` hold.
  mutating func keep() { first = max(first, held ?? first) }
}
