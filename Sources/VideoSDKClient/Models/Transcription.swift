/// Whether a recording's speech is written down and summed up.
public struct Transcription: Sendable, Hashable, JSONReadable {
  /// Whether and how the text is summed up.
  public struct Summary: Sendable, Hashable, JSONReadable {
    /// Whether there is to be a summary.
    public let isEnabled: Bool?
    /// What the summary should be like, in words.
    public let prompt: String?

    /// Describes a summary.
    public init(isEnabled: Bool?, prompt: String? = nil) {
      self.isEnabled = isEnabled
      self.prompt = prompt
    }

    init(_ fields: JSONFields) throws(ClientError) {
      isEnabled = try fields.bool("enabled")
      prompt = try fields.string("prompt")
    }

    var json: JSONValue {
      .object([
        "enabled": isEnabled.map { .bool($0) },
        "prompt": prompt.map { .string($0) },
      ])
    }
  }

  /// Whether speech is written down.
  public let isEnabled: Bool?
  /// Whether and how the text is summed up.
  public let summary: Summary?

  /// Describes a transcription.
  public init(isEnabled: Bool?, summary: Summary? = nil) {
    self.isEnabled = isEnabled
    self.summary = summary
  }

  init(_ fields: JSONFields) throws(ClientError) {
    isEnabled = try fields.bool("enabled")
    summary = try fields.read("summary")
  }

  var json: JSONValue {
    .object(["enabled": isEnabled.map { .bool($0) }, "summary": summary?.json])
  }
}
