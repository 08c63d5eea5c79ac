/// The odds, fixed by RFC 6386, that encoder and decoder agree on before the first frame.
///
/// Only those that the frames of the sandbox come across. All are the probability of "no" in 256ths.
enum VP8Probabilities {
  /// The odds for blocks whose only coefficient is the first.
  struct FirstCoefficient {
    /// The token tree's nodes, by how many of the two neighbours were not empty.
    let tokens: [[UInt8]]
    /// The odds of a second coefficient, by the first: zero, one, more.
    let moreAfter: [UInt8]
  }

  /// A group of magnitudes: its smallest member, and the odds of the bits of the distance from there.
  struct Category {
    let smallest: Int
    let bits: [UInt8]
  }

  /// The blocks of luma averages (section 13.5, block type 1).
  static let averages = FirstCoefficient(
    tokens: [
      [198, 35, 237, 223, 193, 187, 162, 160, 145, 155, 62],
      [131, 45, 198, 221, 172, 176, 220, 157, 252, 221, 1],
      [68, 47, 146, 208, 149, 167, 221, 162, 255, 223, 128],
    ],
    moreAfter: [1, 184, 81])

  /// The blocks of chroma (section 13.5, block type 2).
  static let chroma = FirstCoefficient(
    tokens: [
      [253, 9, 248, 251, 207, 208, 255, 192, 128, 128, 128],
      [175, 13, 224, 243, 193, 185, 249, 198, 255, 255, 128],
      [73, 17, 171, 221, 161, 179, 236, 167, 255, 234, 128],
    ],
    moreAfter: [1, 239, 155])

  /// A block of luma without averages (block type 0) that is empty and has empty neighbours.
  static let emptyLuma: UInt8 = 253

  /// Magnitudes from 5 on (section 13.2).
  static let categories = [
    Category(smallest: 5, bits: [159]),
    Category(smallest: 7, bits: [165, 145]),
    Category(smallest: 11, bits: [173, 148, 140]),
    Category(smallest: 19, bits: [176, 155, 140, 135]),
    Category(smallest: 35, bits: [180, 157, 141, 134, 130]),
    Category(smallest: 67, bits: [254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129]),
  ]

  /// A motion vector of zero, by the weight of the neighbours that also have one (section 16.3).
  static let zeroMotion: [UInt8] = [7, 14, 135, 60, 159, 234]

  /// A change of the odds of motion vectors, rows then columns (section 17.2).
  static let motionUpdates: [UInt8] = [
    237, 246, 253, 253, 254, 254, 254, 254, 254, 254, 254, 254, 254, 254, 250, 250, 252, 254, 254,
    231, 243, 245, 253, 254, 254, 254, 254, 254, 254, 254, 254, 254, 254, 251, 251, 254, 254, 254,
  ]

  /// A change of the odds of coefficients: 4 block types, 8 bands, 3 contexts, 11 nodes
  /// (section 13.4).
  static let coefficientUpdates: [UInt8] = coefficientUpdateStarts.flatMap { start in
    start + Array(repeating: 255, count: 11 - start.count)
  }

  /// The same by rows of nodes, without the 255s at the end of each row.
  private static let coefficientUpdateStarts: [[UInt8]] = [
    [], [], [],
    [176, 246], [223, 241, 252], [249, 253, 253],
    [255, 244, 252], [234, 254, 254], [253],
    [255, 246, 254], [239, 253, 254], [254, 255, 254],
    [255, 248, 254], [251, 255, 254], [],
    [255, 253, 254], [251, 254, 254], [254, 255, 254],
    [255, 254, 253, 255, 254], [250, 255, 254, 255, 254], [254],
    [], [], [],
    [217], [225, 252, 241, 253, 255, 255, 254], [234, 250, 241, 250, 253, 255, 253, 254],
    [255, 254], [223, 254, 254], [238, 253, 254, 254],
    [255, 248, 254], [249, 254], [],
    [255, 253], [247, 254], [],
    [255, 253, 254], [252], [],
    [255, 254, 254], [253], [],
    [255, 254, 253], [250], [254],
    [], [], [],
    [186, 251, 250], [234, 251, 244, 254], [251, 251, 243, 253, 254, 255, 254],
    [255, 253, 254], [236, 253, 254], [251, 253, 253, 254, 254],
    [255, 254, 254], [254, 254, 254], [],
    [255, 254], [254, 254], [254],
    [], [254], [],
    [], [], [],
    [], [], [],
    [], [], [],
    [248], [250, 254, 252, 254], [248, 254, 249, 253],
    [255, 253, 253], [246, 253, 253], [252, 254, 251, 254, 254],
    [255, 254, 252], [248, 254, 253], [253, 255, 254, 254],
    [255, 251, 254], [245, 251, 254], [253, 253, 254],
    [255, 251, 253], [252, 253, 254], [255, 254],
    [255, 252], [249, 255, 254], [255, 255, 254],
    [255, 255, 253], [250], [],
    [], [254], [],
  ]
}
