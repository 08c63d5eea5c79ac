/// Everything in a WebM file that stands before the first cue.
struct WebMHead {
  /// The EBML header and the opening of the segment, its description, the opening of the cues.
  let bytes: [UInt8]
  /// Where the first cluster starts, counted from the start of the segment's content.
  let firstClusterPosition: Int

  /// Writes the head.
  ///
  /// - Parameters:
  ///   - milliseconds: the duration; at least 1, since the format knows no duration of zero.
  ///   - cuesByteCount: the size of all cues, which follow the head.
  ///   - clustersByteCount: the size of all clusters, which follow the cues.
  init(content: WebMContent, milliseconds: Int, cuesByteCount: Int, clustersByteCount: Int) {
    let info = Self.info(milliseconds: milliseconds)
    let tracks = Self.tracks(content)
    var cues = EBMLWriter()
    cues.openMaster(.cues, byteCount: cuesByteCount)

    let seekLength = Self.seekHead(info: 0, tracks: 0, cues: 0).count
    let description =
      Self.seekHead(
        info: seekLength, tracks: seekLength + info.count,
        cues: seekLength + info.count + tracks.count) + info + tracks + cues.bytes
    firstClusterPosition = description.count + cuesByteCount

    var file = EBMLWriter()
    file.append(Self.header)
    file.openMaster(.segment, byteCount: firstClusterPosition + clustersByteCount)
    file.append(description)
    bytes = file.bytes
  }

  /// Version 4 is where the elements about codec delay and discarded sound come from.
  private static var header: [UInt8] {
    var writer = EBMLWriter()
    writer.master(.header) { header in
      header.unsigned(.version, 1)
      header.unsigned(.readVersion, 1)
      header.unsigned(.maxIDLength, 4)
      header.unsigned(.maxSizeLength, 8)
      header.string(.docType, "webm")
      header.unsigned(.docTypeVersion, 4)
      header.unsigned(.docTypeReadVersion, 2)
    }
    return writer.bytes
  }

  private static func seekHead(info: Int, tracks: Int, cues: Int) -> [UInt8] {
    var writer = EBMLWriter()
    writer.master(.seekHead) { head in
      for (element, position) in [(EBMLElement.info, info), (.tracks, tracks), (.cues, cues)] {
        head.master(.seek) { seek in
          seek.binary(.seekID, element.encodedID)
          seek.fixed(.seekPosition, position)
        }
      }
    }
    return writer.bytes
  }

  private static func info(milliseconds: Int) -> [UInt8] {
    var writer = EBMLWriter()
    writer.master(.info) { info in
      info.unsigned(.timestampScale, 1_000_000)
      info.float(.duration, Double(milliseconds))
      info.string(.muxingApp, "vsdk sandbox")
      info.string(.writingApp, "vsdk sandbox")
    }
    return writer.bytes
  }

  private static func tracks(_ content: WebMContent) -> [UInt8] {
    var writer = EBMLWriter()
    writer.master(.tracks) { tracks in
      tracks.master(.trackEntry) { track in
        track.unsigned(.trackNumber, 1)
        track.unsigned(.trackUID, 1)
        track.unsigned(.flagLacing, 0)
        track.string(.language, "und")
        content.describe(in: &track)
      }
    }
    return writer.bytes
  }
}
