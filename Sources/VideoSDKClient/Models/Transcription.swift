/// Whether a recording's speech is written down and summed up.
public struct Transcription: WireRecord, Hashable, JSONReadable {
  /// Whether and how the text is summed up.
  public struct Summary: WireRecord, Hashable, JSONReadable {
    /// Whether there is to be a summary.
    public let isEnabled: Bool?
    /// What the summary should be like, in words.
    public let prompt: String?
    /// As it is sent, or as it came with the fields that this type does not know.
    public let json: JSONValue

    /// Describes a summary.
    public init(isEnabled: Bool?, prompt: String? = nil) {
      self.isEnabled = isEnabled
      self.prompt = prompt
      json = .object([
        "enabled": isEnabled.map { .bool($0) },
        "prompt": prompt.map { .string($0) },
      ])
    }

    init(_ fields: JSONFields) throws(ClientError) {
      isEnabled = try fields.bool("enabled")
      prompt = try fields.string("prompt")
      json = fields.value
    }
  }

  /// Whether speech is written down.
  public let isEnabled: Bool?
  /// Whether and how the text is summed up.
  public let summary: Summary?
  /// As it is sent, or as it came with the fields that this type does not know.
  public let json: JSONValue

  /// Describes a transcription.
  public init(isEnabled: Bool?, summary: Summary? = nil) {
    self.isEnabled = isEnabled
    self.summary = summary
    json = .object(["enabled": isEnabled.map { .bool($0) }, "summary": summary?.json])
  }

  init(_ fields: JSONFields) throws(ClientError) {
    isEnabled = try fields.bool("enabled")
    summary = try fields.read("summary")
    json = fields.value
  }
}
