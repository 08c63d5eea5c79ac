/// The clusters of a file and the cues that point at them.
///
/// All clusters but the last are equally long, and so are all cues, whatever numbers stand in them.
struct ClusterSequence {
  let count: Int
  private let clusterMilliseconds: Int
  private let fullBlocks: [UInt8]
  private let lastBlocks: [UInt8]

  init(_ frames: FrameSequence) {
    count = frames.clusterCount
    clusterMilliseconds = frames.clusterMilliseconds
    fullBlocks = frames.fullClusterBlocks()
    lastBlocks = frames.lastClusterBlocks()
  }

  static let cueLength = cuePoint(milliseconds: 0, clusterPosition: 0).count

  /// The size of all clusters.
  var byteCount: Int { (count - 1) * fullLength + cluster(at: count - 1).count }

  /// Where a cluster starts, counted from the first one.
  func offset(ofCluster index: Int) -> Int { index * fullLength }

  /// Which cluster covers a place, counted from the start of the first one.
  func index(at offset: Int) -> Int { min(offset / fullLength, count - 1) }

  /// One cluster, complete.
  func cluster(at index: Int) -> [UInt8] {
    let blocks = index == count - 1 ? lastBlocks : fullBlocks
    var cluster = EBMLWriter()
    cluster.master(.cluster) { inner in
      inner.fixed(.timestamp, index * clusterMilliseconds)
      inner.append(blocks)
    }
    return cluster.bytes
  }

  /// One cue, given where the first cluster starts in the segment.
  func cue(at index: Int, firstClusterPosition: Int) -> [UInt8] {
    Self.cuePoint(
      milliseconds: index * clusterMilliseconds,
      clusterPosition: firstClusterPosition + offset(ofCluster: index))
  }

  private var fullLength: Int { Self.emptyClusterLength + fullBlocks.count }

  private static let emptyClusterLength = {
    var cluster = EBMLWriter()
    cluster.master(.cluster) { $0.fixed(.timestamp, 0) }
    return cluster.bytes.count
  }()

  private static func cuePoint(milliseconds: Int, clusterPosition: Int) -> [UInt8] {
    var cue = EBMLWriter()
    cue.master(.cuePoint) { point in
      point.fixed(.cueTime, milliseconds)
      point.master(.cueTrackPositions) { positions in
        positions.unsigned(.cueTrack, 1)
        positions.fixed(.cueClusterPosition, clusterPosition)
      }
    }
    return cue.bytes
  }
}
