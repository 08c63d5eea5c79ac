/// Carries one download to its end: requests, resumptions, and the checks of what came.
///
/// The invariant: the part file is always the beginning of the file. Before more is appended to
/// what an earlier try left, its last bytes are fetched again and compared.
struct FileTransfer {
  private static let redirectLimit = 5
  private static let overlapLimit = 4_096
  /// A try that brought less than this counts as one of those in a row that the policy limits.
  private static let leastProgress = 65_536

  private let client: Client
  private let address: WebAddress
  private let part: PartFile
  private let expectedSize: Int?

  private var stream: HTTPStream?
  /// The bytes that must come first, because they are in the part file already.
  private var overlap: ArraySlice<UInt8> = []
  private var total: Int?
  private var entityTag: String?
  private var failures = 0
  private var sizeAtFailure = 0

  init(_ download: FileDownload) throws(DownloadError) {
    guard let url = download.url else { throw .noAddress }
    guard let address = WebAddress(url) else { throw .badAddress(url) }
    guard address.isSafe else { throw .insecure(address.origin) }
    client = download.client
    self.address = address
    part = try PartFile(for: download.path)
    expectedSize = download.size.map { max(0, $0) }
    total = expectedSize
    sizeAtFailure = part.size
  }

  var progress: DownloadProgress {
    DownloadProgress(receivedBytes: part.size, totalBytes: total, isComplete: false)
  }

  /// Waits for one more part, over as many requests as that takes.
  mutating func advance() async throws(DownloadError) -> DownloadProgress {
    while true {
      do throws(DownloadError) {
        if stream == nil { try await connect() }
        guard let bytes = try await read() else { return try complete() }
        if try store(bytes) { return progress }
      } catch .request(let error) {
        try await recover(from: error)
      }
    }
  }

  /// The next bytes; nil at the end of the file.
  private func read() async throws(DownloadError) -> [UInt8]? {
    guard let stream else { return nil }
    let bytes: [UInt8]?
    do {
      bytes = try await stream.next()
    } catch {
      throw .request(error)
    }
    let isShort = !overlap.isEmpty || total.map { part.size < $0 } ?? false
    if bytes == nil, isShort {
      throw .request(.connectionLost(address.origin, requestWasSent: true))
    }
    return bytes
  }

  /// Appends what is new; false when there was nothing new in it.
  private mutating func store(_ bytes: [UInt8]) throws(DownloadError) -> Bool {
    let again = bytes.prefix(overlap.count)
    guard again.elementsEqual(overlap.prefix(again.count)) else {
      // What lies here is the beginning of another file.
      try restart()
      return false
    }
    overlap = overlap.dropFirst(again.count)
    let fresh = bytes.dropFirst(again.count)
    if let total, part.size + fresh.count > total {
      part.discard()
      throw .sizeMismatch(expected: total, found: part.size + fresh.count)
    }
    try part.append(fresh)
    return !fresh.isEmpty
  }

  private mutating func restart() throws(DownloadError) {
    stream = nil
    overlap = []
    try part.empty()
    sizeAtFailure = 0
  }

  private mutating func complete() throws(DownloadError) -> DownloadProgress {
    stream = nil
    try part.commit()
    return DownloadProgress(receivedBytes: part.size, totalBytes: part.size, isComplete: true)
  }

  private mutating func recover(from error: ClientError) async throws(DownloadError) {
    stream = nil
    overlap = []
    if part.size - sizeAtFailure >= Self.leastProgress { failures = 0 }
    sizeAtFailure = part.size
    failures += 1
    var retryAfter: Duration?
    if case .http(_, let problem) = error { retryAfter = problem.retryAfter }
    let delay = client.retry.delay(
      attempt: failures, retryAfter: retryAfter, random: client.retry.random())
    guard error.mayPass, let delay else { throw .request(error) }
    do {
      try await client.pause(for: delay)
    } catch {
      throw .request(error)
    }
  }
}

// The requests.
extension FileTransfer {
  /// Asks for what is missing, from a little before it.
  private mutating func connect() async throws(DownloadError) {
    var address = address
    for _ in 0...Self.redirectLimit {
      let again = try part.tail(min(part.size, Self.overlapLimit))
      let first = part.size - again.count
      let stream = try await open(address, from: again.isEmpty ? nil : first)
      switch stream.status {
      case 200:
        try part.empty()
        try accept(stream, overlap: [], total: Self.length(stream))
        return
      case 206 where !again.isEmpty:
        guard let range = ContentRange(stream.header("Content-Range")), range.start == first else {
          throw .request(.malformed(path: "", reason: "another part of the file than asked for"))
        }
        try accept(stream, overlap: again[...], total: range.total)
        return
      case 416 where !again.isEmpty:
        // What lies here is longer than the file.
        try restart()
      case 301, 302, 303, 307, 308:
        address = try redirected(from: address, to: stream.header("Location"))
      default:
        throw .request(await refusal(stream))
      }
    }
    throw .request(.malformed(path: "", reason: "more than \(Self.redirectLimit) redirects"))
  }

  /// The length of the whole answer; nil when it is not told, or is none.
  private static func length(_ stream: HTTPStream) -> Int? {
    stream.header("Content-Length").flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
  }

  private func open(_ address: WebAddress, from first: Int?) async throws(DownloadError)
    -> HTTPStream
  {
    var headers: [(name: String, value: String)] = [
      ("Accept", "*/*"), ("Accept-Encoding", "identity"), ("User-Agent", "videosdk-swift"),
    ]
    if let first {
      headers.append(("Range", "bytes=\(first)-"))
      if let entityTag { headers.append(("If-Range", entityTag)) }
    }
    do {
      return try await client.transport.open(
        HTTPCall(
          method: .get, origin: address.origin, target: address.target, headers: headers,
          timeout: client.timeout))
    } catch {
      throw .request(error)
    }
  }

  private mutating func accept(
    _ stream: HTTPStream, overlap: ArraySlice<UInt8>, total found: Int?
  ) throws(DownloadError) {
    if let coding = stream.header("Content-Encoding"), coding.lowercased() != "identity" {
      throw .request(.malformed(path: "", reason: "the file comes encoded"))
    }
    if let found, let expectedSize, found != expectedSize {
      throw .sizeMismatch(expected: expectedSize, found: found)
    }
    total = expectedSize ?? found
    // A weak tag does not say that the bytes are the same.
    entityTag = stream.header("ETag").flatMap { $0.hasPrefix("W/") ? nil : $0 }
    self.overlap = overlap
    self.stream = stream
  }

  private func redirected(
    from address: WebAddress, to location: String?
  ) throws(DownloadError) -> WebAddress {
    guard let location, let next = address.following(location) else {
      throw .badAddress(location ?? "")
    }
    guard next.isSafe else { throw .insecure(next.origin) }
    return next
  }

  /// Reads no more of an error's body than a sentence needs.
  private func refusal(_ stream: HTTPStream) async -> ClientError {
    var body: [UInt8] = []
    do {
      while body.count < Self.leastProgress, let bytes = try await stream.next() { body += bytes }
    } catch .cancelled(let requestWasSent) {
      return .cancelled(requestWasSent: requestWasSent)
    } catch {}
    let answer = HTTPAnswer(
      status: stream.status, headers: stream.headers,
      body: Array(body.prefix(Self.leastProgress)))
    return .http(
      status: stream.status, APIProblem(answer, now: client.now(), redaction: Redaction(nil)))
  }
}

/// Which part of a file an answer holds, by its `Content-Range` header field.
struct ContentRange: Equatable {
  let start: Int
  /// The length of the whole file; nil when the server does not know.
  let total: Int?

  /// Reads `bytes FIRST-LAST/TOTAL`, where the total may be `*`; nil for anything else.
  init?(_ field: String?) {
    guard let field, field.hasPrefix("bytes ") else { return nil }
    let parts = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], 0 <= first, first <= last
    else { return nil }
    start = first
    total = Int(parts[1])
    guard total != nil || parts[1] == "*", total.map({ last < $0 }) ?? true else { return nil }
  }
}
