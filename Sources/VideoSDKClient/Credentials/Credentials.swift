/// What proves to the service who is asking.
public enum Credentials: Sendable, Hashable {
  /// A token made elsewhere; it is never renewed.
  case token(AccessToken)
  /// A project's key and secret; tokens are made from them as needed.
  case keyPair(apiKey: String, secret: Secret)
}
