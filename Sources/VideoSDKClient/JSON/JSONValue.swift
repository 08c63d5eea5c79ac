/// Any JSON value, with the members of an object in a fixed order.
///
/// Objects built by a program keep the order they were built in, so a request body is always the
/// same bytes; objects that were parsed have their members sorted by name.
public enum JSONValue: Sendable, Equatable {
  /// The literal `null`.
  case null
  /// A literal `true` or `false`.
  case bool(Bool)
  /// A number, with the precision of a double.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([Member])

  /// One name and value of an object.
  public struct Member: Sendable, Equatable {
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

  /// The value of an object's member, or nil when there is none or this is no object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// Builds an object of the members that have a value, in the order given.
  public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { pair in pair.value.map { Member(name: pair.key, value: $0) } })
  }
}
