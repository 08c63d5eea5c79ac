/// Stops recording the whole meeting of a room.
///
/// The operation's own page says `/end`, the index page `/stop`; clients have been seen to use the
/// first.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/stop-recording>.
public struct StopRecording: StopEndpoint {
  /// The room.
  public let room: RoomID

  /// Names the room whose recording is to end.
  public init(room: RoomID) { self.room = room }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/recordings/end" }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: room) }
  /// The whole meeting.
  public var recorded: RecordedSubject? { .meeting(room) }
  /// The room.
  public var body: JSONValue? { .object(["roomId": .string(room.rawValue)]) }
}
