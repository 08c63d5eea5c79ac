/// A key, a secret or a token as it is kept somewhere: in a variable, a file, a clipboard.
public enum CredentialText {
  /// The text without what surrounds it unseen: white space, line breaks, other control characters,
  /// and the marks of no width that editors leave.
  ///
  /// None of these can be the end of a credential, and each of them makes the service refuse it.
  public static func trim(_ text: String) -> String {
    var rest = text.unicodeScalars[...]
    while let first = rest.first, isUnseen(first) { rest.removeFirst() }
    while let last = rest.last, isUnseen(last) { rest.removeLast() }
    return String(rest)
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      || ["\u{FEFF}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}"].contains(scalar)
  }
}
