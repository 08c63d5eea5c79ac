import FoundationEssentials

/// A still picture in VP8: eight colour bars above eight steps of grey.
///
/// Four frames a second: a key frame every 5 s, and in between frames that repeat the one before.
struct TestCard: Equatable, Sendable {
  static let frameMilliseconds = 250
  private static let framesPerCluster = 20

  static let camera = TestCard(
    width: 640, height: 360, TestCardFrames.camera, TestCardFrames.cameraRepetition)
  static let screen = TestCard(
    width: 1280, height: 720, TestCardFrames.screen, TestCardFrames.screenRepetition)
  static let room = TestCard(
    width: 1920, height: 1080, TestCardFrames.room, TestCardFrames.roomRepetition)

  let width: Int
  let height: Int
  private let keyFrame: [UInt8]
  private let repetition: [UInt8]

  private init(width: Int, height: Int, _ keyFrame: String, _ repetition: String) {
    self.width = width
    self.height = height
    self.keyFrame = Array(Data(base64Encoded: keyFrame) ?? Data())
    self.repetition = Array(Data(base64Encoded: repetition) ?? Data())
  }

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
}
