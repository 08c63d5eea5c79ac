/// A playable WebM file of synthetic sound or pictures that lasts exactly as long as asked for.
///
/// The file is one EBML header and one segment: seek head, info, track, cues, clusters. All clusters
/// but the last are alike except for their timestamp, and so are all cues, so the place of each is a
/// multiplication: a file of any length costs a few kilobytes until its bytes are asked for, and any
/// range of it is made without the rest. The same arguments always give the same bytes.
///
/// See RFC 9559 and https://www.webmproject.org/docs/container/.
struct WebMFile: MediaFile {
  let byteCount: Int
  let contentType: String

  private let head: WebMHead
  private let clusters: ClusterSequence
  private let cuesByteCount: Int

  /// Lays out a file.
  ///
  /// - Parameter duration: rounded to milliseconds; less than 1 ms, which the format cannot say,
  ///   counts as 1 ms, and more than a century as a century.
  init(content: WebMContent, duration: Duration) {
    contentType = content == .audio ? "audio/webm" : "video/webm"
    let milliseconds = Self.milliseconds(of: duration)
    clusters = ClusterSequence(content.frames(milliseconds: milliseconds))
    cuesByteCount = clusters.count * ClusterSequence.cueLength
    head = WebMHead(
      content: content, milliseconds: milliseconds, cuesByteCount: cuesByteCount,
      clustersByteCount: clusters.byteCount)
    byteCount = head.bytes.count + cuesByteCount + clusters.byteCount
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<byteCount)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    while bytes.count < range.count {
      let (piece, skipped) = piece(at: range.lowerBound + bytes.count)
      bytes += piece.dropFirst(skipped).prefix(range.count - bytes.count)
    }
    return bytes
  }

  /// The head, cue or cluster that covers a place in the file, and how far into it the place is.
  private func piece(at offset: Int) -> (piece: [UInt8], skipped: Int) {
    let cueOffset = offset - head.bytes.count
    if cueOffset < 0 {
      return (head.bytes, offset)
    }
    let clusterOffset = cueOffset - cuesByteCount
    if clusterOffset < 0 {
      let (index, skipped) = cueOffset.quotientAndRemainder(dividingBy: ClusterSequence.cueLength)
      let cue = clusters.cue(at: index, firstClusterPosition: head.firstClusterPosition)
      return (cue, skipped)
    }
    let index = clusters.index(at: clusterOffset)
    return (clusters.cluster(at: index), clusterOffset - clusters.offset(ofCluster: index))
  }

  private static func milliseconds(of duration: Duration) -> Int {
    let century = 100 * 366 * 24 * 60 * 60
    let (seconds, attoseconds) = duration.components
    guard seconds < century else { return century * 1000 }
    guard seconds >= 0 else { return 1 }
    return max(
      1, Int(seconds) * 1000 + Int((attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000))
  }
}
