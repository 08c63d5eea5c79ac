/// What starts by itself with a room's first session.
public struct AutoStartConfiguration: WireRecord, JSONReadable {
  /// A recording of the meeting that starts by itself.
  public struct Recording: WireRecord, Hashable, JSONReadable {
    /// A page to record instead of the service's own layouts.
    public let templateURL: String?
    /// Whether and how speech is written down.
    public let transcription: Transcription?
    /// How the recording looks.
    public let configuration: RecordingConfiguration?
    /// The directory in the customer's own bucket.
    public let bucketDirectoryPath: String?
    /// As it is sent, or as it came with the fields that this type does not know.
    public let json: JSONValue

    /// Describes the recording.
    public init(
      templateURL: String? = nil, transcription: Transcription? = nil,
      configuration: RecordingConfiguration? = nil, bucketDirectoryPath: String? = nil
    ) {
      self.templateURL = templateURL
      self.transcription = transcription
      self.configuration = configuration
      self.bucketDirectoryPath = bucketDirectoryPath
      json = .object([
        "templateUrl": templateURL.map { .string($0) },
        "transcription": transcription?.json,
        "config": configuration?.json,
        "awsDirPath": bucketDirectoryPath.map { .string($0) },
      ])
    }

    init(_ fields: JSONFields) throws(ClientError) {
      templateURL = try fields.string("templateUrl")
      transcription = try fields.read("transcription")
      configuration = try fields.read("config")
      bucketDirectoryPath = try fields.string("awsDirPath")
      json = fields.value
    }
  }

  /// The recording, when there is to be one.
  public let recording: Recording?
  /// The settings of an HLS stream, whose fields are not in this library's scope.
  public let hls: JSONValue?
  /// As it is sent, or as it came with the fields that this type does not know.
  public let json: JSONValue

  /// Describes what starts by itself.
  public init(recording: Recording? = nil, hls: JSONValue? = nil) {
    self.recording = recording
    self.hls = hls
    json = .object(["recording": recording?.json, "hls": hls])
  }

  init(_ fields: JSONFields) throws(ClientError) {
    recording = try fields.read("recording")
    hls = fields.value["hls"]
    json = fields.value
  }
}
