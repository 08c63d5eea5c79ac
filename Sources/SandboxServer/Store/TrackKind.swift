/// The four tracks of a participant that can be recorded.
enum TrackKind: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  case audio
  case video
  case screenAudio = "screen_audio"
  case screenVideo = "screen_video"

  static let names = allCases.map(\.rawValue)

  /// Width and height of the picture; nil for sound.
  var resolution: (width: Int, height: Int)? {
    switch self {
    case .audio, .screenAudio: nil
    case .video: (640, 360)
    case .screenVideo: (1280, 720)
    }
  }
}
