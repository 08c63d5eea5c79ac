/// How a macroblock of one colour is best predicted from its neighbours of one colour each.
///
/// The mean of both neighbours is the cheapest to write, but flat only where they agree or where there
/// is just one; otherwise one of them is copied.
struct VP8IntraPrediction {
  private enum Mode {
    case mean
    case copyAbove
    case copyLeft
  }

  /// What the decoder fills the macroblock with, before any difference is added.
  let color: BlockColor
  private let mode: Mode

  /// Chooses a prediction; nil is the edge of the picture.
  init(target: BlockColor, left: BlockColor?, above: BlockColor?) {
    guard let left, let above, left != above else {
      color = left ?? above ?? .unknown
      mode = .mean
      return
    }
    mode = left == target ? .copyLeft : .copyAbove
    color = left == target ? left : above
  }

  /// Writes the modes of luma and chroma, which are the same, with the odds of a key frame.
  func write(to modes: inout BoolEncoder) {
    modes.write(true, probability: 145)
    switch mode {
    case .mean:
      modes.write(false, probability: 156)
      modes.write(false, probability: 163)
      modes.write(false, probability: 142)
    case .copyAbove:
      modes.write(false, probability: 156)
      modes.write(true, probability: 163)
      modes.write(true, probability: 142)
      modes.write(false, probability: 114)
    case .copyLeft:
      modes.write(true, probability: 156)
      modes.write(false, probability: 128)
      modes.write(true, probability: 142)
      modes.write(true, probability: 114)
      modes.write(false, probability: 183)
    }
  }
}
