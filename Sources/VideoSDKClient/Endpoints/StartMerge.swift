/// Merges the sound of recordings of a session into one file, some on its left and some on its right
/// channel.
///
/// Unlike a start of a recording it answers with the record and its id. That 409 means that the same
/// merge is under way is documented for the service's other merges. The service's own agents also
/// send the room, and the type with each source.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/merge-recording>.
public struct StartMerge: JSONEndpoint {
  /// The sentence and the record.
  public typealias Response = StartedMerge

  /// The session whose recordings are merged.
  public let session: SessionID
  /// The room; undocumented.
  public let room: RoomID?
  /// The left channel; the service wants one source at least.
  public let channel1: [Merge.Source]
  /// The right channel; the service wants one source at least.
  public let channel2: [Merge.Source]
  /// The type of all sources; documented by the official SDKs only.
  public let type: Merge.SourceType?
  /// Where the end of the merge is posted.
  public let webhookURL: String?
  /// The directory in the customer's own bucket; documented by the official SDKs only.
  public let bucketDirectoryPath: String?

  /// Describes the merge to begin.
  public init(
    session: SessionID, room: RoomID? = nil, channel1: [Merge.Source], channel2: [Merge.Source],
    type: Merge.SourceType? = nil, webhookURL: String? = nil, bucketDirectoryPath: String? = nil
  ) {
    self.session = session
    self.room = room
    self.channel1 = channel1
    self.channel2 = channel2
    self.type = type
    self.webhookURL = webhookURL
    self.bucketDirectoryPath = bucketDirectoryPath
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/recordings/participant/merge" }
  /// The room of the request, when it names one.
  public var scope: RequestScope { RequestScope(room: room) }
  /// A second one might begin a second merge.
  public var repetition: Repetition { .unlessDoubtful }

  /// The given fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "sessionId": .string(session.rawValue),
      "roomId": room.map { .string($0.rawValue) },
      "channel1": .array(channel1.map(\.json)),
      "channel2": .array(channel2.map(\.json)),
      "type": type.map { .string($0.wireName) },
      "webhookUrl": webhookURL.map { .string($0) },
      "dirPath": bucketDirectoryPath.map { .string($0) },
    ])
  }
}
