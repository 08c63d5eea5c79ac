import CommandLanguage
import VideoSDKClient

/// `recover [stop|leave|forget] [room= only= older-than=]`.
struct RecoverCommand: Command {
  static let grammar = Grammar(
    verb: "recover",
    summary: "find what earlier shells left running: stop, leave or forget it",
    availability: .aloneAtPrompt(
      because: "it asks about each recording; `recover stop`, `leave` and `forget` ask nobody"),
    parameters: [
      Parameter(
        "ANSWER", "what to do with all of them; alone: ask for each",
        .choice([
          Choice("stop", "stop all that run"), Choice("leave", "only show them"),
          Choice("forget", "strike them from the ledger; the service is told nothing"),
        ]), arity: .optional)
    ],
    options: [
      CommandOption("room", "ID", "only those in this room", .identifier(.room)),
      CommandOption(
        "only", "WHICH", "only those that were to be stopped before",
        .choice([Choice("overdue", "past the end that `start … for=` gave them")])),
      CommandOption("older-than", "DURATION", "only those started longer ago", .duration),
    ],
    examples: [
      "recover", "recover stop", "recover leave room=abcd-efgh-ijkl", "recover stop only=overdue",
      "recover stop older-than=2h",
    ],
    details: [
      "Every start is noted in the ledger before it is sent. What may still run at this target, "
        + "whichever shell started it, is looked up in the service's lists; what has ended is closed.",
      "Without a person, as in cron: `vsdk recover --overdue --stop`.",
      "Costs are estimates: $0.002 a minute for sound, $0.006 for pictures; none is known of a whole meeting.",
    ])

  static let result = ResultSchema.anyOf(
    recovered, .list(of: .trackAnswer), fates,
    .list(of: .anyOf(recovered, .list(of: .trackAnswer), fates)))

  private static let recovered = ResultSchema.list(
    of: .defined(
      "recovered",
      .closed(
        [
          "room": .string, "kind": .string, "started": .string,
          "state": .words("recording", "ended", "failed", "not listed"), "sure": .boolean,
        ],
        optional: [
          "participant": .string,
          "estimatedDollars": ResultSchema("{\"type\": \"number\", \"minimum\": 0}"),
          "until": .string, "overdue": .boolean,
        ])))
  private static let fates = ResultSchema.list(
    of: .defined(
      "recoveryFate",
      .closed(
        ["room": .string, "kind": .string, "fate": .words("forgotten", "left")],
        optional: ["participant": .string])))

  private let order: RecoverOrder
  private let isAlone: Bool

  init(_ arguments: Arguments) throws(Mistakes) {
    isAlone = arguments.value("ANSWER") == nil
    order = RecoverOrder(
      answer: arguments.value("ANSWER").flatMap { RecoverOrder.Answer(rawValue: $0.text) },
      room: arguments.option("room").map { RoomID($0.text) },
      isOverdue: arguments.option("only") != nil,
      olderThan: arguments.option("older-than")?.duration)
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .recover(order) }

  var reasonForPrompt: String? { isAlone ? Self.reasonAlone : nil }
}
