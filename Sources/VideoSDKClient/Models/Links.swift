/// The addresses of related records that come with rooms and sessions.
///
/// They are for people to follow; the one of a session has been seen without the session's id.
public struct Links: Sendable, Equatable, JSONReadable {
  /// The room's address.
  public let room: String?
  /// The session's address.
  public let session: String?
  /// The address of the list of a session's participants.
  public let allParticipants: String?

  init(_ fields: JSONFields) throws(ClientError) {
    room = try fields.string("get_room")
    session = try fields.string("get_session")
    allParticipants = try fields.string("get_all_participants")
  }
}
