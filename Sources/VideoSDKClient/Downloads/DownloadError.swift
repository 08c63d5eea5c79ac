/// Why a file could not be fetched, as facts.
public enum DownloadError: Error, Sendable, Equatable {
  /// The record names no address: the file lies in the customer's own storage.
  case noAddress
  /// The address is not one of `http` or `https` without user information.
  case badAddress(String)
  /// The file would come unencrypted from another machine.
  case insecure(Origin)
  /// There is a file at the target already; it was not touched.
  case targetExists(path: String)
  /// Another download to the same target runs.
  case busy(path: String)
  /// A file could not be opened, written or put in its place.
  case fileSystem(path: String, reason: String)
  /// The file is not as long as the record or its server says; both in bytes.
  case sizeMismatch(expected: Int, found: Int)
  /// The request failed, after the attempts that the retry policy allows.
  case request(ClientError)
}
