/// The claims of a token that the service looks at.
struct TokenClaims: Decodable, Sendable {
  var apikey: String
  var version: Double?
  var roles: [String]?
  var roomId: String?
  var participantId: String?
  var exp: Double?
  var nbf: Double?

  /// What the token may be used for.
  var scope: TokenScope {
    TokenScope(roomID: roomId, participantID: participantId)
  }
}

/// The room and the participant that a token is narrowed to; nil where it is not.
struct TokenScope: Equatable, Sendable {
  var roomID: String?
  var participantID: String?

  func allows(_ room: Room) -> Bool {
    roomID.map(room.isNamed) ?? true
  }

  func allows(participantID other: String) -> Bool {
    participantID.map { $0 == other } ?? true
  }
}
