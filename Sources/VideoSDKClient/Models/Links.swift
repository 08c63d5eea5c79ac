/// The addresses of related records that come with rooms and sessions.
///
/// They are for people to follow; the one of a session has been seen without the session's id.
public struct Links: WireRecord, JSONReadable {
  /// The room's address.
  public let room: String?
  /// The session's address.
  public let session: String?
  /// The address of the list of a session's participants.
  public let allParticipants: String?
  /// As it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    room = try fields.string("get_room")
    session = try fields.string("get_session")
    allParticipants = try fields.string("get_all_participants")
    json = fields.value
  }
}
