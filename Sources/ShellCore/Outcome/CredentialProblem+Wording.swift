import VideoSDKClient

extension CredentialProblem {
  /// What is wrong with a token, in a few words.
  var wording: String {
    switch self {
    case .missing: "there is none"
    case .malformedToken: "it is not a JSON Web Token"
    case .expired: "it has expired"
    case .notYetValid(let startsIn):
      "it is valid only from \(DurationText.short(startsIn)) on, by this machine's clock"
    case .rtcOnly(let roles):
      "its roles lack `crawler` (\(Self.list(roles)))"
    case .wrongVersion(let version?): "its version is \(version), not 2"
    case .wrongVersion(nil): "it has no version, and its other claims demand version 2"
    case .textVersion(let text): "its version is the text `\(text)`, not the number 2"
    case .missingClaim("apikey"): "it names no API key (`apikey`)"
    case .missingClaim(let name): "it has no `\(name)`"
    case .unreadableClaim(let name): "its `\(name)` cannot be read"
    case .otherAlgorithm(let name?): "it is signed with `\(name)`, not with `HS256`"
    case .otherAlgorithm(nil): "its header does not say that it is signed with `HS256`"
    case .insecureOrigin: "it would travel unencrypted"
    case .scopedToOtherRoom(let room, _): "it is for the room `\(room)` alone"
    case .scopedToOtherParticipant(let participant, _):
      "it is for the participant `\(participant)` alone"
    case .unusualRoles([]): "its list of roles is empty"
    case .unusualRoles(let roles):
      "its roles are written \(Self.list(roles)), and not as a list with `crawler`"
    }
  }

  /// What to do about it.
  var advice: String {
    switch self {
    case .notYetValid: "is this machine's clock right? `doctor network` compares it"
    case .scopedToOtherRoom: "use a token for this room, or one without `roomId`"
    case .scopedToOtherParticipant:
      "use a token for this participant, or one without `participantId`"
    case .missing, .insecureOrigin, .malformedToken, .expired, .rtcOnly, .wrongVersion,
      .textVersion, .missingClaim, .unreadableClaim, .otherAlgorithm, .unusualRoles:
      Self.mintingAdvice
    }
  }

  static let mintingAdvice = "`vsdk token mint` makes one that fits"

  private static func list(_ roles: [String]) -> String {
    roles.map { "`\($0)`" }.joined(separator: ", ")
  }
}
