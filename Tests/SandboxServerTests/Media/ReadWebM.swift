import Testing

@testable import SandboxServer

/// A WebM file read back: its parts, and its frames in order with the times they start at.
struct ReadWebM {
  struct Frame {
    /// Since the start of the file.
    let milliseconds: Int
    let isKey: Bool
    let bytes: [UInt8]
    /// What the block says about its length in milliseconds.
    let duration: Int?
    /// Nanoseconds to drop from the end.
    let discarded: Int
  }

  let segment: EBMLNode
  let info: EBMLNode
  let track: EBMLNode
  let cues: EBMLNode
  let clusters: [EBMLNode]

  init(_ file: WebMFile) throws {
    let bytes = file.bytes(in: 0..<file.byteCount)
    let nodes = try EBMLNode.nodes(of: bytes, in: 0..<bytes.count)
    segment = try #require(nodes.last)
    info = try #require(segment.first(0x1549_A966))
    track = try #require(segment.first(0x1654_AE6B, 0xAE))
    cues = try #require(segment.first(0x1C53_BB6B))
    clusters = segment.all(0x1F43_B675)
  }

  var frames: [Frame] {
    clusters.flatMap(Self.frames)
  }

  static func frames(of cluster: EBMLNode) -> [Frame] {
    let time = cluster.first(0xE7)?.unsigned ?? 0
    return cluster.children.compactMap { node in
      switch node.id {
      case 0xA3:
        frame(node.content, time, isKey: node.content[3] & 0x80 != 0)
      case 0xA0:
        frame(
          node.first(0xA1)?.content ?? [], time, isKey: node.first(0xFB) == nil,
          duration: node.first(0x9B)?.unsigned, discarded: node.first(0x75A2)?.unsigned ?? 0)
      default:
        nil
      }
    }
  }

  private static func frame(
    _ block: [UInt8], _ clusterTime: Int, isKey: Bool, duration: Int? = nil, discarded: Int = 0
  ) -> Frame {
    Frame(
      milliseconds: clusterTime + Int(block[1]) << 8 + Int(block[2]), isKey: isKey,
      bytes: Array(block[4...]), duration: duration, discarded: discarded)
  }
}
