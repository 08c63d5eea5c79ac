/// Creates a room, or finds the one that already has the custom id.
///
/// Without a custom id each request makes another room, so one that may have been carried out is
/// not sent again.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/create-room>.
public struct CreateRoom: JSONEndpoint {
  /// The room.
  public typealias Response = Room

  /// The caller's own id for the room; creating it again finds the same room.
  public let customRoomID: RoomID?
  /// Where the room's events are posted.
  public let webhook: RoomWebhook?
  /// When the room closes by itself.
  public let autoClose: AutoCloseConfiguration?
  /// What starts by itself with the first session.
  public let autoStart: AutoStartConfiguration?
  /// The region that the room is kept in, such as `eu001`.
  public let geoFence: String?
  /// The only participants who may join; nil for all.
  public let allowedParticipants: [ParticipantID]?
  /// Which outputs may be composed more than once at a time.
  public let multiComposition: MultiComposition?

  /// Describes the room; what is nil is left to the service.
  public init(
    customRoomID: RoomID? = nil, webhook: RoomWebhook? = nil,
    autoClose: AutoCloseConfiguration? = nil, autoStart: AutoStartConfiguration? = nil,
    geoFence: String? = nil, allowedParticipants: [ParticipantID]? = nil,
    multiComposition: MultiComposition? = nil
  ) {
    self.customRoomID = customRoomID
    self.webhook = webhook
    self.autoClose = autoClose
    self.autoStart = autoStart
    self.geoFence = geoFence
    self.allowedParticipants = allowedParticipants
    self.multiComposition = multiComposition
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/rooms" }
  /// The custom id makes a second creation the same as one.
  public var repetition: Repetition { customRoomID == nil ? .unlessDoubtful : .safe }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: customRoomID) }

  /// The given fields in the documentation's order; no body when none is given.
  public var body: JSONValue? {
    let body = JSONValue.object([
      "customRoomId": customRoomID.map { .string($0.rawValue) },
      "webhook": webhook?.json,
      "autoCloseConfig": autoClose?.json,
      "autoStartConfig": autoStart?.json,
      "geoFence": geoFence.map { .string($0) },
      "allowedParticipantIds": allowedParticipants.map { participants in
        .array(participants.map { .string($0.rawValue) })
      },
      "multiComposition": multiComposition?.json,
    ])
    return body == .object([JSONValue.Member]()) ? nil : body
  }
}
