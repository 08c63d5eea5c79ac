/// Why credentials cannot work, found without asking the service.
public enum CredentialProblem: Error, Sendable, Hashable {
  /// There are no credentials.
  case missing
  /// The token is not a JSON Web Token that names an API key.
  case malformedToken
  /// The token ended this long ago.
  case expired(ago: Duration)
  /// The token begins to be valid after this time.
  case notYetValid(startsIn: Duration)
  /// The token's roles lack `crawler`, which the REST API demands.
  case rtcOnly(roles: [String])
  /// The token's version is not 2; nil when it has none although its other claims demand one.
  case wrongVersion(Int?)
  /// A token of the live service would travel unencrypted to another machine.
  case insecureOrigin(Origin)
  /// The token is narrowed to one room and the request names another.
  case scopedToOtherRoom(RoomID, requested: RoomID)
  /// The token is narrowed to one participant and the request names another.
  case scopedToOtherParticipant(ParticipantID, requested: ParticipantID)
}
