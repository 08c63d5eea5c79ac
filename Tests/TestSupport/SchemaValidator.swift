public import VideoSDKClient

/// Holds a value against a JSON Schema, as far as the schema of this project goes: a keyword it does not know is a finding.
public struct SchemaValidator: Sendable {
  private let schema: JSONValue

  /// Takes a schema that is an object.
  public init(_ schema: JSONValue) { self.schema = schema }

  /// What does not fit, each with its place; empty for a value that does.
  public func findings(in value: JSONValue) -> [String] { check(value, schema, "") }

  private static let silent: Set<String> = [
    "$schema", "$comment", "title", "$defs", "then", "else",
  ]

  private func check(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
    switch schema {
    case .bool(true): return []
    case .bool(false): return ["\(place): nothing is allowed"]
    case .object(let members):
      return members.flatMap { member in
        Self.silent.contains(member.name) ? [] : apply(member, of: schema, to: value, place)
      }
    default: return ["\(place): a schema that is no object"]
    }
  }

  private func apply(
    _ keyword: JSONValue.Member, of schema: JSONValue, to value: JSONValue, _ place: String
  ) -> [String] {
    let rule = keyword.value
    switch keyword.name {
    case "$ref": return check(value, resolve(rule), place)
    case "type": return expect(hasType(value, rule), place, "is no \(rule.text)")
    case "const": return expect(value == rule, place, "is not \(rule.text)")
    case "enum": return expect(rule.elements.contains(value), place, "is none of \(rule.text)")
    case "required":
      return rule.elements.filter { name in
        if case .object = value { value[name.plain] == nil } else { false }
      }.map { "\(place): lacks \($0.plain)" }
    case "properties": return properties(rule, value, place)
    case "additionalProperties": return additional(rule, schema, value, place)
    case "items":
      return value.elements.enumerated().flatMap { check($1, rule, "\(place)[\($0)]") }
    case "oneOf", "anyOf", "allOf", "not", "if":
      return combine(keyword.name, rule, schema, value, place)
    default: return limit(keyword.name, rule, value, place)
    }
  }

  private func properties(_ rule: JSONValue, _ value: JSONValue, _ place: String) -> [String] {
    rule.members.flatMap { member in
      value[member.name].map { check($0, member.value, "\(place).\(member.name)") } ?? []
    }
  }

  private func additional(
    _ rule: JSONValue, _ schema: JSONValue, _ value: JSONValue, _ place: String
  ) -> [String] {
    let known = Set((schema["properties"]?.members ?? []).map(\.name))
    return value.members.filter { !known.contains($0.name) }
      .flatMap { check($0.value, rule, "\(place).\($0.name)") }
  }

  private func combine(
    _ name: String, _ rule: JSONValue, _ schema: JSONValue, _ value: JSONValue, _ place: String
  ) -> [String] {
    let each = rule.elements.map { check(value, $0, place) }
    switch name {
    case "allOf": return each.flatMap { $0 }
    case "not": return expect(!check(value, rule, place).isEmpty, place, "fits \(rule.text)")
    case "if":
      let branch = check(value, rule, place).isEmpty ? "then" : "else"
      return schema[branch].map { check(value, $0, place) } ?? []
    default:
      let fitting = each.count(where: \.isEmpty)
      guard fitting != 1, name == "oneOf" || fitting == 0 else { return [] }
      return ["\(place): fits \(fitting) of \(name): \(each.map { $0.joined(separator: "; ") })"]
    }
  }

  private func limit(
    _ name: String, _ rule: JSONValue, _ value: JSONValue, _ place: String
  ) -> [String] {
    let found = "\(value.text) breaks \(name) \(rule.text)"
    switch (name, value, rule) {
    case ("minimum", .number(let number), .number(let least)):
      return expect(number >= least, place, found)
    case ("maximum", .number(let number), .number(let most)):
      return expect(number <= most, place, found)
    case ("minLength", .string(let text), .number(let least)):
      return expect(JSONNumber(text.unicodeScalars.count) >= least, place, found)
    case ("minItems", .array(let elements), .number(let least)):
      return expect(JSONNumber(elements.count) >= least, place, found)
    case ("maxItems", .array(let elements), .number(let most)):
      return expect(JSONNumber(elements.count) <= most, place, found)
    case ("pattern", .string(let text), .string(let pattern)):
      guard let regex = try? Regex(pattern) else { return ["\(place): no regex: \(pattern)"] }
      return expect(text.firstMatch(of: regex) != nil, place, found)
    case ("minimum", _, _), ("maximum", _, _), ("minLength", _, _), ("minItems", _, _),
      ("maxItems", _, _), ("pattern", _, _):
      return []
    default: return ["\(place): the schema has the unknown keyword \(name)"]
    }
  }

  private func expect(_ holds: Bool, _ place: String, _ finding: String) -> [String] {
    holds ? [] : ["\(place): \(finding)"]
  }

  private func resolve(_ reference: JSONValue) -> JSONValue {
    let name = reference.plain.split(separator: "/").last.map { String($0) } ?? ""
    return schema["$defs"]?[name] ?? .bool(false)
  }

  private func hasType(_ value: JSONValue, _ rule: JSONValue) -> Bool {
    if case .array(let types) = rule { return types.contains { hasType(value, $0) } }
    switch (rule.plain, value) {
    case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array),
      ("object", .object), ("number", .number):
      return true
    case ("integer", .number(let number)): return number.integer != nil
    default: return false
    }
  }
}

extension JSONValue {
  fileprivate var members: [Member] { if case .object(let members) = self { members } else { [] } }

  fileprivate var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  fileprivate var plain: String { if case .string(let text) = self { text } else { "" } }

  fileprivate var text: String { String(decoding: encoded(), as: UTF8.self) }
}
