import CommandLanguage
import VideoSDKClient

/// `sandbox status`, `page`, `reset`, `join`, `leave`, `mute`, `unmute`, `fail`, `delay`, `clock`, `processing` and `storage`.
///
/// Its first word decides what may follow, so its words are bound twice: here as plain text, then by the grammar of
/// the form. Nothing of it ever goes to another machine.
struct SandboxCommand: Command {
  static let grammar = Grammar(
    verb: "sandbox",
    summary: "look into the sandbox, change it, or make it fail",
    availability: .sandboxOnly,
    parameters: [
      Parameter(
        "FORM", "what to do",
        .choice(SandboxForm.allCases.map { Choice($0.rawValue, $0.grammar.summary) })),
      Parameter("WORD", "what the form takes: `help sandbox FORM`", .text, arity: .zeroOrMore),
    ],
    options: SandboxForm.options,
    forms: SandboxForm.allCases.map(\.grammar),
    examples: SandboxForm.allCases.flatMap { $0.grammar.examples },
    details: [
      "Never goes to another machine, and never to the live service.",
      "A fault hits the next request of its command. With a status or drop=before the request is "
        + "not acted on; with anything else it is. Faults wait in line: the first that fits is "
        + "used up first.",
    ])

  static let result = ResultSchema.anyOf(
    .defined(
      "sandboxState",
      .closed([
        "seed": .string, "deterministic": .boolean, "now": .string, "processing": .string,
        "storage": .string, "rooms": .anyObjects, "merges": .anyObjects, "sessions": .anyObjects,
        "recordings": .anyObjects,
        "faults": .anyObjects,
      ])),
    .defined("sandboxPage", .closed(["page": .string])),
    .defined("sandboxFaults", .closed(["faults": .anyObjects])),
    .defined("sandboxClock", .closed(["advanced": .string])),
    .defined("sandboxSettings", .closed(["processing": .string, "storage": .string])),
    .defined(
      "sandboxPerson",
      .closed(["room": .string, "participant": .string], optional: ["name": .string])),
    .list(
      of: .defined(
        "sandboxTrack",
        .closed(["room": .string, "participant": .string, "kind": .string, "on": .boolean]))))

  private let verb: Name
  private let room: RoomID?
  /// Nil where an address is asked for, which needs no request.
  private let order: SandboxOrder?

  init(_ arguments: Arguments) throws(Mistakes) {
    verb = arguments.verb
    room = arguments.option("room").map { RoomID($0.text) }
    let name = arguments.value("FORM")?.text ?? ""
    // A word that only the run will know stands for the form that needs nothing.
    guard let form = SandboxForm(rawValue: name) else {
      order = .status
      return
    }
    order = try SandboxOrder(form, form.bind(arguments), options: arguments)
  }

  var onlyReads: Bool { order == nil || order == .status }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard session.target.isSandbox else {
      throw Mistakes(.sandboxOnly(verb: verb, target: session.target.label))
    }
    guard let order else {
      return .done(SandboxReport.page("\(session.target.origin)/"))
    }
    let room = room ?? session.room
    guard room != nil || !order.needsRoom else { throw Mistakes(.noRoom(verb: verb)) }
    return .ask(SandboxStep(order: order, room: room ?? RoomID("")))
  }
}

extension Target {
  /// Whether what steers a sandbox may be sent there: to this process or this machine, never to the live service.
  var isSandbox: Bool {
    switch kind {
    case .sandbox: true
    case .endpoint: origin.isLoopback
    case .live: false
    }
  }
}

extension Failure {
  /// The target in force is neither the embedded sandbox nor on this machine.
  static func sandboxOnly(verb: Name, target: String) -> Failure {
    sandboxOnly(verb.text, verb.span, target: target)
  }

  /// The same of a query.
  static func sandboxOnly(_ query: Query, target: String) -> Failure {
    sandboxOnly(Printer.print(query), query.span, target: target)
  }

  private static func sandboxOnly(
    _ text: String, _ span: SourceSpan, target: String
  ) -> Failure {
    Failure(
      .script, "sandbox-only",
      "`\(text)` is for sandboxes on this machine, and the target is \(target)", span: span,
      hints: [
        "start the shell with --sandbox, or `set endpoint` to what `vsdk sandbox` in the system's shell prints"
      ])
  }
}
