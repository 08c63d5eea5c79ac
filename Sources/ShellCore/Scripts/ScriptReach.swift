import CommandLanguage
public import VideoSDKClient

/// What a script can reach beyond its own text, found in its abstract run; it does nothing else.
public struct ScriptReach: Sendable, Equatable {
  private let outermost: String
  private var origins = SharedNames()
  private var secrets: [Secret] = []
  private var knownSecrets: Set<Secret> = []
  private var includes = SharedNames()
  private var writes = SharedNames()
  private var listens = SharedNames()
  private var webhooks = SharedNames()
  private var forgets = SharedNames()

  /// Each thing once, in the order of the text.
  private struct SharedNames: Sendable, Equatable {
    private(set) var all: [String] = []
    private var known: Set<String> = []

    mutating func note(_ name: String) {
      // Nearly always it is the one before.
      if name != all.last, known.insert(name).inserted { all.append(name) }
    }
  }

  private struct Secret: Sendable, Hashable {
    let file: String
    let name: String
    let source: String
  }

  /// A script of this name that reaches nothing.
  init(of outermost: String) { self.outermost = outermost }

  /// What it reaches in lines of one topic each, such as `sends to: https://api.videosdk.live`; few scripts have the last
  /// two.
  public var lines: [String] {
    let secrets = secrets.map { secret in
      (secret.file == outermost ? "" : "\(secret.file): ") + "\(secret.name) = \(secret.source)"
    }
    let all = [
      ("sends to", origins.all), ("secrets", secrets), ("includes", includes.all),
      ("writes", writes.all), ("listens", listens.all),
    ]
    let rare = [("has webhooks sent to", webhooks.all), ("forgets", forgets.all)]
    return (all + rare.filter { !$1.isEmpty }).map { topic, names in
      "\(topic): \(names.isEmpty ? "nothing" : names.joined(separator: ", "))"
    }
  }

  /// The same for programs.
  public var members: [JSONValue.Member] {
    let secrets = secrets.map { secret in
      JSONValue.object([
        "source": .string(secret.file), "name": .string(secret.name),
        "from": .string(secret.source),
      ])
    }
    return JSONValue.members([
      "sendsTo": .strings(origins.all), "secrets": .array(secrets),
      "includes": .strings(includes.all), "writes": .strings(writes.all),
      "listens": .strings(listens.all),
      "webhooks": .strings(webhooks.all), "forgets": .strings(forgets.all),
    ])
  }
}

extension ScriptReach {
  /// Requests go where the session's target is.
  mutating func noteSending(in session: Session) {
    origins.note(session.target.kind == .sandbox ? Self.sandbox : session.target.origin.description)
    // An origin that only the run will know is one of those that are allowed.
    guard let named = session.settings.text(.endpoint), (try? Origin(named)) == nil else { return }
    for origin in session.permit?.origins ?? [] { origins.note(origin.description) }
  }

  /// Requests go there, and with a start the service is told where to send its webhooks.
  mutating func note(_ requests: [any Endpoint], in session: Session) {
    guard !requests.isEmpty else { return }
    noteSending(in: session)
    for request in requests {
      guard let webhook = request.webhookURL, webhook != ListenOrder.ownURL else { continue }
      webhooks.note(webhook)
    }
  }

  /// What earlier shells left running is then told by nobody any more.
  mutating func note(_ order: RecoverOrder) {
    guard order.answer == .forget else { return }
    let place = order.room.map { " in room \($0.rawValue)" } ?? ""
    let which = order.isWhole || order.room != nil ? "" : ", a part of it"
    forgets.note("what the ledger says still runs\(place)\(which)")
  }

  /// What the header of a script declares.
  mutating func note(_ header: ScriptHeader, of file: String) {
    for secret in header.secrets {
      let secret = Secret(file: file, name: secret.name.text, source: secret.source.drawn)
      if knownSecrets.insert(secret).inserted { secrets.append(secret) }
    }
  }

  mutating func noteInclude(_ path: String) { includes.note(path) }

  mutating func noteWriting(to destination: ArgumentValue?) {
    writes.note(destination?.text ?? "./")
  }

  mutating func note(_ order: ListenOrder) {
    listens.note("127.0.0.1, \(order.port == 0 ? "a free port" : "port \(order.port)")")
  }

  private static let sandbox = "a sandbox in this process"
}
