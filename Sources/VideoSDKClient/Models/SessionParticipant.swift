/// Somebody who took part in a session.
public struct SessionParticipant: WireRecord, JSONReadable {
  /// One stay: from joining to leaving.
  public struct Stay: WireRecord, JSONReadable {
    /// When the participant joined.
    public let start: WireDate?
    /// When the participant left; nil while present.
    public let end: WireDate?
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      start = try fields.date("start")
      end = try fields.date("end")
      json = fields.value
    }
  }

  /// What the participant joined from; only active participants have it.
  public struct Device: WireRecord, JSONReadable {
    /// The SDK, such as `ios`.
    public let sdkType: String?
    /// The SDK's version.
    public let sdkVersion: String?
    /// The sort of device, such as `mobile`.
    public let platform: String?
    /// The browser's own words.
    public let browserUserAgent: String?
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      sdkType = try fields.string("sdkType")
      sdkVersion = try fields.string("sdkVersion")
      platform = try fields.string("platform")
      browserUserAgent = try fields.string("browserUserAgent")
      json = fields.value
    }
  }

  /// Where the participant is thought to be; only active participants have it.
  public struct Location: WireRecord, JSONReadable {
    /// The city.
    public let city: String?
    /// The part of the country.
    public let region: String?
    /// The country.
    public let country: String?
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      city = try fields.string("city")
      region = try fields.string("region")
      country = try fields.string("country")
      json = fields.value
    }
  }

  /// How a participant takes part.
  public enum Mode: WireWord {
    /// Sends and receives.
    case sendAndReceive
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Mode] = [.sendAndReceive]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .sendAndReceive: "SEND_AND_RECV"
      case .other(let name): name
      }
    }
  }

  /// The participant's id.
  public let id: ParticipantID
  /// The display name.
  public let name: String?
  /// The stays, one for each join.
  public let stays: [Stay]
  /// The record's own id, 24 hexadecimal digits.
  public let recordID: String?
  /// How the participant takes part.
  public let mode: Mode?
  /// What happened to the microphone, the camera and the shared screen, as it came.
  public let events: JSONValue?
  /// How long joining took; its unit is not documented.
  public let joinTime: Double?
  /// What the participant joined from.
  public let device: Device?
  /// The changes of the mode, as they came.
  public let modeChanges: JSONValue?
  /// Where the participant is thought to be.
  public let location: Location?
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  /// Whether the participant is there: one stay has no end.
  public var isPresent: Bool { stays.contains { $0.end == nil } }

  init(_ fields: JSONFields) throws(ClientError) {
    id = ParticipantID(
      try fields.required(try fields.string("participantId"), "participantId"))
    name = try fields.string("name")
    stays = try fields.array("timelog")
    recordID = try fields.string("_id")
    mode = try fields.string("mode").map { Mode($0) }
    events = fields.value["events"]
    joinTime = try fields.number("initTime")
    device = try fields.read("deviceInfo")
    modeChanges = fields.value["changeModeHistory"]
    location = try fields.read("geoLocation")
    json = fields.value
  }
}
