/// The frames of one track as a repeated pattern, described instead of stored.
///
/// Every cluster of the file starts with `opening`, which decodes on its own, and goes on with
/// `following`; only the very last frame of the track may differ.
struct FrameSequence {
  /// The end of a track, cut to the recorded duration.
  struct Ending {
    let frame: [UInt8]
    /// Whether the frame needs the one before it.
    var isDependent = false
    /// How long the frame shows; nil when the codec says it.
    var durationMilliseconds: Int?
    /// How much of what the frame decodes to lies beyond the end.
    var discardNanoseconds = 0
  }

  let opening: [UInt8]
  let following: [UInt8]
  let isFollowingDependent: Bool
  let frameMilliseconds: Int
  let framesPerCluster: Int
  /// All frames of the track, the last one included; at least 1.
  let frameCount: Int
  let ending: Ending

  var clusterMilliseconds: Int { frameMilliseconds * framesPerCluster }

  var clusterCount: Int { (frameCount + framesPerCluster - 1) / framesPerCluster }

  /// The blocks of every cluster but the last.
  func fullClusterBlocks() -> [UInt8] {
    blocks(count: framesPerCluster)
  }

  /// The blocks of the last cluster, which may be shorter.
  func lastClusterBlocks() -> [UInt8] {
    let count = frameCount - (clusterCount - 1) * framesPerCluster
    return blocks(count: count - 1) + endingBlock(at: count - 1)
  }

  private func blocks(count: Int) -> [UInt8] {
    var writer = EBMLWriter()
    for index in 0..<count {
      let isKey = index == 0 || !isFollowingDependent
      let frame = index == 0 ? opening : following
      writer.binary(.simpleBlock, blockHeader(at: index, flags: isKey ? 0x80 : 0) + frame)
    }
    return writer.bytes
  }

  private func endingBlock(at index: Int) -> [UInt8] {
    var writer = EBMLWriter()
    writer.master(.blockGroup) { group in
      group.binary(.block, blockHeader(at: index, flags: 0) + ending.frame)
      if let duration = ending.durationMilliseconds {
        group.unsigned(.blockDuration, duration)
      }
      if ending.isDependent {
        group.fixed(.referenceBlock, -frameMilliseconds)
      }
      if ending.discardNanoseconds > 0 {
        group.fixed(.discardPadding, ending.discardNanoseconds)
      }
    }
    return writer.bytes
  }

  /// Track number, time since the start of the cluster, flags.
  private func blockHeader(at index: Int, flags: UInt8) -> [UInt8] {
    [0x81] + EBMLWriter.bigEndian(index * frameMilliseconds, width: 2) + [flags]
  }
}
