import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

/// A secret that could not be struck out is used nowhere, and told nowhere.
@Suite struct ShortSecretTests {
  private static let reason =
    "holds fewer than 6 bytes, too short for a secret: it could not be struck out of what is written"

  private func read(_ source: SecretSource, _ text: String) throws(SecretReader.Problem) -> String {
    var files = Files()
    files.read = { _ throws(FileProblem) in Array(text.utf8) }
    return try SecretReader(
      environment: ["KEY": text], redactor: Redactor(), files: files,
      askSecret: { _ throws(QuestionProblem) in text },
      refusal: SecretGuess.refusal
    ).read(source, for: "key")
  }

  @Test(arguments: [
    (SecretSource.environment("KEY"), "env:KEY"), (.file("f"), "file:f"), (.prompt, "prompt"),
  ])
  func `a secret shorter than 6 bytes`(_ source: SecretSource, _ drawn: String) throws {
    for text in ["a", "12345", " 12345\n", "é1é", "Bearer abc"] {
      #expect(throws: SecretReader.Problem(reason: "\(drawn) \(Self.reason)")) {
        try read(source, text)
      }
    }
    #expect(try read(source, "123456") == "123456")
    #expect(try read(source, "é1éé") == "é1éé")
  }

  @Test func `an environment's secret that is too short is not used, and the reason is a note`() {
    let given = GivenCredentials.read(
      ["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "12345"], for: .videoSDK)
    let settings = CredentialSettings(
      environment: ["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "12345"], for: .videoSDK)

    #expect(settings.notes == ["VIDEOSDK_SECRET is not used: it \(Self.reason)"])
    #expect(given.allSatisfy { $0.credentials == nil })
    #expect(
      GivenCredentials.source(in: ["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "12345"]) == nil)
  }

  @Test func `what a let keeps as a secret is long enough too`() async throws {
    let replay = try await Replay.run("rooms\nlet it = last.pageInfo.currentPage secret\n")

    #expect(replay.status == ExitStatus(.expectation))
    #expect(replay.output.contains("what is found has fewer than 6 bytes"))
  }
}
