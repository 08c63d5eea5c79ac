/// Which outputs of a room may be composed more than once at a time.
public struct MultiComposition: WireRecord, Hashable, JSONReadable {
  /// Recordings of the meeting.
  public let recording: Bool?
  /// HLS streams.
  public let hls: Bool?
  /// Live streams to other services.
  public let rtmp: Bool?
  /// As it is sent, or as it came with the fields that this type does not know.
  public let json: JSONValue

  /// Chooses the outputs; nil leaves one to the service.
  public init(recording: Bool? = nil, hls: Bool? = nil, rtmp: Bool? = nil) {
    self.recording = recording
    self.hls = hls
    self.rtmp = rtmp
    json = .object([
      "recording": recording.map { .bool($0) },
      "hls": hls.map { .bool($0) },
      "rtmp": rtmp.map { .bool($0) },
    ])
  }

  init(_ fields: JSONFields) throws(ClientError) {
    recording = try fields.bool("recording")
    hls = try fields.bool("hls")
    rtmp = try fields.bool("rtmp")
    json = fields.value
  }
}
