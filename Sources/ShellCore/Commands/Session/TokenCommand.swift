import CommandLanguage
import VideoSDKClient

/// `token`, `token mint`, `token show`.
struct TokenCommand: Command {
  static let grammar = Grammar(
    verb: "token",
    summary: "enter a token unseen, make one, or look into the one in use",
    availability: .aloneAtPrompt(
      because:
        "it asks for a token; a script declares one, `secret NAME = env:…`, and uses `set token ${NAME}`"
    ),
    parameters: [
      Parameter(
        "FORM", "what to do; alone: ask for a token",
        .choice([
          Choice("mint", "make one from key and secret, and show what it says"),
          Choice("show", "show what the token in use says"),
        ]), arity: .optional),
      Parameter(
        "reveal", "print the token itself too",
        .choice([Choice("reveal", "print the token itself too")]), arity: .optional),
    ],
    options: [
      CommandOption("lifetime", "DURATION", "with mint: how long it is valid (2h)", .duration),
      CommandOption("room", "ID", "with mint: narrow it to this room", .identifier(.room)),
      CommandOption(
        "participant", "ID", "with mint: narrow it to this participant",
        .identifier(.participant)),
    ],
    examples: ["token", "token mint", "token mint reveal lifetime=30m", "token show"],
    details: [
      "What is typed is not shown, and lands in no file. It is kept for this shell and this "
        + "target; an empty answer or Ctrl-C changes nothing.",
      "`token mint` changes nothing in the shell: with key and secret, tokens are made as needed, "
        + "each for an hour.",
    ])

  static let result = ResultSchema.defined(
    "tokenClaims",
    .closed([("apiKey", .optionalString)] + IdentityReport.claims + [("problems", .strings)]))

  private let order: IdentityOrder
  /// Where it is asked to print the token itself.
  private let reveal: SourceSpan?

  init(_ arguments: Arguments) throws(Mistakes) {
    reveal = arguments.value("reveal")?.span
    let reveals = reveal != nil
    let mints = arguments.value("FORM")?.text == "mint"
    for key in ["lifetime", "room", "participant"] where !mints {
      guard let value = arguments.option(key) else { continue }
      throw Mistakes(binding: [
        BindError(.unknownOption(key, verb: arguments.verb.text, suggestion: nil), value.span)
      ])
    }
    if mints {
      order = .mint(
        Minting(
          lifetime: try Self.lifetime(arguments),
          room: arguments.option("room").map { RoomID($0.text) },
          participant: arguments.option("participant").map { ParticipantID($0.text) }),
        reveals: reveals)
    } else {
      order = arguments.value("FORM") == nil ? .enter : .show(reveals: reveals)
    }
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    if let reveal, session.permit != nil { throw Mistakes(.revealsInScript(reveal)) }
    return .identify(order)
  }

  var reasonForPrompt: String? {
    switch order {
    case .enter: Self.reasonAlone
    case .mint(_, reveals: true), .show(reveals: true):
      "it shows the token itself, which a script must not; `vsdk token mint` prints one"
    case .mint, .show, .describe, .examine: nil
    }
  }

  private static func lifetime(_ arguments: Arguments) throws(Mistakes) -> Duration {
    guard let value = arguments.option("lifetime"), let duration = value.duration else {
      return .seconds(7_200)
    }
    // The claims count whole seconds.
    guard duration >= .seconds(1) else { throw Mistakes(.lifetimeTooShort(value.span)) }
    return duration
  }
}

extension Failure {
  fileprivate static func lifetimeTooShort(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "short-lifetime", "a token lives for a second at least", span: span,
      hints: ["write `30m`, `2h` or `24h`"])
  }
}
