import Testing

@testable import SandboxServer

@Suite struct OpusToneTests {
  @Test func `the track says how to decode it`() throws {
    let track = try ReadWebM(WebMCase.audio[2].file).track

    #expect(track.first(0x83)?.unsigned == 2)
    #expect(track.first(0x86)?.text == "A_OPUS")
    #expect(
      track.first(0x63A2)?.content
        == Array("OpusHead".utf8) + [1, 1, 0x38, 0x01, 0x80, 0xBB, 0, 0, 0, 0, 0])
    #expect(track.first(0x56AA)?.unsigned == 6_500_000)
    #expect(track.first(0x56BB)?.unsigned == 80_000_000)
    #expect(track.first(0xE1, 0xB5)?.float == 48_000)
    #expect(track.first(0xE1, 0x9F)?.unsigned == 1)
  }

  @Test(arguments: WebMCase.audio)
  func `what is left after the cuts lasts the given time`(_ given: WebMCase) throws {
    let frames = try ReadWebM(given.file).frames

    let samples = try frames.map { try OpusPacket($0.bytes).samples }.reduce(0, +)
    let discarded = try #require(frames.last).discarded * 48 / 1_000_000

    #expect(samples - 312 - discarded == given.expectedMilliseconds * 48)
  }

  @Test(arguments: WebMCase.audio)
  func `packets have equal frames; those of the last only set the silence flag`(
    _ given: WebMCase
  ) throws {
    let frames = try ReadWebM(given.file).frames
    for (place, frame) in frames.enumerated() {
      let packet = try OpusPacket(frame.bytes)
      let expected: [UInt8] = place == frames.count - 1 ? [0xFF, 0xFE] : [0x92, 0xBD]

      #expect(packet.frames.allSatisfy { $0 == expected })
      #expect(packet.samples <= 5760)
    }
  }

  @Test(arguments: WebMCase.audio)
  func `all packets but the last fill the time to the next`(_ given: WebMCase) throws {
    for frame in try ReadWebM(given.file).frames.dropLast() {
      #expect(try OpusPacket(frame.bytes).samples == 120 * 48)
    }
  }
}

/// A packet taken apart by RFC 6716, section 3, as far as full-band CELT with code 3 goes.
private struct OpusPacket {
  struct Unexpected: Error {}

  let samples: Int
  let frames: [[UInt8]]

  init(_ bytes: [UInt8]) throws {
    let configuration = Int(bytes[0] >> 3)
    let (isStereo, code) = (bytes[0] & 4 != 0, bytes[0] & 3)
    let (isVariable, isPadded) = (bytes[1] & 0x80 != 0, bytes[1] & 0x40 != 0)
    let count = Int(bytes[1] & 0x3F)
    guard (28...31).contains(configuration), code == 3, !isStereo, !isVariable, !isPadded,
      count > 0, (bytes.count - 2).isMultiple(of: count)
    else {
      throw Unexpected()
    }
    let length = (bytes.count - 2) / count
    samples = count * (120 << (configuration - 28))
    frames = (0..<count).map { Array(bytes[2 + $0 * length..<2 + ($0 + 1) * length]) }
  }
}
