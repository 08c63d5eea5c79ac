import Testing

@testable import SandboxServer

@Suite struct BoolEncoderTests {
  @Test(arguments: 1...20)
  func `decisions come back`(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    let decisions = (0..<5000).map { _ in
      (answer: random.next() & 1 == 1, probability: UInt8(truncatingIfNeeded: random.next()) | 1)
    }
    var encoder = BoolEncoder()

    for decision in decisions { encoder.write(decision.answer, probability: decision.probability) }

    var decoder = BoolDecoder(encoder.finished())
    for (index, decision) in decisions.enumerated() {
      guard decoder.read(probability: decision.probability) == decision.answer else {
        Issue.record("decision \(index) is wrong")
        return
      }
    }
  }

  @Test func `likely decisions cost next to nothing`() {
    var encoder = BoolEncoder()

    for _ in 0..<1000 { encoder.write(false, probability: 255) }

    #expect(encoder.finished().count == 2)
  }

  @Test func `numbers are written from the highest bit`() {
    var encoder = BoolEncoder()
    encoder.write(0b1011, bits: 4)

    var decoder = BoolDecoder(encoder.finished())
    let bits = decoder.read([128, 128, 128, 128])

    #expect(bits == [true, false, true, true])
  }

  @Test func `finishing does not end the message`() {
    var (whole, interrupted) = (BoolEncoder(), BoolEncoder())
    for value in 0..<50 {
      whole.write(value, bits: 7)
      interrupted.write(value, bits: 7)
      _ = interrupted.finished()
    }

    #expect(interrupted.finished() == whole.finished())
  }
}

/// Numbers that look random, the same for the same seed.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
