/// The colour of a block of 16 by 16 pixels, in the terms of VP8 (BT.601, limited range).
struct BlockColor: Equatable {
  let luma: Int
  /// Blue difference; 128 is none, and the distance from there is a multiple of 4.
  let blue: Int
  /// Red difference; as `blue`.
  let red: Int

  /// What a decoder predicts where a picture has no neighbour to predict from.
  static let unknown = BlockColor(luma: 128, blue: 128, red: 128)

  static func gray(_ luma: Int) -> BlockColor {
    BlockColor(luma: luma, blue: 128, red: 128)
  }

  /// The eight bars of a test card at three quarters of full colour, from white to black.
  static let bars = [
    BlockColor.gray(180),
    BlockColor(luma: 162, blue: 44, red: 140),
    BlockColor(luma: 132, blue: 156, red: 44),
    BlockColor(luma: 112, blue: 72, red: 60),
    BlockColor(luma: 84, blue: 184, red: 200),
    BlockColor(luma: 65, blue: 100, red: 212),
    BlockColor(luma: 35, blue: 212, red: 116),
    BlockColor.gray(16),
  ]
}
