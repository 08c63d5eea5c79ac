import FoundationEssentials
import VideoSDKClient

/// What a token says, in lines.
enum TokenReport {
  static func make(
    _ claims: TokenClaims, _ problems: [CredentialProblem], now: Date
  ) -> String {
    var lines = [
      line("api key", claims.apiKey),
      line("algorithm", claims.algorithm ?? "-"),
      line("version", claims.version.map(String.init) ?? "-"),
      line("roles", claims.roles.map { $0.joined(separator: ", ") } ?? "-"),
      line("permissions", claims.permissions.joined(separator: ", ")),
      line("room", claims.room?.rawValue ?? "any"),
      line("participant", claims.participant?.rawValue ?? "any"),
    ]
    if let left = claims.timeLeft(at: now) {
      let seconds = Int(left.components.seconds)
      lines.append(
        line("time left", seconds >= 0 ? "\(seconds / 60) min \(seconds % 60) s" : "none: expired"))
    } else {
      lines.append(line("time left", "no end"))
    }
    for problem in problems { lines.append(line("problem", wording(problem))) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 13 - name.count)) + value
  }

  private static func wording(_ problem: CredentialProblem) -> String {
    switch problem {
    case .missing: "there is none"
    case .malformedToken: "it is not a token of VideoSDK"
    case .expired: "it has expired"
    case .notYetValid: "it is not valid yet"
    case .rtcOnly: "its roles lack `crawler`: the API refuses it"
    case .wrongVersion: "its version is not 2"
    case .insecureOrigin: "it would travel unencrypted"
    case .scopedToOtherRoom: "it is for another room"
    case .scopedToOtherParticipant: "it is for another participant"
    }
  }
}
