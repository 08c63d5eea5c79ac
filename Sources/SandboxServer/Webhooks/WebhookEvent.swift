import NIOCore

/// Something that happened, in the form in which receivers are told of it.
struct WebhookEvent: Equatable, Sendable {
  /// The name of the event, for example `participant-track-recording-started`.
  let type: String
  let roomID: String
  /// The recording or session that it is about; events about one subject have an order.
  let subjectID: String
  /// Whether nothing more can happen to the subject.
  let isLast: Bool
  let body: ByteBuffer

  init(
    type: String, roomID: String, subjectID: String, isLast: Bool = false, data: JSONValue
  ) {
    self.type = type
    self.roomID = roomID
    self.subjectID = subjectID
    self.isLast = isLast
    body = JSONWriter.buffer(["webhookType": .string(type), "data": data])
  }
}
