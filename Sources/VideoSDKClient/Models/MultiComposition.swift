/// Which outputs of a room may be composed more than once at a time.
public struct MultiComposition: Sendable, Hashable, JSONReadable {
  /// Recordings of the meeting.
  public let recording: Bool?
  /// HLS streams.
  public let hls: Bool?
  /// Live streams to other services.
  public let rtmp: Bool?

  /// Chooses the outputs; nil leaves one to the service.
  public init(recording: Bool? = nil, hls: Bool? = nil, rtmp: Bool? = nil) {
    self.recording = recording
    self.hls = hls
    self.rtmp = rtmp
  }

  init(_ fields: JSONFields) throws(ClientError) {
    recording = try fields.bool("recording")
    hls = try fields.bool("hls")
    rtmp = try fields.bool("rtmp")
  }

  var json: JSONValue {
    .object([
      "recording": recording.map { .bool($0) },
      "hls": hls.map { .bool($0) },
      "rtmp": rtmp.map { .bool($0) },
    ])
  }
}
