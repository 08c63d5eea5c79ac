import Testing

@testable import SandboxServer

@Suite struct TestCardTests {
  @Test func `the track says how to decode it`() throws {
    let track = try ReadWebM(WebMCase.video[2].file).track

    #expect(track.first(0x83)?.unsigned == 1)
    #expect(track.first(0x86)?.text == "V_VP8")
    #expect(track.first(0x23_E383)?.unsigned == 250_000_000)
    #expect(track.first(0xE0, 0xB0)?.unsigned == 640)
    #expect(track.first(0xE0, 0xBA)?.unsigned == 360)
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

  @Test(arguments: [TestCard.camera, .screen, .room])
  func `a key frame announces its size and parts`(_ card: TestCard) {
    let frame = card.frames(milliseconds: 1).opening

    let header = FrameHeader(frame)
    #expect(header.isKey)
    #expect(header.isShown)
    #expect(10 + header.firstPartition + 2 <= frame.count)
    #expect(Array(frame[3..<6]) == [0x9D, 0x01, 0x2A])
    #expect(Int(frame[6]) | Int(frame[7]) << 8 == card.width)
    #expect(Int(frame[8]) | Int(frame[9]) << 8 == card.height)
  }

  @Test(arguments: [TestCard.camera, .screen, .room])
  func `a repetition needs the frame before it`(_ card: TestCard) {
    let frame = card.frames(milliseconds: 1).following

    let header = FrameHeader(frame)
    #expect(!header.isKey)
    #expect(header.isShown)
    #expect(3 + header.firstPartition + 2 <= frame.count)
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
