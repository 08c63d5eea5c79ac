/// A still picture in VP8: eight colour bars above eight steps of grey.
///
/// Four frames a second: a key frame every 5 s, and in between frames that repeat the one before.
struct VP8TestCard {
  static let frameMilliseconds = 250
  private static let framesPerCluster = 20

  private let encoder: VP8BlockEncoder

  /// A card of the given size in pixels, each side between 1 and 16383.
  init(width: Int, height: Int) {
    encoder = VP8BlockEncoder(width: width, height: height)
  }

  /// The frames of a track; `milliseconds` is at least 1.
  func frames(milliseconds: Int) -> FrameSequence {
    let count = (milliseconds + Self.frameMilliseconds - 1) / Self.frameMilliseconds
    let keyFrame = encoder.keyFrame(color)
    let repetition = encoder.repetition()
    let isLastKey = (count - 1).isMultiple(of: Self.framesPerCluster)
    return FrameSequence(
      opening: keyFrame, following: repetition, isFollowingDependent: true,
      frameMilliseconds: Self.frameMilliseconds, framesPerCluster: Self.framesPerCluster,
      frameCount: count,
      ending: .init(
        frame: isLastKey ? keyFrame : repetition, isDependent: !isLastKey,
        durationMilliseconds: milliseconds - (count - 1) * Self.frameMilliseconds))
  }

  private func color(column: Int, row: Int) -> BlockColor {
    let bar = column * 8 / encoder.columns
    let isInBars = row < (encoder.rows * 3 + 3) / 4
    return isInBars ? BlockColor.bars[bar] : .gray(16 + 31 * bar)
  }
}
