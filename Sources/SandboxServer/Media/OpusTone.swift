/// A low hum in Opus, 48 kHz mono, as a track of a WebM file: what mixes recordings can be heard to be right.
///
/// See RFC 6716 for the packets and RFC 7845 for the identification header. A CELT frame has two bytes; one or none
/// would mean a lost frame.
struct OpusTone {
  /// Samples that a decoder drops at the start; also the delay that the container announces.
  static let preSkip = 312
  /// What a player decodes ahead of a seek target: 80 ms.
  static let seekPreRollNanoseconds = 80_000_000

  static let samplesPerMillisecond = 48
  /// Repeated, it decodes to about 750 Hz at -23 dBFS: of all frames of this size one of the purest.
  private static let hummingFrame: [UInt8] = [0x92, 0xBD]
  /// Sets the silence flag and nothing else.
  private static let silentFrame: [UInt8] = [0xFF, 0xFE]
  private static let packetMilliseconds = 120
  private static let packetSamples = packetMilliseconds * samplesPerMillisecond
  private static let shortFrameSamples = 120

  /// The length of the sound; at least 1.
  let milliseconds: Int

  static var codecDelayNanoseconds: Int { nanoseconds(samples: preSkip) }

  /// The identification header, version 1: one channel, 48 kHz, no gain, plain mapping.
  static var identificationHeader: [UInt8] {
    Array("OpusHead".utf8) + [1, 1] + littleEndian(preSkip, width: 2)
      + littleEndian(48_000, width: 4) + [0, 0, 0]
  }

  /// Packets of 120 ms; the last is silent and cut to a multiple of 2.5 ms, and the rest is discarded.
  var frames: FrameSequence {
    let samples = milliseconds * Self.samplesPerMillisecond + Self.preSkip
    let packetCount = (samples + Self.packetSamples - 1) / Self.packetSamples
    let remaining = samples - (packetCount - 1) * Self.packetSamples
    let shortFrames = (remaining + Self.shortFrameSamples - 1) / Self.shortFrameSamples
    let surplus = shortFrames * Self.shortFrameSamples - remaining
    let packet = Self.packet(configuration: 31, Self.hummingFrame, count: 6)
    return FrameSequence(
      opening: packet, following: packet, isFollowingDependent: false,
      frameMilliseconds: Self.packetMilliseconds, framesPerCluster: 40, frameCount: packetCount,
      ending: .init(
        frame: Self.packet(configuration: 28, Self.silentFrame, count: shortFrames),
        discardNanoseconds: Self.nanoseconds(samples: surplus)))
  }

  /// A packet of equally long frames.
  ///
  /// Configuration 28 is full-band CELT in frames of 2.5 ms, 31 the same in frames of 20 ms.
  static func packet(configuration: UInt8, _ frame: [UInt8], count: Int) -> [UInt8] {
    let anyNumberOfFrames: UInt8 = 3
    return [configuration << 3 | anyNumberOfFrames, UInt8(count)]
      + Array(repeatElement(frame, count: count).joined())
  }

  private static func nanoseconds(samples: Int) -> Int {
    samples * 1_000_000 / samplesPerMillisecond
  }

  private static func littleEndian(_ value: Int, width: Int) -> [UInt8] {
    EBMLWriter.bigEndian(value, width: width).reversed()
  }
}
