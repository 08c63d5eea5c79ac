/// The four tracks of a participant that can be recorded.
enum TrackKind: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  case audio
  case video
  case screenAudio = "screen_audio"
  case screenVideo = "screen_video"

  /// What a recording of it shows; nil for sound.
  var picture: TestCard? {
    switch self {
    case .audio, .screenAudio: nil
    case .video: .camera
    case .screenVideo: .screen
    }
  }
}
