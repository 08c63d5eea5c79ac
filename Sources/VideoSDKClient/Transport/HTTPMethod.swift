/// The request methods that the API uses.
public enum HTTPMethod: String, Sendable, Hashable {
  /// Reads.
  case get = "GET"
  /// Acts.
  case post = "POST"
  /// Removes.
  case delete = "DELETE"
}
