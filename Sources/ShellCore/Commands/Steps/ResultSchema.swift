/// What the `result` of a command is, as a part of a JSON Schema, with the definitions that it refers to.
///
/// Objects that the service made are passed on as they came: their own names are described, and more may be there.
struct ResultSchema: Sendable {
  /// Empty for a command that has no result.
  let text: String
  private(set) var definitions: [Definition] = []

  /// A part that has a name, because several refer to it or because it is long.
  struct Definition: Sendable {
    let name: String
    let text: String
  }

  typealias Member = (name: String, schema: ResultSchema)

  init(_ text: String, with parts: [ResultSchema] = []) {
    self.text = text
    for definition in parts.flatMap(\.definitions) where !definitions.has(definition.name) {
      definitions.append(definition)
    }
  }

  /// No result.
  static let none = ResultSchema("")
  static let string = ResultSchema("{\"type\": \"string\"}")
  static let optionalString = ResultSchema("{\"type\": [\"string\", \"null\"]}")
  static let boolean = ResultSchema("{\"type\": \"boolean\"}")
  static let count = ResultSchema("{\"type\": \"integer\", \"minimum\": 0}")
  static let optionalInteger = ResultSchema("{\"type\": [\"integer\", \"null\"]}")
  static let strings = list(of: string)
  static let anyObjects = list(of: ResultSchema("{\"type\": \"object\"}"))

  /// One of these words.
  static func words(_ words: String...) -> ResultSchema { self.words(words) }

  static func words(_ words: [String]) -> ResultSchema {
    ResultSchema("{\"enum\": [\(words.map { "\"\($0)\"" }.joined(separator: ", "))]}")
  }

  static func list(of items: ResultSchema, atLeast count: Int = 0) -> ResultSchema {
    let least = count > 0 ? ", \"minItems\": \(count)" : ""
    return ResultSchema(
      "{\"type\": \"array\", \"items\": \(items.text)\(least)}", with: [items])
  }

  static func anyOf(_ parts: ResultSchema...) -> ResultSchema {
    ResultSchema("{\"anyOf\": [\(parts.map(\.text).joined(separator: ", "))]}", with: parts)
  }

  /// A part that is defined elsewhere.
  static func reference(_ name: String) -> ResultSchema {
    ResultSchema("{\"$ref\": \"#/$defs/\(name)\"}")
  }

  /// Refers to a definition by its name.
  static func defined(_ name: String, _ schema: ResultSchema) -> ResultSchema {
    var defined = ResultSchema(reference(name).text, with: [schema])
    defined.definitions.append(Definition(name: name, text: schema.text))
    return defined
  }

  /// An object with these members and no other.
  static func closed(
    _ required: KeyValuePairs<String, ResultSchema>,
    optional: KeyValuePairs<String, ResultSchema> = [:], comment: String? = nil
  ) -> ResultSchema {
    closed(
      required.map { ($0.key, $0.value) }, optional: optional.map { ($0.key, $0.value) },
      comment: comment)
  }

  static func closed(
    _ required: [Member], optional: [Member] = [], comment: String? = nil
  ) -> ResultSchema {
    object(
      required + optional, required.map(\.name), "\"additionalProperties\": false",
      comment: comment)
  }

  /// An object of the service's with at least these members.
  static func open(
    _ members: KeyValuePairs<String, ResultSchema>, required: [String]
  ) -> ResultSchema {
    object(
      members.map { ($0.key, $0.value) }, required, nil,
      comment: "the service's own object as it came")
  }

  private static func object(
    _ members: [Member], _ required: [String], _ rule: String?, comment: String?
  ) -> ResultSchema {
    let names = required.map { "\"\($0)\"" }.joined(separator: ", ")
    let properties = members.map { "\"\($0.name)\": \($0.schema.text)" }.joined(separator: ", ")
    let parts = [
      comment.map { "\"$comment\": \"\($0)\"" }, "\"type\": \"object\"",
      "\"required\": [\(names)]", "\"properties\": {\(properties)}", rule,
    ].compactMap(\.self)
    return ResultSchema("{\(parts.joined(separator: ", "))}", with: members.map(\.schema))
  }
}

extension [ResultSchema.Definition] {
  /// Whether something is defined by that name.
  func has(_ name: String) -> Bool { contains { $0.name == name } }
}
