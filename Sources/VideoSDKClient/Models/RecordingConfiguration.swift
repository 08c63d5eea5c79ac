/// How the recording of a whole meeting looks; what is nil is left to the service.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/start-recording>.
public struct RecordingConfiguration: WireRecord, Hashable, JSONReadable {
  /// How the participants are arranged.
  public let layout: Layout?
  /// Who is shown first.
  public let priority: Priority?
  /// How many participants the grid shows, 4 at most.
  public let gridSize: Int?
  /// The colours around the pictures.
  public let theme: Theme?
  /// What is recorded.
  public let mode: Mode?
  /// How fine the picture is.
  public let quality: Quality?
  /// How the picture stands.
  public let orientation: Orientation?
  /// As it is sent, or as it came with the fields that this type does not know.
  public let json: JSONValue

  /// Describes a look.
  public init(
    layout: Layout? = nil, priority: Priority? = nil, gridSize: Int? = nil, theme: Theme? = nil,
    mode: Mode? = nil, quality: Quality? = nil, orientation: Orientation? = nil
  ) {
    self.layout = layout
    self.priority = priority
    self.gridSize = gridSize
    self.theme = theme
    self.mode = mode
    self.quality = quality
    self.orientation = orientation
    let hasArrangement = layout != nil || priority != nil || gridSize != nil
    let arrangement = JSONValue.object([
      "type": layout.map { .string($0.wireName) },
      "priority": priority.map { .string($0.wireName) },
      "gridSize": gridSize.map { .number($0) },
    ])
    json = .object([
      "layout": hasArrangement ? arrangement : nil,
      "theme": theme.map { .string($0.wireName) },
      "mode": mode.map { .string($0.wireName) },
      "quality": quality.map { .string($0.wireName) },
      "orientation": orientation.map { .string($0.wireName) },
    ])
  }

  init(_ fields: JSONFields) throws(ClientError) {
    let arrangement = try fields.fields("layout")
    layout = try arrangement?.string("type").map { Layout($0) }
    priority = try arrangement?.string("priority").map { Priority($0) }
    gridSize = try arrangement?.integer("gridSize")
    theme = try fields.string("theme").map { Theme($0) }
    mode = try fields.string("mode").map { Mode($0) }
    quality = try fields.string("quality").map { Quality($0) }
    orientation = try fields.string("orientation").map { Orientation($0) }
    json = fields.value
  }
}
