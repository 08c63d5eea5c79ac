import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// `hooks [N] [layout= to=]`.
struct HooksCommand: ListCommand {
  static let grammar = Grammar(
    verb: "hooks",
    summary: "look back on the webhooks that came, forged ones too",
    parameters: [
      Parameter(
        "N", "one of them with what it holds; alone: the last 20", .integer(1...1_000_000_000),
        arity: .optional)
    ],
    options: ListOptions.grammar,
    examples: ["hooks", "hooks 3", "hooks to=hooks.csv"],
    details: [
      "verified: the service signed it. forged, unsigned: anybody may have sent it, it was refused "
        + "and changed nothing. unjudged: the service's key could not be had.",
      "accepted, repeated: it was taken, for the first time or once more. `hook` in queries is the "
        + "last verified one.",
    ] + ListOptions.details)

  static let result = ResultSchema.anyOf(HooksReport.one, .answer(of: HooksReport.row))

  private let number: ArgumentValue?
  let list: ListOptions

  init(_ arguments: Arguments) throws(Mistakes) {
    number = arguments.value("N")
    list = try ListOptions(arguments)
    if let number, let option = arguments.option("to") ?? arguments.option("layout") {
      throw Mistakes(.noListOfOne(number.text, option.span))
    }
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .lookBack(HooksOrder(number: number?.integer, span: number?.span, list: list))
  }
}

/// Webhooks as people and programs look back on them.
struct HooksReport {
  /// How many a list shows.
  static let longestList = 20

  let clock: PersonsClock

  static let row = ResultSchema.defined("receivedWebhook", .closed(members))
  static let one = ResultSchema.defined(
    "webhookPayload", .closed(members + [("bytes", .count), ("payload", ResultSchema("true"))]))

  private static let members: [ResultSchema.Member] = [
    ("number", .count), ("time", .string), ("event", .optionalString), ("room", .optionalString),
    ("participant", .optionalString), ("kind", .optionalString),
    ("signature", .words(ReceivedWebhook.Signature.allCases.map(\.rawValue))),
    ("delivery", .words(ReceivedWebhook.Delivery.allCases.map(\.rawValue))),
    ("reason", .optionalString),
  ]

  /// - Parameter isListening: whether there is a port.
  func list(_ webhooks: [ReceivedWebhook], isListening: Bool) -> Report {
    Report(
      webhooks.map { .object(Self.members(of: $0)) },
      Table(
        of: webhooks, Self.columns,
        none: isListening
          ? "no webhook has come yet; those of recordings that start from now on do"
          : "no webhook has come: nothing listens; `listen` opens a port for them"))
  }

  private static let columns: [ListColumn<ReceivedWebhook>] = [
    ListColumn("n", unit: .things) { Table.Cell(String($0.number)) },
    ListColumn("time", turn: 1) { Table.Cell(WireDate($0.time.formatted(.iso8601))) },
    ListColumn("event") { Table.Cell($0.claims.event, .strong) },
    ListColumn("about", turn: 2) { Table.Cell($0.claims.subject, .id) },
    ListColumn("verdict") { Table.Cell(verdict(on: $0)) },
  ]

  func one(_ webhook: ReceivedWebhook) -> Report {
    var facts = FactLines()
    facts.add("number", String(webhook.number))
    facts.add("time", time(of: webhook))
    facts.add("event", webhook.claims.event, .strong)
    facts.add("about", webhook.claims.subject, .id)
    facts.add("room", webhook.claims.room, .id)
    facts.add("signature", webhook.signature.rawValue, webhook.signature.role)
    facts.add("delivery", webhook.delivery.rawValue)
    if let reason = webhook.reason { facts.add("because", reason) }
    let payload = webhook.payload
    let text = String(decoding: webhook.body, as: UTF8.self)
    var lines =
      payload.map { JSONText.laidOut($0).split(separator: "\n").map(String.init) } ?? [text]
    if webhook.size > webhook.body.count {
      lines.append("… \(webhook.size) bytes in all; the first \(webhook.body.count) are kept")
    }
    return Report(
      json: .object(
        Self.members(of: webhook) + [
          .init(name: "bytes", value: .number(webhook.size)),
          .init(name: "payload", value: payload ?? .string(text)),
        ]),
      body: facts.blocks + lines.map { .verbatim(StyledText([.init($0, .code)])) })
  }

  private static func verdict(on webhook: ReceivedWebhook) -> StyledText {
    let signature = webhook.signature
    let verdict = [StyledText.Part(signature.rawValue, signature.role)]
    guard signature != .verified || webhook.delivery != .accepted else {
      return StyledText(verdict)
    }
    return StyledText(verdict + [.init(" · ", .muted), .init(webhook.delivery.rawValue)])
  }

  private func time(of webhook: ReceivedWebhook) -> String {
    clock.short(webhook.time)
  }

  private static func members(of webhook: ReceivedWebhook) -> [JSONValue.Member] {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      .init(name: "number", value: .number(webhook.number)),
      .init(name: "time", value: .string(webhook.time.formatted(.iso8601))),
      .init(name: "event", value: text(webhook.claims.event)),
      .init(name: "room", value: text(webhook.claims.room)),
      .init(name: "participant", value: text(webhook.claims.participant)),
      .init(name: "kind", value: text(webhook.claims.kind)),
      .init(name: "signature", value: .string(webhook.signature.rawValue)),
      .init(name: "delivery", value: .string(webhook.delivery.rawValue)),
      .init(name: "reason", value: text(webhook.reason)),
    ]
  }
}

extension ReceivedWebhook.Signature {
  fileprivate var role: StyledText.Role {
    switch self {
    case .verified: .good
    case .forged, .unsigned: .bad
    case .unjudged: .muted
    }
  }
}

extension Failure {
  fileprivate static func noListOfOne(_ number: String, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "not-a-list", "`hooks \(number)` is no list", span: span,
      hints: ["without the number it is one of the last \(HooksReport.longestList)"])
  }

  static func noWebhook(_ number: Int, kept: ClosedRange<Int>?, _ span: SourceSpan?) -> Failure {
    let hint =
      kept.map { "`hooks` lists the last; \($0.lowerBound) to \($0.upperBound) are kept" }
      ?? "none has come yet; `listen` opens a port for them"
    return Failure(
      .expectation, "no-webhook", "there is no webhook \(number)", span: span, hints: [hint])
  }
}
