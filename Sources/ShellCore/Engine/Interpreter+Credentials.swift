import CommandLanguage
import VideoSDKClient

/// `set token` and `set api-secret`: the value comes from where it is kept, never from the line.
extension Interpreter {
  func readCredential(
    _ key: SettingKey, _ source: CredentialSource, in session: inout Session
  ) -> CommandOutcome {
    let text: String
    switch source {
    case .variable(let value): text = value
    case .place(let place):
      do throws(SecretReader.Problem) {
        text = try SecretReader(services: services).read(place, for: key.rawValue)
      } catch {
        return CommandOutcome(failures: [.readCredential(key, error.reason)])
      }
    }
    let origin = session.target.origin
    guard key == .token else {
      session.credentials.setSecret(text, for: origin, from: session.provenance)
      return CommandOutcome()
    }
    let hadPrefix = session.credentials.setToken(text, for: origin, from: session.provenance)
    return CommandOutcome(notes: hadPrefix ? [CredentialSettings.bearerNote("the token")] : [])
  }
}

extension Failure {
  static func readCredential(_ key: SettingKey, _ reason: String) -> Failure {
    Failure(.usage, "credential-unreadable", "cannot read `\(key.rawValue)`: \(reason)")
  }
}
