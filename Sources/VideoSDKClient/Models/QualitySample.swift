/// How well sound and picture came through at one moment.
///
/// The documentation gives neither the units of the numbers nor how often they are taken.
public struct QualitySample: WireRecord, JSONReadable {
  /// The numbers of the sound, or of the picture.
  public struct Medium: WireRecord {
    /// Packets that did not arrive here.
    public let receivedPacketsLost: Double?
    /// Packets that did not arrive there.
    public let sentPacketsLost: Double?
    /// The way there and back, on average.
    public let averageRoundTripTime: Double?
    /// How unevenly packets came, on average.
    public let averageJitter: Double?
    /// What was sent in a second, on average.
    public let averageSendBitrate: Double?
    /// What was received in a second, on average.
    public let averageReceiveBitrate: Double?
    /// A mark, the higher the better.
    public let score: Double?
    /// The sample that the numbers are of, as it came.
    public let json: JSONValue

    /// - Parameter name: `Audio` or `Video`, as the names of the fields have it.
    init(_ fields: JSONFields, _ name: String) throws(ClientError) {
      receivedPacketsLost = try fields.number("recv\(name)PacketLost")
      sentPacketsLost = try fields.number("send\(name)PacketLost")
      averageRoundTripTime = try fields.number("average\(name)Rtt")
      averageJitter = try fields.number("average\(name)Jitter")
      averageSendBitrate = try fields.number("averageSend\(name)Bitrate")
      averageReceiveBitrate = try fields.number("averageRecv\(name)Bitrate")
      score = try fields.fields("qualityScore")?.number(name.lowercased())
      json = fields.value
    }
  }

  /// When the numbers were taken.
  public let time: WireDate?
  /// The sound.
  public let audio: Medium
  /// The picture.
  public let video: Medium
  /// As it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    time = try fields.date("time")
    audio = try Medium(fields, "Audio")
    video = try Medium(fields, "Video")
    json = fields.value
  }
}
