/// Any JSON value, with the members of an object in a fixed order.
///
/// Objects keep the order in which they were built or came, so a request body is always the same
/// bytes and an answer is printed as the service wrote it. Of members with one name the last counts,
/// at the place of the first.
public enum JSONValue: Sendable, Hashable {
  /// The literal `null`.
  case null
  /// A literal `true` or `false`.
  case bool(Bool)
  /// A number, exact.
  case number(JSONNumber)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([Member])

  /// One name and value of an object.
  public struct Member: Sendable, Hashable {
    /// The member's name.
    public let name: String
    /// The member's value.
    public let value: JSONValue

    /// Pairs a name with its value.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Parses a whole JSON text in UTF-8.
  ///
  /// - Throws: ``JSONParseError`` when the text is not JSON, has more than 128 levels, or is
  ///   followed by anything but white space.
  public init(parsing bytes: [UInt8]) throws(JSONParseError) {
    var parser = JSONParser(bytes)
    self = try parser.parseDocument()
  }

  /// How a member of an object stands there, or a member of a member: `presence(of: "meta", "format")`.
  public func presence(of path: String...) -> JSONPresence { presence(of: path[...]) }

  func presence(of path: ArraySlice<String>) -> JSONPresence {
    var value: JSONValue? = self
    for name in path { value = value?[name] }
    return switch value {
    case nil: .absent
    case .null?: .null
    case .string("")?, .array([])?, .object([])?: .empty
    case .bool?, .number?, .string?, .array?, .object?: .present
    }
  }

  /// The value of an object's member, or nil when there is none or this is no object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// A whole number.
  public static func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  /// A number with the digits of a double; null for what is no number, as ECMAScript has it.
  public static func number(_ value: Double) -> JSONValue {
    JSONNumber(value).map { .number($0) } ?? .null
  }

  /// Builds an object of the members that have a value, in the order given.
  public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { pair in pair.value.map { Member(name: pair.key, value: $0) } })
  }
}

/// How a member stands in an object: JSON tells apart what is not there, what is null and what is empty.
public enum JSONPresence: Sendable, Hashable {
  /// The object has no such member.
  case absent
  /// The member is null.
  case null
  /// The member is a text, an array or an object without anything in it.
  case empty
  /// The member has a value.
  case present
}
