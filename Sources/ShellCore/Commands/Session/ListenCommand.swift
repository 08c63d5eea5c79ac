import CommandLanguage
import VideoSDKClient

/// `listen [port=] [public=]`.
struct ListenCommand: Command {
  static let grammar = Grammar(
    verb: "listen",
    summary: "receive webhooks here: new recordings post theirs to this port",
    options: [
      CommandOption("port", "N", "a port of this machine; 0 takes a free one", .integer(0...65535)),
      CommandOption(
        "public", "URL", "where the service reaches the port: a tunnel's address", .url),
    ],
    examples: ["listen", "listen port=8080 public=https://hooks.example.com/vsdk"],
    details: [
      "Does what `set webhook` does, with an address of its own; recordings that start later use it.",
      "A webhook that the service did not sign is refused. `hook` is the last one that came, and",
      "`wait until hook.webhookType == NAME` misses none. The port is open as long as vsdk runs.",
    ])

  static let result = ResultSchema.defined(
    "listener", .closed(["port": .count, "address": .string, "webhook": .string]))

  private let verb: Name
  private let order: ListenOrder

  init(_ arguments: Arguments) throws(Mistakes) {
    verb = arguments.verb
    order = ListenOrder(
      port: arguments.option("port")?.integer ?? 0, publicURL: arguments.option("public")?.text)
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard order.publicURL != nil || session.target.isSandbox else {
      throw Mistakes(.unreachableReceiver(verb: verb, target: session.target.label))
    }
    return .listen(order)
  }
}

/// The answer of `listen`.
enum ListenReport {
  static func listening(port: Int, address: String, webhook: String) -> Report {
    var parts: [StyledText.Part] = [.init("listening at ", .good), .init(address, .code)]
    if webhook != address { parts += [.init(" for "), .init(webhook, .code)] }
    return Report(
      json: .object([
        "port": .number(port), "address": .string(address), "webhook": .string(webhook),
      ]),
      body: [.line(StyledText(parts))])
  }
}

extension Failure {
  /// The service is on another machine, and nothing says how it would reach this one.
  static func unreachableReceiver(verb: Name, target: String) -> Failure {
    Failure(
      .script, "unreachable-receiver",
      "the service at \(target) cannot reach a port of this machine", span: verb.span,
      hints: ["add `public=URL`: where a tunnel to the port can be reached from outside"])
  }

  static func nothingListens(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "nothing-listens", "nothing listens for webhooks", span: span,
      hints: ["use `listen` first: `hook` is the last webhook that came since"])
  }
}
