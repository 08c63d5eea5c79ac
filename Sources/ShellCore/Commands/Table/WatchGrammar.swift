import CommandLanguage

/// `watch COMMAND [every=]`: a command that only reads, again and again until Control-C.
enum WatchGrammar {
  static let every = CommandOption(
    "every", "DURATION", "the pause between two looks (2s)", .duration)
  /// Any less would ask a service more often than a person can read.
  static let shortest = Duration.milliseconds(100)
  static let standard = Duration.seconds(2)
  /// Why no script may hold it.
  static let reason = "it goes on until a person ends it; a script has `wait until`"

  /// Those whose commands only read; a test holds it against them.
  static let readers = [
    "rooms", "room", "sessions", "participants", "recordings", "recording", "timeline", "session",
    "hooks", "sandbox", "align", "help", "explain",
  ]

  static let grammar = Grammar(
    verb: "watch",
    summary: "repeat a command that only reads, until Control-C",
    availability: .promptOnly(because: reason),
    parameters: [PreviewGrammar.command],
    options: [every],
    nesting: .only(readers),
    examples: ["watch recordings", "watch participants every=5s", "watch timeline"],
    details: [
      "Drawn over the last answer on a terminal, written below it anywhere else.",
      "What changes something is refused: repeated, it would do so again and again.",
    ])
}

/// A command that is to be repeated.
struct WatchOrder: Sendable {
  let command: any Command
  let verb: Name
  let every: Duration

  /// Types what stands behind `watch`.
  init(
    _ prepared: BoundStatement, verb: Name, _ arguments: Arguments
  ) throws(Mistakes) {
    guard case .command(let command) = prepared, command.onlyReads else {
      throw Mistakes(.notAReader(verb))
    }
    self.command = command
    self.verb = verb
    every = try arguments.pause(
      standard: WatchGrammar.standard, shortest: WatchGrammar.shortest)
  }
}

extension Failure {
  /// `watch` repeats only what reads.
  fileprivate static func notAReader(_ verb: Name) -> Failure {
    Failure(
      .script, "not-a-reader", "`\(verb.text)` does more than read", span: verb.span,
      hints: ["`watch` repeats a command until Control-C: `watch recordings`, `watch session`"])
  }
}
