import VideoSDKClient

/// What helps against a token that cannot be used, at the prompt: there the session tells what can be done, and
/// `vsdk token mint` is nothing that can be typed.
extension Failure {
  /// The same with advice for the person of this session; in a script the advice is for whoever starts it.
  func advisingOnToken(in session: Session) -> Failure {
    guard session.permit == nil else { return self }
    var copy = self
    copy.hints = hints.map { hint in
      guard let end = Self.forProcesses.first(where: { hint.hasSuffix($0) }) else { return hint }
      return hint.dropLast(end.count) + Self.tokenRemedy(in: session)
    }
    return copy
  }

  /// What is advised where nobody can be asked.
  private static let forProcesses = [
    expiredAdvice, CredentialProblem.mintingAdvice, unauthorizedAdvice,
  ]

  private static func tokenRemedy(in session: Session) -> String {
    let origin = session.target.origin
    guard session.credentials.provenance(.token) != nil else {
      return "`token` asks for another one, for this shell"
    }
    var without = session.credentials
    without.remove(.token)
    return switch without.resolve(for: origin) {
    case nil: "`token` asks for another one"
    case let next? where next.isMinted:
      "`unset token` drops it, and the shell makes its own from key and secret"
    case let next?: "`unset token` goes back to \(next.provenance), `token` asks for another one"
    }
  }
}
