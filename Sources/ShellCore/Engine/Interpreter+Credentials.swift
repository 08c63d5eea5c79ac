import CommandLanguage
import Synchronization
import VideoSDKClient

/// `set token` and `set api-secret`: the value comes from where it is kept, never from the line; `set api-key`, whose
/// value does.
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
    let provenance = session.provenance
    switch key {
    case .token:
      return CommandOutcome(
        notes: session.credentials.setToken(text, for: origin, from: provenance))
    case .apiKey:
      session.settings.put(key, CredentialText.trim(text), from: provenance)
      return CommandOutcome(
        notes: session.credentials.setAPIKey(text, for: origin, from: provenance))
    default:
      return CommandOutcome(
        notes: session.credentials.setSecret(text, for: origin, from: provenance))
    }
  }

  /// What speaks against the token that requests are about to carry, each told once.
  func doubts<Request: Endpoint>(
    about requests: [Request], in session: Session, _ client: Client
  ) async -> [Failure] {
    var warnings: [Failure] = []
    for request in requests where request.needsCredentials {
      for doubt in await client.doubts(for: request.scope) where doubt.certainty == .likely {
        guard toldDoubts.isNews(doubt.wording, session) else { continue }
        warnings.append(.doubtfulToken(doubt))
      }
    }
    return warnings
  }
}

/// Remembers which doubts about tokens a person has been told of.
///
/// A class because the copies of an interpreter are to share it.
final class ToldDoubts: Sendable {
  private let told = Mutex<Set<String>>([])

  /// Whether this was not yet told of the credentials that the session has now.
  func isNews(_ wording: String, _ session: Session) -> Bool {
    let news = "\(session.credentials.revision) \(session.target.origin.description) \(wording)"
    return told.withLock { $0.insert(news).inserted }
  }
}

extension Failure {
  static func readCredential(_ key: SettingKey, _ reason: String) -> Failure {
    Failure(.usage, "credential-unreadable", "cannot read `\(key.rawValue)`: \(reason)")
  }

  fileprivate static func doubtfulToken(_ doubt: CredentialProblem) -> Failure {
    Failure(
      .api, "doubtful-token", "the service may refuse the token: \(doubt.wording)",
      hints: [doubt.advice])
  }
}
