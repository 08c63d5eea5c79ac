/// Encodes pictures whose macroblocks are each of one colour, and frames that repeat a picture.
///
/// A key frame predicts each macroblock from a neighbour and, where the neighbour has another colour,
/// adds the constant difference. With the loop filter off and the quantizer chosen below, the decoded
/// picture is exact: luma differences are coded one to one, chroma differences in steps of 4. So the
/// encoder knows what the decoder sees without reconstructing anything. See RFC 6386.
struct VP8BlockEncoder {
  /// The quantizer index whose DC step is 32, which makes the transforms' rounding vanish.
  private static let quantizerIndex = 35
  private static let chromaStep = 4
  /// "Has no coefficients" is written as true; true is the likely answer, so false is rare.
  private static let presenceProbability: UInt8 = 8

  let width: Int
  let height: Int

  var columns: Int { (width + 15) / 16 }
  var rows: Int { (height + 15) / 16 }

  init(width: Int, height: Int) {
    precondition((1...16383).contains(width) && (1...16383).contains(height))
    self.width = width
    self.height = height
  }

  /// A frame that shows the given colours, one a macroblock, by column and row.
  func keyFrame(_ color: (_ column: Int, _ row: Int) -> BlockColor) -> [UInt8] {
    var modes = BoolEncoder()
    var residue = VP8ResidueEncoder(columns: columns)
    writeKeyFrameHeader(to: &modes)
    for row in 0..<rows {
      residue.startRow()
      for column in 0..<columns {
        let target = color(column, row)
        let prediction = VP8IntraPrediction(
          target: target, left: column > 0 ? color(column - 1, row) : nil,
          above: row > 0 ? color(column, row - 1) : nil)
        modes.write(prediction.color == target, probability: Self.presenceProbability)
        prediction.write(to: &modes)
        residue.write(
          column: column, luma: target.luma - prediction.color.luma,
          blue: (target.blue - prediction.color.blue) / Self.chromaStep,
          red: (target.red - prediction.color.red) / Self.chromaStep)
      }
    }
    return frame(isKey: true, modes: modes, residue: residue.finished())
  }

  /// A frame that shows the same picture as the frame before it.
  func repetition() -> [UInt8] {
    var modes = BoolEncoder()
    writeRepetitionHeader(to: &modes)
    for row in 0..<rows {
      for column in 0..<columns {
        writeUnmovedMacroblock(column: column, row: row, to: &modes)
      }
    }
    return frame(isKey: false, modes: modes, residue: BoolEncoder().finished())
  }

  private func writeKeyFrameHeader(to modes: inout BoolEncoder) {
    // The only colour space there is; the decoder has to clamp.
    modes.write(0, bits: 2)
    writeCommonHeader(to: &modes)
    // Keep the odds for later frames, change none, say which macroblocks are empty.
    modes.write(flag: true)
    writeUnchangedCoefficientProbabilities(to: &modes)
    modes.write(flag: true)
    modes.write(Int(Self.presenceProbability), bits: 8)
  }

  private func writeRepetitionHeader(to modes: inout BoolEncoder) {
    writeCommonHeader(to: &modes)
    // Refresh neither the golden nor the alternate frame, copy nothing into them, no sign bias.
    modes.write(0, bits: 8)
    // Keep the odds and the picture for later frames, say that all macroblocks are empty.
    modes.write(0b11, bits: 2)
    writeUnchangedCoefficientProbabilities(to: &modes)
    modes.write(flag: true)
    modes.write(1, bits: 8)
    // The odds of an intra macroblock, of the last frame as reference, of the golden one.
    modes.write(1, bits: 8)
    modes.write(255, bits: 8)
    modes.write(128, bits: 8)
    // The odds of intra modes and of motion vectors stay.
    modes.write(0, bits: 2)
    for probability in VP8Probabilities.motionUpdates {
      modes.write(false, probability: probability)
    }
  }

  /// One skipped macroblock, predicted from the last frame with a motion vector of zero.
  private func writeUnmovedMacroblock(column: Int, row: Int, to modes: inout BoolEncoder) {
    let isEmpty = true, isInter = true, isFromOlderFrame = false
    modes.write(isEmpty, probability: 1)
    modes.write(isInter, probability: 1)
    modes.write(isFromOlderFrame, probability: 255)
    let neighborWeight = (row > 0 ? 2 : 0) + (column > 0 ? 2 : 0) + (row > 0 && column > 0 ? 1 : 0)
    modes.write(false, probability: VP8Probabilities.zeroMotion[neighborWeight])
  }

  /// No segments, no loop filter, one partition of residue, one quantizer for everything.
  private func writeCommonHeader(to modes: inout BoolEncoder) {
    modes.write(flag: false)
    modes.write(0, bits: 1 + 6 + 3)
    modes.write(flag: false)
    modes.write(0, bits: 2)
    modes.write(Self.quantizerIndex, bits: 7)
    modes.write(0, bits: 5)
  }

  private func writeUnchangedCoefficientProbabilities(to modes: inout BoolEncoder) {
    for probability in VP8Probabilities.coefficientUpdates {
      modes.write(false, probability: probability)
    }
  }

  /// The frame tag, for a key frame start code and size, then both partitions.
  private func frame(isKey: Bool, modes: BoolEncoder, residue: [UInt8]) -> [UInt8] {
    let modes = modes.finished()
    let isShown = 1 << 4
    let tag = (isKey ? 0 : 1) | isShown | modes.count << 5
    var bytes = littleEndian(tag, width: 3)
    if isKey {
      bytes += [0x9D, 0x01, 0x2A] + littleEndian(width, width: 2) + littleEndian(height, width: 2)
    }
    return bytes + modes + residue
  }

  private func littleEndian(_ value: Int, width: Int) -> [UInt8] {
    EBMLWriter.bigEndian(value, width: width).reversed()
  }
}
