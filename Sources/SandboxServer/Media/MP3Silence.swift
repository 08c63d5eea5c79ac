/// Silence in MP3: MPEG-1 layer III, 48 kHz, two channels, 32 kbit/s.
///
/// A frame is a header of four bytes, 32 bytes of side information and the sound itself. Side information that
/// is all zeros says that nothing follows it, which decodes to silence, so all frames are alike. The first one carries
/// the number of frames and bytes under the name `Info`, and is not played; without it a player guesses the length.
struct MP3Silence: MediaFile {
  private static let frameByteCount = 96
  private static let frameMilliseconds = 24
  private static let sideInformationByteCount = 32
  private static let header: [UInt8] = [0xFF, 0xFB, 0x14, 0x00]

  /// Those that are played; at least 1.
  private let frameCount: Int

  /// - Parameter milliseconds: rounded up to whole frames; more than a century counts as a century.
  init(milliseconds: Int) {
    let milliseconds = min(milliseconds, 100 * 366 * 24 * 60 * 60 * 1000)
    frameCount = max(1, (milliseconds + Self.frameMilliseconds - 1) / Self.frameMilliseconds)
  }

  var contentType: String { "audio/mpeg" }

  var byteCount: Int { (frameCount + 1) * Self.frameByteCount }

  /// What the file lasts when it is played.
  var durationSeconds: Double { Double(frameCount * Self.frameMilliseconds) / 1000 }

  func bytes(in range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<byteCount)
    let (first, silent) = (opening, Self.frame())
    return range.map { place in
      place < first.count ? first[place] : silent[place % Self.frameByteCount]
    }
  }

  private var opening: [UInt8] {
    let hasFramesAndBytes = 3
    // Numbers of four bytes, which end where the file is longer than twelve days; a player guesses then.
    let numbers =
      byteCount <= Int(UInt32.max) ? [hasFramesAndBytes, frameCount, byteCount] : [0, 0, 0]
    return Self.frame(
      data: Array("Info".utf8) + numbers.flatMap { EBMLWriter.bigEndian($0, width: 4) })
  }

  private static func frame(data: [UInt8] = []) -> [UInt8] {
    let used = header + [UInt8](repeating: 0, count: sideInformationByteCount) + data
    return used + [UInt8](repeating: 0, count: frameByteCount - used.count)
  }
}
