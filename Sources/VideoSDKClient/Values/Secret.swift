/// A text that must not be shown, printed or logged.
public struct Secret: Sendable, Hashable {
  /// What stands where a secret was.
  static let placeholder = "[redacted]"

  private let text: String

  /// Wraps a secret text.
  public init(_ text: String) { self.text = text }

  /// The text itself, for the one place that needs it.
  public func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// A placeholder.
  public var description: String { Self.placeholder }
  /// A placeholder.
  public var debugDescription: String { Self.placeholder }
  /// Nothing, so that `dump` cannot show the text.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
