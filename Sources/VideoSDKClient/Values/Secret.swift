/// A text that must not be shown, printed or logged.
public struct Secret: Sendable, Hashable {
  private let text: String

  /// Wraps a secret text.
  public init(_ text: String) { self.text = text }

  /// The text itself, for the one place that needs it.
  public func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// A placeholder.
  public var description: String { Redaction.placeholder }
  /// A placeholder.
  public var debugDescription: String { Redaction.placeholder }
  /// Nothing, so that `dump` cannot show the text.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
