import Testing

@testable import SandboxServer

@Suite struct VP8TestCardTests {
  @Test func `the track says how to decode it`() throws {
    let track = try ReadWebM(WebMCase.video[2].file).track

    #expect(track.first(0x83)?.unsigned == 1)
    #expect(track.first(0x86)?.text == "V_VP8")
    #expect(track.first(0x23_E383)?.unsigned == 250_000_000)
    #expect(track.first(0xE0, 0xB0)?.unsigned == 320)
    #expect(track.first(0xE0, 0xBA)?.unsigned == 180)
  }

  @Test(arguments: WebMCase.video)
  func `the last frame shows until the given time`(_ given: WebMCase) throws {
    let last = try #require(try ReadWebM(given.file).frames.last)

    let duration = try #require(last.duration)

    #expect(last.milliseconds + duration == given.expectedMilliseconds)
    #expect((1...250).contains(duration))
  }

  @Test(arguments: WebMCase.video)
  func `blocks say which frames are key frames`(_ given: WebMCase) throws {
    for (index, frame) in try ReadWebM(given.file).frames.enumerated() {
      #expect(frame.isKey == index.isMultiple(of: 20))
      #expect(frame.isKey == (frame.bytes[0] & 1 == 0))
    }
  }

  @Test(arguments: [(1, 1), (16, 16), (17, 33), (320, 180), (1280, 720), (16383, 1)])
  func `a key frame announces its size and parts`(_ width: Int, _ height: Int) {
    let frame = VP8TestCard(width: width, height: height).frames(milliseconds: 1).opening

    let header = FrameHeader(frame)
    #expect(header.isKey)
    #expect(header.isShown)
    #expect(10 + header.firstPartition + 2 <= frame.count)
    #expect(Array(frame[3..<6]) == [0x9D, 0x01, 0x2A])
    #expect(Int(frame[6]) | Int(frame[7]) << 8 == width)
    #expect(Int(frame[8]) | Int(frame[9]) << 8 == height)
  }

  @Test func `a repetition takes every macroblock from the last frame`() {
    let frame = VP8TestCard(width: 48, height: 32).frames(milliseconds: 1).following
    let header = FrameHeader(frame)
    var modes = BoolDecoder(Array(frame[3..<3 + header.firstPartition]))

    let common = modes.read(bitCounts: [14, 7, 13, 2])
    let coefficients = modes.read(VP8Probabilities.coefficientUpdates)
    let odds = modes.read(bitCounts: [1, 8, 8, 8, 8, 2])
    let motion = modes.read(VP8Probabilities.motionUpdates)
    let macroblocks: [[Bool]] = [7, 135, 135, 135, 234, 234].map { modes.read([1, 1, 255, $0]) }

    #expect(!header.isKey)
    #expect(common == [0, 35, 0, 0b11])
    #expect(coefficients == Array(repeating: false, count: 4 * 8 * 3 * 11))
    #expect(odds == [1, 1, 1, 255, 128, 0])
    #expect(motion == Array(repeating: false, count: 2 * 19))
    #expect(macroblocks == Array(repeating: [true, true, false, false], count: 6))
  }

  // Both frames were decoded with libvpx and with FFmpeg, to the same picture.
  @Test func `the bits of a small card are those that decoders were tried on`() {
    let frames = VP8TestCard(width: 64, height: 32).frames(milliseconds: 1)

    #expect(
      hexadecimal(frames.opening) == """
        f001009d012a40002000000046080019006d5b483c55282600feefcdb3f80a1f\
        7ffd44f611df7dbdffff538fffea71fffd4e3fafb7fa050fbefc3cd607b9dfff\
        e407fffe407ffc80fff901ffe02a7178c3e880b200fffe4e3fffa9c7f5f6fbf3\
        00
        """)
    #expect(hexadecimal(frames.following) == "b1010000011800300030b05fe80011080000")
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// The three bytes that every frame starts with (RFC 6386, section 9.1).
private struct FrameHeader {
  let isKey: Bool
  let isShown: Bool
  let firstPartition: Int

  init(_ frame: [UInt8]) {
    let tag = Int(frame[0]) | Int(frame[1]) << 8 | Int(frame[2]) << 16
    isKey = tag & 1 == 0
    isShown = tag & 0x10 != 0
    firstPartition = tag >> 5
  }
}
