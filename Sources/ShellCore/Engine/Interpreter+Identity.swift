import FoundationEssentials
import VideoSDKClient

/// `token`, `whoami` and `doctor`.
extension Interpreter {
  func identify(_ order: IdentityOrder, in session: inout Session) async -> CommandOutcome {
    do throws(CredentialProblem) {
      switch order {
      case .enter: return enterToken(in: &session)
      case .mint(let minting, let reveals):
        return try await mint(minting, reveals: reveals, in: session)
      case .show(let reveals): return try await showToken(reveals: reveals, in: session)
      case .describe:
        return CommandOutcome(reports: [IdentityReport(session, now: services.now()).report])
      case .examine(let network):
        return CommandOutcome(reports: [await examine(session, asksNetwork: network)])
      }
    } catch {
      return CommandOutcome(failures: [.notAToken])
    }
  }

  private func enterToken(in session: inout Session) -> CommandOutcome {
    let text: String
    do throws(QuestionProblem) {
      text = try services.askSecret(SettingKey.token.rawValue)
    } catch {
      switch error {
      case .noTerminal: return CommandOutcome(failures: [.nowhereToAsk])
      case .interrupted: return CommandOutcome(notes: [Self.nothingEntered])
      }
    }
    let token = AccessToken(pasted: text)
    guard !token.reveal().isEmpty else { return CommandOutcome(notes: [Self.nothingEntered]) }
    guard SecretReader.isLongEnough(token.reveal()) else {
      return CommandOutcome(failures: [.notAToken])
    }
    guard !SecretGuess.readsAsCommand(text) else {
      return CommandOutcome(failures: [.commandForToken])
    }
    let secrets = [CredentialText.trim(text), token.reveal()]
    if secrets.allSatisfy(SecretGuess.mayBeSecret) { services.redactor.add(secrets) }
    guard let claims = try? token.inspect() else { return CommandOutcome(failures: [.notAToken]) }
    services.redactor.add(secrets)
    let notes = session.credentials.setToken(text, for: session.target.origin, from: .prompt)
    return CommandOutcome(reports: [TokenReport.make(claims, now: services.now())], notes: notes)
  }

  private static let nothingEntered = "nothing was entered, and nothing is changed"

  private func mint(
    _ minting: Minting, reveals: Bool, in session: Session
  ) async throws(CredentialProblem) -> CommandOutcome {
    let origin = session.target.origin
    guard let pair = session.credentials.keyPair(for: origin) else {
      return CommandOutcome(failures: [.noKeyPair(origin)])
    }
    let token = try await AccessToken.mint(
      apiKey: pair.apiKey, secret: pair.secret, issuedAt: services.now(),
      lifetime: minting.lifetime, room: minting.room, participant: minting.participant)
    return try show(token, reveals: reveals, in: session)
  }

  private func showToken(
    reveals: Bool, in session: Session
  ) async throws(CredentialProblem) -> CommandOutcome {
    let origin = session.target.origin
    let token: AccessToken
    switch session.credentials.resolve(for: origin)?.credentials {
    case nil: return CommandOutcome(failures: [.noToken(origin)])
    case .token(let given): token = given
    case .keyPair:
      do throws(ClientError) { token = try await client(for: session).token() } catch {
        return CommandOutcome(failures: [.noToken(origin)])
      }
    }
    return try show(token, reveals: reveals, in: session)
  }

  private func show(
    _ token: AccessToken, reveals: Bool, in session: Session
  ) throws(CredentialProblem) -> CommandOutcome {
    let report = TokenReport.make(try token.inspect(), now: services.now())
    if reveals { services.reveal?(text(of: token, in: session)) }
    return CommandOutcome(reports: [report])
  }

  /// The token alone on a line, or as an object where every line is one.
  private func text(of token: AccessToken, in session: Session) -> String {
    guard Presentation(session.settings).writesJSON else { return token.reveal() }
    return JSONText.line(.object(["token": .string(token.reveal())]))
  }
}

extension Failure {
  static let nowhereToAsk = Failure(
    .usage, "no-terminal", "there is no terminal to ask for a token on",
    hints: ["use `set token env:NAME` or `set token file:PATH`"])

  static let commandForToken = Failure(
    .usage, "command-for-token", "a token was asked for, and what was typed is a command",
    notes: ["nothing is changed, and the command was not run"],
    hints: ["type it at the prompt; `token show` looks into the token in use"])

  static let notAToken = Failure(
    .usage, "malformed-token", "this is not a JSON Web Token",
    notes: ["nothing is changed"],
    hints: ["it has three parts with dots between them; was the API key given instead?"])

  static func noToken(_ origin: Origin) -> Failure {
    Failure(
      .api, "no-credentials", "there is no token for \(origin)",
      hints: ["`token` asks for one; `whoami` shows where one was looked for"])
  }

  static func noKeyPair(_ origin: Origin) -> Failure {
    Failure(
      .api, "no-key-pair", "there are no key and secret for \(origin) to sign with",
      hints: [
        "use `set api-key KEY` and `set api-secret prompt`, or set VIDEOSDK_API_KEY and VIDEOSDK_SECRET before the start"
      ])
  }
}
