/// The JSON Schema (draft 2020-12) of every line that `--output json` prints.
///
/// Written by hand, beside the code that writes the lines: a test holds every line of every other test against it.
public enum OutputSchema {
  /// The schema, laid out for people, with a line end.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "a line of vsdk --output json",
      "oneOf": [
        {"$ref": "#/$defs/command"},
        {"$ref": "#/$defs/mistake"},
        {"$ref": "#/$defs/plan"},
        {"$ref": "#/$defs/checked"},
        {"$ref": "#/$defs/listening"},
        {"$ref": "#/$defs/checkup"},
        {"$ref": "#/$defs/revealed"}
      ],
      "$defs": {
    \(definitions.map { "    \"\($0.key)\": \(indented($0.value))" }.joined(separator: ",\n"))
      }
    }

    """

  private static var definitions: [(key: String, value: String)] {
    lines.map { ($0.key, $0.value) } + [("command", command)]
      + ResultSchema("", with: CommandTable.results.map(\.schema)).definitions
      .map { ($0.name, $0.text) }
  }

  /// A command that was run; what its `result` holds depends on its verb.
  private static let command = """
    {
      "$comment": "a command that was run, and what came of it",
      "type": "object",
      "required": ["source", "line", "command", "ok", "state"],
      "properties": {
        "source": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "command": {"type": "string", "minLength": 1},
        "ok": {"type": "boolean"},
        "http": {"type": "integer", "minimum": 100, "maximum": 599},
        "ms": {"type": "number", "minimum": 0},
        "attempts": {"type": "array", "items": {"$ref": "#/$defs/attempt"}, "minItems": 2},
        "result": true,
        "error": {"$ref": "#/$defs/error"},
        "errors": {"type": "array", "items": {"$ref": "#/$defs/error"}, "minItems": 2},
        "state": {
          "type": "object",
          "required": ["room", "participant", "running"],
          "properties": {
            "room": {"type": ["string", "null"]},
            "participant": {"type": ["string", "null"]},
            "running": {"type": "integer", "minimum": 0}
          },
          "additionalProperties": false
        }
      },
      "additionalProperties": false,
      "allOf": [
        {
          "if": {"properties": {"ok": {"const": true}}},
          "then": {"not": {"anyOf": [{"required": ["error"]}, {"required": ["errors"]}]}},
          "else": {"required": ["error"]}
        },
    \(CommandTable.results.map { "    " + rule($0.verb, $0.schema.text) }.joined(separator: ",\n"))
      ]
    }
    """

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

  private static let lines: KeyValuePairs = [
    "attempt": """
    {
      "$comment": "each attempt of a request that was sent more than once, with its status or why no answer came",
      "type": "object",
      "required": ["operation", "ms"],
      "properties": {
        "operation": {"type": "string"},
        "about": {"type": "string"},
        "http": {"type": "integer", "minimum": 100, "maximum": 599},
        "cause": {
          "enum": [
            "refused", "unreachable", "unresolved", "tls", "timed-out", "connection-lost", "malformed",
            "interrupted"
          ]
        },
        "ms": {"type": "number", "minimum": 0}
      },
      "additionalProperties": false
    }
    """,
    "error": """
    {
      "type": "object",
      "required": ["category", "code", "message"],
      "properties": {
        "category": {
          "enum": ["usage", "script", "transport", "expectation", "api", "leak", "internal"]
        },
        "code": {"type": "string", "minLength": 1},
        "message": {"type": "string"},
        "hint": {"type": "string"},
        "tolerated": {"const": true}
      },
      "additionalProperties": false
    }
    """,
    "mistake": """
    {
      "$comment": "a mistake that belongs to no command that was run, such as one found by the check",
      "type": "object",
      "required": ["ok", "error"],
      "properties": {
        "source": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "ok": {"const": false},
        "error": {"$ref": "#/$defs/error"}
      },
      "additionalProperties": false
    }
    """,
    "plan": """
    {
      "$comment": "a request of vsdk run --dry-run",
      "type": "object",
      "required": ["source", "line", "command", "method", "origin", "target"],
      "properties": {
        "source": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "command": {"type": "string", "minLength": 1},
        "method": {"enum": ["GET", "POST", "DELETE"]},
        "origin": {"type": ["string", "null"]},
        "target": {"type": "string", "pattern": "^/"},
        "body": true
      },
      "additionalProperties": false
    }
    """,
    "checked": """
    {
      "$comment": "a script without mistakes, from vsdk check, and what it can reach",
      "type": "object",
      "required": [
        "source", "ok", "parameters", "sendsTo", "secrets", "includes", "writes", "listens",
        "webhooks", "forgets"
      ],
      "properties": {
        "source": {"type": "string"},
        "ok": {"const": true},
        "parameters": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "default"],
            "properties": {
              "name": {"type": "string"},
              "default": {"type": ["string", "null"]}
            },
            "additionalProperties": false
          }
        },
        "sendsTo": {"type": "array", "items": {"type": "string"}},
        "secrets": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["source", "name", "from"],
            "properties": {
              "source": {"type": "string"},
              "name": {"type": "string"},
              "from": {"type": "string"}
            },
            "additionalProperties": false
          }
        },
        "includes": {"type": "array", "items": {"type": "string"}},
        "writes": {"type": "array", "items": {"type": "string"}},
        "listens": {"type": "array", "items": {"type": "string"}},
        "webhooks": {"type": "array", "items": {"type": "string"}},
        "forgets": {"type": "array", "items": {"type": "string"}}
      },
      "additionalProperties": false
    }
    """,
    "revealed": """
    {
      "$comment": "a token that was asked for with reveal, before the line of its command",
      "type": "object",
      "required": ["token"],
      "properties": {"token": {"type": "string"}},
      "additionalProperties": false
    }
    """,
    "listening": """
    {
      "$comment": "the line of vsdk sandbox, once it accepts connections",
      "type": "object",
      "required": ["endpoint", "apiKey", "secret", "rooms"],
      "properties": {
        "endpoint": {"type": "string"},
        "apiKey": {"type": "string"},
        "secret": {"type": "string"},
        "rooms": {"type": "array", "items": {"type": "string"}}
      },
      "additionalProperties": false
    }
    """,
  ]

  private static func indented(_ text: String) -> String { text.replacing("\n", with: "\n    ") }
}
