/// A word from a set that the service may extend; a word not known here is kept as it was written.
public protocol WireWord: Hashable, Sendable, CustomStringConvertible {
  /// The documented words, in the documentation's order.
  static var known: [Self] { get }

  /// A word that this library does not know.
  static func other(_ wireName: String) -> Self

  /// The word in requests and answers.
  var wireName: String { get }
}

extension WireWord {
  /// Reads a wire name; one that is not documented is kept.
  @inlinable
  public init(_ wireName: String) {
    self = Self.known.first { $0.wireName == wireName } ?? .other(wireName)
  }

  /// The wire name.
  public var description: String { wireName }
}
