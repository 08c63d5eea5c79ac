/// The sort of track a participant publishes and a recording captures.
public enum TrackKind: Hashable, Sendable {
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

  /// Reads a wire name; a name that is not documented becomes ``other(_:)``.
  public init(_ wireName: String) {
    self = Self.known.first { $0.wireName == wireName } ?? .other(wireName)
  }

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

extension TrackKind: CustomStringConvertible {
  /// The wire name.
  public var description: String { wireName }
}
