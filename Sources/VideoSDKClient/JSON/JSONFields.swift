/// What an object of the service's holds, read from its members.
protocol JSONReadable: Sendable {
  init(_ fields: JSONFields) throws(ClientError)
}

/// Reads the members of a JSON object, treating an absent member and a null one alike.
///
/// A member of the wrong type is a ``ClientError/malformed(path:reason:)`` naming its place.
struct JSONFields {
  let value: JSONValue
  let path: String

  init(_ value: JSONValue, path: String = "") throws(ClientError) {
    guard case .object = value else {
      throw .malformed(path: path, reason: "expected an object, found \(value.kindName)")
    }
    self.value = value
    self.path = path
  }

  func place(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// A string; a number is taken as its digits, because some identifiers look like numbers.
  func string(_ name: String) throws(ClientError) -> String? {
    switch value[name] {
    case nil, .null?: return nil
    case .string(let text)?: return text
    case .number(let number)?: return number.description
    case let found?: throw mismatch(name, "a string", found)
    }
  }

  /// A string under either of two names: the service has leftovers of its database's names.
  func string(_ name: String, or other: String) throws(ClientError) -> String? {
    if let text = try string(name) { return text }
    return try string(other)
  }

  func number(_ name: String) throws(ClientError) -> Double? {
    switch value[name] {
    case nil, .null?: return nil
    case .number(let number)?:
      guard let double = number.double else { throw mismatch(name, "a number", .number(number)) }
      return double
    case let found?: throw mismatch(name, "a number", found)
    }
  }

  func integer(_ name: String) throws(ClientError) -> Int? {
    switch value[name] {
    case nil, .null?: return nil
    case .number(let number)?:
      guard let integer = number.integer else {
        throw mismatch(name, "an integer", .number(number))
      }
      return integer
    case let found?: throw mismatch(name, "a number", found)
    }
  }

  func bool(_ name: String) throws(ClientError) -> Bool? {
    switch value[name] {
    case nil, .null?: return nil
    case .bool(let flag)?: return flag
    case let found?: throw mismatch(name, "true or false", found)
    }
  }

  func date(_ name: String) throws(ClientError) -> WireDate? {
    switch value[name] {
    case nil, .null?: return nil
    case .string(let text)?: return WireDate(text)
    case .number(let milliseconds)?:
      return WireDate(milliseconds.description, milliseconds: milliseconds.double)
    case let found?: throw mismatch(name, "a date", found)
    }
  }

  func fields(_ name: String) throws(ClientError) -> JSONFields? {
    switch value[name] {
    case nil, .null?: return nil
    case let found?: return try JSONFields(found, path: place(of: name))
    }
  }

  /// What an object holds.
  func read<Value: JSONReadable>(_ name: String) throws(ClientError) -> Value? {
    guard let fields = try fields(name) else { return nil }
    return try Value(fields)
  }

  /// The elements of an array of objects; an absent array is an empty one.
  func array<Element: JSONReadable>(_ name: String) throws(ClientError) -> [Element] {
    switch value[name] {
    case nil, .null?: return []
    case .array(let values)?:
      var elements: [Element] = []
      for (index, element) in values.enumerated() {
        elements.append(
          try Element(JSONFields(element, path: "\(place(of: name))[\(index)]")))
      }
      return elements
    case let found?: throw mismatch(name, "an array", found)
    }
  }

  /// The strings of an array; an absent array is an empty one.
  func strings(_ name: String) throws(ClientError) -> [String] {
    switch value[name] {
    case nil, .null?: return []
    case .array(let values)?:
      var strings: [String] = []
      for (index, element) in values.enumerated() {
        guard case .string(let text) = element else {
          throw mismatch("\(name)[\(index)]", "a string", element)
        }
        strings.append(text)
      }
      return strings
    case let found?: throw mismatch(name, "an array", found)
    }
  }

  func required<Value>(_ found: Value?, _ name: String) throws(ClientError) -> Value {
    guard let found else { throw .malformed(path: place(of: name), reason: "missing") }
    return found
  }

  private func mismatch(_ name: String, _ expected: String, _ found: JSONValue) -> ClientError {
    .malformed(
      path: place(of: name), reason: "expected \(expected), found \(found.kindName)")
  }
}

extension JSONValue {
  /// What the value is, for a sentence.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): Self.shortened(value.description)
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// A number may have as many digits as an answer has bytes.
  private static func shortened(_ digits: String) -> String {
    digits.utf8.count > 40 ? "\(digits.prefix(40))…" : digits
  }
}
