/// Writes the differences between macroblocks and their predictions, where all that differs is a
/// constant a plane.
///
/// Luma goes into the first coefficient of the block of luma averages, chroma into the first of each of
/// the four blocks a plane. How likely a block is to be empty depends on whether its neighbours were,
/// so that is remembered a column and for the macroblock to the left. See RFC 6386, section 13.
struct VP8ResidueEncoder {
  /// Whether the blocks of a macroblock had anything in them.
  private struct Presence {
    var luma = false
    var blue = false
    var red = false
  }

  private var encoder = BoolEncoder()
  private var above: [Presence]
  private var left = Presence()

  init(columns: Int) {
    above = Array(repeating: Presence(), count: columns)
  }

  /// Begins with the leftmost macroblock of the next row.
  mutating func startRow() {
    left = Presence()
  }

  /// Writes the quantized differences of one macroblock; nothing is written when there is none.
  mutating func write(column: Int, luma: Int, blue: Int, red: Int) {
    let current = Presence(luma: luma != 0, blue: blue != 0, red: red != 0)
    if current.luma || current.blue || current.red {
      let context = (left.luma ? 1 : 0) + (above[column].luma ? 1 : 0)
      writeBlock(luma, VP8Probabilities.averages, context: context)
      for _ in 0..<16 {
        encoder.write(false, probability: VP8Probabilities.emptyLuma)
      }
      writeChroma(blue, left: left.blue, above: above[column].blue)
      writeChroma(red, left: left.red, above: above[column].red)
    }
    left = current
    above[column] = current
  }

  func finished() -> [UInt8] {
    encoder.finished()
  }

  /// The four blocks of a plane, which all hold the same.
  private mutating func writeChroma(_ value: Int, left: Bool, above: Bool) {
    let isPresent = value != 0
    for (left, above) in [
      (left, above), (isPresent, above), (left, isPresent), (isPresent, isPresent),
    ] {
      writeBlock(value, VP8Probabilities.chroma, context: (left ? 1 : 0) + (above ? 1 : 0))
    }
  }

  /// A block with nothing in it but its first coefficient, or nothing at all.
  private mutating func writeBlock(
    _ value: Int, _ probabilities: VP8Probabilities.FirstCoefficient, context: Int
  ) {
    let odds = probabilities.tokens[context]
    encoder.write(value != 0, probability: odds[0])
    guard value != 0 else { return }
    encoder.write(true, probability: odds[1])
    writeMagnitude(abs(value), odds)
    encoder.write(flag: value < 0)
    encoder.write(false, probability: probabilities.moreAfter[abs(value) == 1 ? 1 : 2])
  }

  private mutating func writeMagnitude(_ magnitude: Int, _ odds: [UInt8]) {
    encoder.write(magnitude > 1, probability: odds[2])
    guard magnitude > 1 else { return }
    encoder.write(magnitude > 4, probability: odds[3])
    if magnitude <= 4 {
      encoder.write(magnitude > 2, probability: odds[4])
      guard magnitude > 2 else { return }
      encoder.write(magnitude > 3, probability: odds[5])
    } else {
      writeCategory(magnitude, odds)
    }
  }

  /// Magnitudes from 5 on: which category, then the distance from its smallest member.
  private mutating func writeCategory(_ magnitude: Int, _ odds: [UInt8]) {
    let categories = VP8Probabilities.categories
    let index = categories.lastIndex { $0.smallest <= magnitude } ?? 0
    encoder.write(index > 1, probability: odds[6])
    switch index {
    case 0, 1:
      encoder.write(index == 1, probability: odds[7])
    default:
      encoder.write(index > 3, probability: odds[8])
      encoder.write(!index.isMultiple(of: 2), probability: odds[index > 3 ? 10 : 9])
    }
    let category = categories[index]
    for (position, probability) in category.bits.reversed().enumerated().reversed() {
      let bit = (magnitude - category.smallest) >> position & 1
      encoder.write(bit == 1, probability: probability)
    }
  }
}
