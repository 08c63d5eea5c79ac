/// What speaks against credentials, found without asking the service.
public enum CredentialProblem: Error, Sendable, Hashable {
  /// There are no credentials.
  case missing
  /// The token is no JSON Web Token.
  case malformedToken
  /// The token ended this long ago.
  case expired(ago: Duration)
  /// A token of the live service would travel unencrypted to another machine.
  case insecureOrigin(Origin)
  /// The token begins to be valid after this time, by the clock of this machine.
  case notYetValid(startsIn: Duration)
  /// The token's roles lack `crawler` in any case of letters, which the REST API demands.
  case rtcOnly(roles: [String])
  /// The token's version is not 2; nil when it has none although its other claims demand one.
  case wrongVersion(Int?)
  /// The token's version is a text, where a number is documented.
  case textVersion(String)
  /// A claim that is documented as mandatory is not there, or empty: `apikey`, `permissions`.
  case missingClaim(String)
  /// A claim has another type than is documented, or a number that no clock shows.
  case unreadableClaim(String)
  /// The token names another algorithm than `HS256`, or none.
  case otherAlgorithm(String?)
  /// The token is narrowed to one room and the request names another.
  case scopedToOtherRoom(RoomID, requested: RoomID)
  /// The token is narrowed to one participant and the request names another.
  case scopedToOtherParticipant(ParticipantID, requested: ParticipantID)
  /// The token's roles have `crawler`, but not as it is documented: in capitals, or as a text
  /// instead of a list; or the list is empty.
  case unusualRoles([String])

  /// How sure it is that the service refuses such credentials.
  public enum Certainty: Int, Sendable, Comparable {
    /// It may; such tokens are in use.
    case possible
    /// By its documentation it does.
    case likely
    /// It does: nothing is sent.
    case sure

    /// The surer one is the greater one.
    public static func < (left: Certainty, right: Certainty) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// How sure it is that the service refuses such credentials.
  public var certainty: Certainty {
    switch self {
    case .missing, .malformedToken, .expired, .insecureOrigin: .sure
    case .notYetValid, .rtcOnly, .wrongVersion, .textVersion, .missingClaim, .unreadableClaim,
      .otherAlgorithm, .scopedToOtherRoom, .scopedToOtherParticipant:
      .likely
    case .unusualRoles: .possible
    }
  }
}
