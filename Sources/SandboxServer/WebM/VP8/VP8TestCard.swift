/// A still picture in VP8: eight colour bars above eight steps of grey.
///
/// Four frames a second: a key frame every 5 s, and in between frames that repeat the one before.
struct VP8TestCard {
  static let frameMilliseconds = 250
  private static let framesPerCluster = 20

  private let keyFrame: [UInt8]
  private let repetition: [UInt8]

  /// A card of the given size in pixels, each side between 1 and 16383.
  init(width: Int, height: Int) {
    let encoder = VP8BlockEncoder(width: width, height: height)
    keyFrame = encoder.keyFrame { column, row in
      Self.color(column: column, row: row, of: encoder)
    }
    repetition = encoder.repetition()
  }

  /// A card of the given size; those of the usual sizes are encoded once.
  static func card(width: Int, height: Int) -> VP8TestCard {
    switch (width, height) {
    case (640, 360): camera
    case (1280, 720): screen
    case (1920, 1080): room
    default: VP8TestCard(width: width, height: height)
    }
  }

  private static let camera = VP8TestCard(width: 640, height: 360)
  private static let screen = VP8TestCard(width: 1280, height: 720)
  private static let room = VP8TestCard(width: 1920, height: 1080)

  /// The frames of a track; `milliseconds` is at least 1.
  func frames(milliseconds: Int) -> FrameSequence {
    let count = (milliseconds + Self.frameMilliseconds - 1) / Self.frameMilliseconds
    let isLastKey = (count - 1).isMultiple(of: Self.framesPerCluster)
    return FrameSequence(
      opening: keyFrame, following: repetition, isFollowingDependent: true,
      frameMilliseconds: Self.frameMilliseconds, framesPerCluster: Self.framesPerCluster,
      frameCount: count,
      ending: .init(
        frame: isLastKey ? keyFrame : repetition, isDependent: !isLastKey,
        durationMilliseconds: milliseconds - (count - 1) * Self.frameMilliseconds))
  }

  private static func color(
    column: Int, row: Int, of encoder: VP8BlockEncoder
  ) -> BlockColor {
    let bar = column * 8 / encoder.columns
    let isInBars = row < (encoder.rows * 3 + 3) / 4
    return isInBars ? BlockColor.bars[bar] : .gray(16 + 31 * bar)
  }
}
