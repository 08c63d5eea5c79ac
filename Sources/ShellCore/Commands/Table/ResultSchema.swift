/// What the `result` of each command is, as parts of a JSON Schema.
///
/// Objects that the service made are passed on as they came: their own names are described, and more may be there.
enum ResultSchema {
  /// By verb; an empty text for a command that has no result.
  static let verbs: KeyValuePairs<String, String> = [
    "set": ref("settings"),
    "unset": "",
    "start": list("trackAnswer"),
    "stop": list("trackAnswer"),
    "session": "{\"anyOf\": [\(ref("session")), \(texts)]}",
    "recordings": list("apiRecording"),
    "recording": "{\"anyOf\": [\(ref("apiRecording")), {\"type\": \"null\"}]}",
    "download": ref("download"),
    "create": ref("apiRoom"),
    "delete": ref("deleted"),
    "rooms": list("apiRoom"),
    "room": ref("apiRoom"),
    "sessions": list("apiSession"),
    "participants": list("apiParticipant"),
    "listen": ref("listener"),
    "wait": "",
    "expect": "",
    "let": "",
    "echo": "{\"type\": \"string\"}",
    "run": "",
    "sandbox":
      "{\"anyOf\": [\(ref("sandboxState")), \(ref("sandboxFaults")), \(ref("sandboxClock")), "
      + "\(ref("sandboxPerson")), \(list("sandboxTrack"))]}",
    "dry": list("request"),
    "as": "{\"anyOf\": [\(ref("snippet")), {\"type\": \"array\", \"maxItems\": 0}]}",
    "history":
      "{\"anyOf\": [\(list("historyEntry")), \(closed(["written": boolean])), "
      + "\(closed(["forgotten": count]))]}",
    "save": closed(["path": text, "commands": count]),
    "transcript": closed(["path": "{\"type\": [\"string\", \"null\"]}"]),
    "clear": "",
    "token": ref("tokenClaims"),
    "whoami": ref("identity"),
    "doctor": ref("checkup"),
    "recover": "{\"anyOf\": [\(recovery), \(array("{\"anyOf\": [\(recovery)]}"))]}",
    "help": texts,
    "quit": "",
  ]

  /// What several of them refer to.
  static let shared: KeyValuePairs<String, String> = [
    "settings":
      "{\"type\": \"object\", \"additionalProperties\": "
      + closed(["value": optionalText, "from": text]) + "}",
    "trackAnswer": closed(
      ["room": text, "participant": text, "kind": text, "message": text],
      optional: ["confirmed": "{\"const\": \"listing\"}"]),
    "session": closed([
      "target": text, "endpoint": text, "room": optionalText, "participant": optionalText,
      "recordings": array(
        closed([
          "room": text, "participant": text, "kind": text,
          "state":
            "{\"enum\": [\"idle\", \"starting\", \"recording\", \"stopping\", \"stopped\", "
            + "\"failed\", \"unknown\"]}",
          "fact": "{\"type\": \"string\", \"pattern\": \"^(known|assumed|stale [0-9]+s)$\"}",
          "ours": boolean,
        ])),
    ]),
    "download": closed([
      "id": text,
      "files": array(closed(["path": text, "bytes": count, "fetched": boolean])),
    ]),
    "recovered": closed([
      "room": text, "participant": text, "kind": text, "started": text,
      "state": "{\"enum\": [\"running\", \"ended\", \"not listed\"]}", "sure": boolean,
      "estimatedDollars": "{\"type\": \"number\", \"minimum\": 0}",
    ]),
    "recoveryFate": closed([
      "room": text, "participant": text, "kind": text,
      "fate": "{\"enum\": [\"forgotten\", \"left\"]}",
    ]),
    "deleted": closed(["id": text, "message": text]),
    "listener": closed(["port": count, "address": text, "webhook": text]),
    "request": closed(
      [
        "method": "{\"enum\": [\"GET\", \"POST\", \"DELETE\"]}", "url": text,
        "headers": closed([:], optional: ["Authorization": text, "Content-Type": text]),
      ], optional: ["body": "true"]),
    "snippet": closed([
      "language":
        "{\"enum\": [\(SnippetLanguage.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]}",
      "text": text,
    ]),
    "historyEntry": closed(["number": count, "entry": text]),
    "sandboxPerson": closed(["room": text, "participant": text], optional: ["name": text]),
    "sandboxTrack": closed(["room": text, "participant": text, "kind": text, "on": boolean]),
    "sandboxFaults": closed(["faults": array("{\"type\": \"object\"}")]),
    "sandboxClock": closed(["advanced": text]),
    "sandboxState": closed([
      "seed": text, "deterministic": boolean, "now": text, "rooms": anyObjects,
      "merges": anyObjects,
      "sessions": anyObjects, "recordings": anyObjects, "faults": anyObjects,
    ]),
    "tokenClaims": closed([("apiKey", text)] + claims + [("problems", texts)]),
    "identity": closed(
      [
        ("target", text), ("endpoint", text), ("reason", text), ("credentials", optionalText),
        ("apiKeyEnding", optionalText), ("renewed", boolean), ("cannot", texts),
        (
          "sources",
          array(
            closed([
              ("source", text), ("holds", optionalText), ("used", boolean), ("outcome", text),
            ]))
        ),
      ], optional: [("token", closed(claims))]),
    "checkup": closed([
      ("healthy", boolean),
      (
        "findings",
        array(
          closed([
            ("area", text), ("verdict", "{\"enum\": [\"good\", \"bad\", \"note\"]}"),
            ("text", text), ("advice", optionalText),
          ]))
      ), ("identity", ref("identity")),
    ]),
    "apiRecording": open(
      [
        "id": text, "roomId": optionalText, "sessionId": optionalText,
        "participantId": optionalText, "kind": optionalText, "start": optionalText,
        "end": optionalText, "files": "{\"type\": [\"array\", \"null\"]}",
      ], required: ["id"]),
    "apiRoom": open(
      [
        "roomId": text, "customRoomId": optionalText, "disabled": boolean,
        "createdAt": optionalText, "updatedAt": optionalText, "id": optionalText,
      ], required: ["roomId"]),
    "apiSession": open(
      [
        "id": text, "roomId": optionalText, "start": optionalText, "end": optionalText,
        "status": optionalText, "participants": "{\"type\": \"array\"}",
      ], required: ["id"]),
    "apiParticipant": open(
      ["participantId": text, "name": optionalText, "timelog": "{\"type\": \"array\"}"],
      required: ["participantId"]),
  ]

  /// What a token says of itself, but for its key.
  private static let claims: [Member] = [
    ("algorithm", optionalText), ("version", "{\"type\": [\"integer\", \"null\"]}"),
    ("roles", "{\"type\": [\"array\", \"null\"], \"items\": \(text)}"), ("permissions", texts),
    ("room", optionalText), ("participant", optionalText),
    ("secondsLeft", "{\"type\": [\"integer\", \"null\"]}"),
  ]

  private typealias Member = (name: String, schema: String)

  private static let text = "{\"type\": \"string\"}"
  private static let optionalText = "{\"type\": [\"string\", \"null\"]}"
  private static let boolean = "{\"type\": \"boolean\"}"
  private static let count = "{\"type\": \"integer\", \"minimum\": 0}"
  private static let texts = array(text)
  private static let anyObjects = array("{\"type\": \"object\"}")

  /// What was found, what was stopped, and what became of the rest; an array of them where one command says several.
  private static let recovery = [list("recovered"), list("trackAnswer"), list("recoveryFate")]
    .joined(separator: ", ")

  private static func ref(_ name: String) -> String { "{\"$ref\": \"#/$defs/\(name)\"}" }

  private static func list(_ name: String) -> String { array(ref(name)) }

  private static func array(_ items: String) -> String {
    "{\"type\": \"array\", \"items\": \(items)}"
  }

  /// An object with these members and no other.
  private static func closed(
    _ required: KeyValuePairs<String, String>, optional: KeyValuePairs<String, String> = [:]
  ) -> String {
    closed(required.map { ($0.key, $0.value) }, optional: optional.map { ($0.key, $0.value) })
  }

  private static func closed(_ required: [Member], optional: [Member] = []) -> String {
    object(required + optional, required.map(\.name)) + ", \"additionalProperties\": false}"
  }

  /// An object of the service's with at least these members.
  private static func open(
    _ members: KeyValuePairs<String, String>, required: [String]
  ) -> String {
    object(members.map { ($0.key, $0.value) }, required)
      + ", \"$comment\": \"the service's own object as it came\"}"
  }

  private static func object(_ members: [(String, String)], _ required: [String]) -> String {
    let names = required.map { "\"\($0)\"" }.joined(separator: ", ")
    let properties = members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
    return
      "{\"type\": \"object\", \"required\": [\(names)], \"properties\": {\(properties)}"
  }
}
