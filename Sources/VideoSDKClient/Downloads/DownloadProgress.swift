/// How far a download has come.
public struct DownloadProgress: Sendable, Hashable {
  /// How many bytes are stored, with those of an earlier try that were kept.
  public let receivedBytes: Int
  /// How many bytes the file has; nil while nobody has said.
  public let totalBytes: Int?
  /// Whether the whole file is at its target.
  public let isComplete: Bool
}
