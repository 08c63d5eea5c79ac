/// The words that describe how a meeting's recording looks.
extension RecordingConfiguration {
  /// How the participants are arranged.
  public enum Layout: WireWord {
    /// All alike, in rows.
    case grid
    /// One large.
    case spotlight
    /// One large, the others beside it.
    case sidebar
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Layout] = [.grid, .spotlight, .sidebar]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .grid: "GRID"
      case .spotlight: "SPOTLIGHT"
      case .sidebar: "SIDEBAR"
      case .other(let name): name
      }
    }
  }

  /// Who is shown first.
  public enum Priority: WireWord {
    /// Who speaks.
    case speaker
    /// Who is pinned.
    case pin
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Priority] = [.speaker, .pin]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .speaker: "SPEAKER"
      case .pin: "PIN"
      case .other(let name): name
      }
    }
  }

  /// The colours around the pictures.
  public enum Theme: WireWord {
    /// Dark.
    case dark
    /// Light.
    case light
    /// The service's own choice.
    case standard
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Theme] = [.dark, .light, .standard]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .dark: "DARK"
      case .light: "LIGHT"
      case .standard: "DEFAULT"
      case .other(let name): name
      }
    }
  }

  /// What is recorded.
  public enum Mode: WireWord {
    /// Pictures and sound.
    case videoAndAudio
    /// Sound alone.
    case audio
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Mode] = [.videoAndAudio, .audio]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .videoAndAudio: "video-and-audio"
      case .audio: "audio"
      case .other(let name): name
      }
    }
  }

  /// How fine the picture is.
  public enum Quality: WireWord {
    /// Standard definition.
    case low
    /// High definition.
    case medium
    /// Full high definition.
    case high
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Quality] = [.low, .medium, .high]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .low: "low"
      case .medium: "med"
      case .high: "high"
      case .other(let name): name
      }
    }
  }

  /// How the picture stands.
  public enum Orientation: WireWord {
    /// Upright.
    case portrait
    /// Across.
    case landscape
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Orientation] = [.portrait, .landscape]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .portrait: "portrait"
      case .landscape: "landscape"
      case .other(let name): name
      }
    }
  }
}
