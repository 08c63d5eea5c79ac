/// The sort of track a participant publishes and a recording captures.
public enum TrackKind: WireWord {
  /// The microphone.
  case audio
  /// The camera.
  case video
  /// The sound of a shared screen.
  case screenAudio
  /// The picture of a shared screen.
  case screenVideo
  /// A name that this library does not know, kept as the service wrote it.
  case other(String)

  /// The documented kinds, in the documentation's order.
  public static let known: [TrackKind] = [.audio, .video, .screenAudio, .screenVideo]

  /// The name in requests and answers, such as `screen_audio`.
  public var wireName: String {
    switch self {
    case .audio: "audio"
    case .video: "video"
    case .screenAudio: "screen_audio"
    case .screenVideo: "screen_video"
    case .other(let name): name
    }
  }
}
