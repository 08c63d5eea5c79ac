import ArgumentParser
import CommandLanguage
import FoundationEssentials
import LineEditing
import SandboxServer
import ShellCore
import VideoSDKClient

/// `vsdk token mint`, `vsdk token show`.
struct TokenSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Mint a token, or look into one.",
    subcommands: [TokenMintSubcommand.self, TokenShowSubcommand.self])
}

/// `vsdk token mint`.
struct TokenMintSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "mint",
    abstract: "Print a token signed with VIDEOSDK_SECRET for VIDEOSDK_API_KEY.")

  @Flag(help: "For `vsdk sandbox`: sign with the sandbox's own key pair.")
  var sandbox = false

  @Option(help: ArgumentHelp("How long it is valid.", valueName: "duration"))
  var lifetime = "2h"

  @Option(help: ArgumentHelp("Narrow it to this room.", valueName: "id"))
  var room: String?

  @Option(help: ArgumentHelp("Narrow it to this participant.", valueName: "id"))
  var participant: String?

  func run(in console: Console) async -> ExitStatus {
    guard let lifetime = DurationLiteral.parse(lifetime), lifetime > .zero else {
      return console.complain(
        "--lifetime: `\(self.lifetime)` \(DurationLiteral.fault(of: self.lifetime))",
        hints: ["write 30m, 2h or 24h"])
    }
    guard let (key, secret, notes) = keyPair(console.environment) else {
      return console.complain(
        ExitStatus(.api), "no key and secret to sign with",
        hints: ["set VIDEOSDK_API_KEY and VIDEOSDK_SECRET, or use --sandbox"])
    }
    guard secret.reveal().utf8.count >= Redactor.shortest else {
      return console.complain(
        ExitStatus(.api), "the secret has fewer than \(Redactor.shortest) bytes",
        hints: ["it could not be struck out of what is written; is it the whole of it?"])
    }
    do {
      for note in notes { console.write("note: \(note)\n", to: .standardError) }
      let token = try await AccessToken.mint(
        apiKey: key, secret: secret, issuedAt: Date(), lifetime: lifetime,
        room: room.map { RoomID($0) }, participant: participant.map { ParticipantID($0) })
      console.writeSecret(token.reveal() + "\n")
      return .success
    } catch {
      return console.complain(ExitStatus(.internal), "the token could not be signed")
    }
  }

  private func keyPair(
    _ environment: [String: String]
  ) -> (apiKey: String, secret: Secret, notes: [String])? {
    if sandbox { return (Sandbox.apiKey, Secret(Sandbox.secret), []) }
    return CredentialSettings(environment: environment, for: .videoSDK).keyPair(for: .videoSDK)
      .map { ($0.apiKey, $0.secret, $0.notes) }
  }
}

/// `vsdk token show`.
struct TokenShowSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what VIDEOSDK_TOKEN, or a token on standard input, says; never the token.")

  func run(in console: Console) async -> ExitStatus {
    guard let token = read(console) else {
      return console.complain(
        "no token to show", hints: ["set VIDEOSDK_TOKEN, or pipe one in"])
    }
    do throws(CredentialProblem) {
      let claims = try token.inspect()
      let now = Date()
      console.write(TokenReport.make(claims, now: now).text, to: .standardOutput)
      let isDoubtful = claims.problems(at: now).contains { $0.certainty > .possible }
      return isDoubtful ? ExitStatus(.api) : .success
    } catch {
      return console.complain(
        ExitStatus(.api), "this is not a JSON Web Token",
        hints: ["it has three parts with dots between them"])
    }
  }

  private func read(_ console: Console) -> AccessToken? {
    for name in ["VIDEOSDK_TOKEN", "VIDEOSDK_AUTH_TOKEN"] {
      let token = AccessToken(pasted: console.environment[name] ?? "")
      if !token.reveal().isEmpty { return token }
    }
    guard !console.terminal.isInteractive,
      let bytes = try? PipedInput().readAll(limit: 1 << 16), !bytes.isEmpty
    else { return nil }
    return AccessToken(pasted: String(decoding: bytes, as: UTF8.self))
  }
}
