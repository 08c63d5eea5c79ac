/// Something that the service tells of, as fields that a program can use and as the JSON that it came in.
///
/// A field is nil where it is null and where it is absent: there is no value either way. Where the difference
/// says something, ``presence(of:)`` tells which it is, and ``json`` is printed as it came. Two records are equal when they
/// came alike, to the order of their fields.
public protocol WireRecord: Sendable, Equatable {
  /// The record as it came, with the fields that its type does not know.
  var json: JSONValue { get }
}

extension WireRecord {
  /// Whether the service sent a field, and whether there is anything in it.
  ///
  /// - Parameter path: the service's name of the field, such as `fileUrl`; where it stands within another, the
  ///   names of both.
  public func presence(of path: String...) -> JSONPresence { json.presence(of: path[...]) }
}
