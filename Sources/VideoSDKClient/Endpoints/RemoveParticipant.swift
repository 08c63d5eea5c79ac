/// Removes a participant from the session that a room holds now.
///
/// The page shows the session as the answer, the official SDKs a sentence; both are read. A removed
/// participant may join again, so a removal that may have been carried out is not sent again.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/remove-participant>.
public struct RemoveParticipant: Endpoint {
  /// What the service answers: the session, or a sentence.
  public enum Removal: Sendable, Equatable {
    /// The session after the removal.
    case session(RoomSession)
    /// A sentence; it may be empty.
    case message(ConfirmationMessage)
  }

  /// The room.
  public let room: RoomID
  /// The participant.
  public let participant: ParticipantID
  /// The session; nil for the one that goes on.
  public let session: SessionID?

  /// Names the participant to remove.
  public init(room: RoomID, participant: ParticipantID, session: SessionID? = nil) {
    self.room = room
    self.participant = participant
    self.session = session
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/sessions/participants/remove" }
  /// The room and the participant of the request.
  public var scope: RequestScope { RequestScope(room: room, participant: participant) }
  /// A repeat could remove somebody who has come back.
  public var repetition: Repetition { .unlessDoubtful }

  /// The given fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "participantId": .string(participant.rawValue),
      "roomId": .string(room.rawValue),
      "sessionId": session.map { .string($0.rawValue) },
    ])
  }

  /// Reads either answer.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> Removal {
    if case .object(let object) = BodyContent(answer), object["message"] == nil {
      return .session(try RoomSession(JSONFields(object)))
    }
    return .message(try ConfirmationMessage(answer))
  }
}
