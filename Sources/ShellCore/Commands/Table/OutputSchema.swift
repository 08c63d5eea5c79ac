import VideoSDKClient

/// The JSON Schema (draft 2020-12) of every line that `--output json` prints.
///
/// Written beside the code that writes the lines: a test holds every line of every other test against it.
public enum OutputSchema {
  /// The schema, laid out for people, with a line end.
  public static let text =
    (try? JSONValue(parsing: Array(compact.utf8))).map {
      JSONText.laidOut($0) + "\n"
    } ?? compact

  private static var compact: String {
    let forms = ["command", "mistake", "plan", "checked", "listening", "checkup", "revealed"]
    let definitions =
      lines.map { "\"\($0.key)\": \($0.value.text)" } + ["\"command\": \(command)"]
      + ResultSchema("", with: CommandTable.results.map(\.schema)).definitions
      .map { "\"\($0.name)\": \($0.text)" }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a line of vsdk --output json",
        "oneOf": [\(forms.map { ResultSchema.reference($0).text }.joined(separator: ", "))],
        "$defs": {\(definitions.joined(separator: ", "))}
      }
      """
  }

  /// A command that was run; what its `result` holds depends on its verb.
  private static var command: String {
    let members = ResultSchema.closed(
      [
        "source": .string, "line": place, "command": filled, "ok": .boolean,
        "state": .closed([
          "room": .optionalString, "participant": .optionalString, "running": .count,
        ]),
      ],
      optional: [
        "http": status, "ms": amount, "attempts": .list(of: .reference("attempt"), atLeast: 2),
        "result": anything, "error": .reference("error"),
        "errors": .list(of: .reference("error"), atLeast: 2),
      ], comment: "a command that was run, and what came of it")
    let failure = """
      {
        "if": {"properties": {"ok": {"const": true}}},
        "then": {"not": {"anyOf": [{"required": ["error"]}, {"required": ["errors"]}]}},
        "else": {"required": ["error"]}
      }
      """
    let rules = [failure] + CommandTable.results.map { rule($0.verb, $0.schema.text) }
    return members.text.dropLast() + ", \"allOf\": [\(rules.joined(separator: ", "))]}"
  }

  /// What the `result` of a verb must be; an empty schema stands for none at all.
  private static func rule(_ verb: String, _ result: String) -> String {
    let pattern = "^((try|defer|watch)\\\\s+)*\(verb)(\\\\s|$)"
    let then =
      result.isEmpty
      ? "{\"not\": {\"required\": [\"result\"]}}" : "{\"properties\": {\"result\": \(result)}}"
    return """
      {"if": {"properties": {"command": {"pattern": "\(pattern)"}}}, "then": \(then)}
      """
  }

  private static let lines: KeyValuePairs<String, ResultSchema> = [
    "attempt": .closed(
      ["operation": .string, "ms": amount],
      optional: [
        "about": .string, "http": status,
        "cause": .words(
          "refused", "unreachable", "unresolved", "tls", "timed-out", "connection-lost",
          "malformed", "interrupted"),
      ],
      comment:
        "each attempt of a request that was sent more than once, with its status or why no answer came"
    ),
    "error": .closed(
      [
        "category": .words(ExitStatus.Category.allCases.map(\.rawValue)), "code": filled,
        "message": .string,
      ], optional: ["hint": .string, "tolerated": always(true)]),
    "mistake": .closed(
      ["ok": always(false), "error": .reference("error")],
      optional: ["source": .string, "line": place, "column": place],
      comment: "a mistake that belongs to no command that was run, such as one found by the check"),
    "plan": .closed(
      [
        "source": .string, "line": place, "command": filled,
        "method": .words("GET", "POST", "DELETE"), "origin": .optionalString,
        "target": ResultSchema("{\"type\": \"string\", \"pattern\": \"^/\"}"),
      ], optional: ["body": anything], comment: "a request of vsdk run --dry-run"),
    "checked": .closed(
      [
        "source": .string, "ok": always(true),
        "parameters": .list(of: .closed(["name": .string, "default": .optionalString])),
        "sendsTo": .strings,
        "secrets": .list(of: .closed(["source": .string, "name": .string, "from": .string])),
        "includes": .strings, "writes": .strings, "listens": .strings,
        "webhooks": .strings, "forgets": .strings,
      ], comment: "a script without mistakes, from vsdk check, and what it can reach"),
    "revealed": .closed(
      ["token": .string],
      comment: "a token that was asked for with reveal, before the line of its command"),
    "listening": .closed(
      ["endpoint": .string, "apiKey": .string, "secret": .string, "rooms": .strings],
      optional: ["page": .string],
      comment: "the line of vsdk sandbox, once it accepts connections"),
  ]

  private static let anything = ResultSchema("true")
  private static let place = ResultSchema("{\"type\": \"integer\", \"minimum\": 1}")
  private static let filled = ResultSchema("{\"type\": \"string\", \"minLength\": 1}")
  private static let amount = ResultSchema("{\"type\": \"number\", \"minimum\": 0}")
  private static let status = ResultSchema(
    "{\"type\": \"integer\", \"minimum\": 100, \"maximum\": 599}")

  private static func always(_ value: Bool) -> ResultSchema {
    ResultSchema("{\"const\": \(value)}")
  }
}
