/// The container of a recording's files.
///
/// The pages of the API name `webm` alone for tracks and participants; the official SDKs name more.
public enum FileFormat: WireWord {
  /// WebM: what tracks and participants are recorded in when nothing else is asked for.
  case webm
  /// MP4: what meetings are recorded in when nothing else is asked for.
  case mp4
  /// An HLS playlist with its pieces.
  case m3u8
  /// MP3, for sound alone.
  case mp3
  /// A word that this library does not know.
  case other(String)

  /// The documented words.
  public static let known: [FileFormat] = [.webm, .mp4, .m3u8, .mp3]

  /// The word on the wire.
  public var wireName: String {
    switch self {
    case .webm: "webm"
    case .mp4: "mp4"
    case .m3u8: "m3u8"
    case .mp3: "mp3"
    case .other(let name): name
    }
  }
}

extension FileFormat: ExpressibleByStringLiteral {
  /// Reads a wire name, so that one can be written as it is documented.
  public init(stringLiteral wireName: String) { self.init(wireName) }
}
