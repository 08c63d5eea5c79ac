extension Client {
  /// Prepares to fetch a file of a recording; nothing happens before the sequence is read.
  ///
  /// The token is never sent: the file's address is all that its server wants to see.
  ///
  /// - Parameters:
  ///   - file: A file that a record names.
  ///   - path: Where the file is to be; there must be nothing yet.
  public func download(_ file: RecordingFile, to path: String) -> FileDownload {
    FileDownload(client: self, url: file.fileURL, size: file.size, path: path)
  }

  /// Prepares to fetch the file at an address, such as one from a webhook.
  ///
  /// - Parameters:
  ///   - url: `https`, or `http` on this machine.
  ///   - size: How long the file must be, in bytes; nil when that is not known.
  ///   - path: Where the file is to be; there must be nothing yet.
  public func download(from url: String, size: Int? = nil, to path: String) -> FileDownload {
    FileDownload(client: self, url: url, size: size, path: path)
  }
}

/// The download of one file, as the sequence of its progress.
///
/// The file grows beside its target under a name with `.vsdk-part` and gets its own name when all of it
/// is there. What an earlier try left is kept when the server can go on from there and its end is
/// the same. Bytes are fetched only as the sequence is read; the last element is complete.
public struct FileDownload: AsyncSequence, Sendable {
  /// How far it has come.
  public typealias Element = DownloadProgress
  /// What it may fail with.
  public typealias Failure = DownloadError

  let client: Client
  let url: String?
  let size: Int?
  let path: String

  /// Starts, or goes on with what an earlier try left.
  public func makeAsyncIterator() -> Iterator { Iterator(download: self) }

  /// Fetches all of the file without telling how far it has come.
  ///
  /// - Returns: The length in bytes.
  public func finish() async throws(DownloadError) -> Int {
    var iterator = makeAsyncIterator()
    var received = 0
    while let progress = try await iterator.next() { received = progress.receivedBytes }
    return received
  }

  /// Fetches the file part by part.
  public struct Iterator: AsyncIteratorProtocol {
    private enum Stage {
      case prepared(FileDownload)
      case running(FileTransfer)
      case over
    }

    private var stage: Stage

    init(download: FileDownload) { stage = .prepared(download) }

    /// Waits for more of the file; nil after the element that is complete.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(DownloadError) -> DownloadProgress? {
      let current = stage
      stage = .over
      switch current {
      case .prepared(let download):
        let transfer = try FileTransfer(download)
        stage = .running(transfer)
        return transfer.progress
      case .running(var transfer):
        let progress = try await transfer.advance()
        if !progress.isComplete { stage = .running(transfer) }
        return progress
      case .over:
        return nil
      }
    }
  }
}

/// How far a download has come.
public struct DownloadProgress: Sendable, Hashable {
  /// How many bytes are stored, with those of an earlier try that were kept.
  public let receivedBytes: Int
  /// How many bytes the file has; nil while nobody has said.
  public let totalBytes: Int?
  /// Whether the whole file is at its target.
  public let isComplete: Bool
}
