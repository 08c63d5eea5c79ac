import Testing

@testable import ShellCore

@Suite struct SecretGuessTests {
  private static let key = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

  @Test(arguments: [
    key, "token \(key)", "set room \(key)", "token hunter2hunter2", "tokn hunter2hunter2",
    "api-secret hunter2", "set API-SECRET hunter2", "set apisecret hunter2",
    "set api-secert hunter2", "set api_secret=hunter2", "export VIDEOSDK_SECRET=hunter2",
    "VIDEOSDK_SECRET=hunter2 vsdk", "Authorization: hunter2", "Authorization:hunter2",
    "token mint secret=hunter2", "unset api-secret hunter2", "set api-key abc api-secret hunter2",
    "token hunter", "echo \(key.prefix(32))",
    "set endpoint http://u:hunter2@127.0.0.1:9/", "set webhook \"https://user:hunter2@a.example/\"",
  ])
  func `finds what is likely a secret`(_ line: String) {
    #expect(SecretGuess.finds(in: line))
  }

  @Test(arguments: [
    "token hunte", "echo \(key.prefix(31))", "token", "token show",
    "token mint reveal lifetime=30m",
    "token mint room=abcd-efgh-ijkl participant=abcd", "set token prompt", "set token env:TOKEN_X",
    "set api-secret file:/home/somebody/secret", "unset token", "help token",
    "set room abcd-efgh-ijkl", "start audio participant=abcd,efgh,ijkl,mnop,qrst,uvwx",
    "delete 6b09cb5f3012042174a2bd58", "download 6b09cb5f3012042174a2bd58 to=/tmp/a/b/c.webm",
    "set webhook http://127.0.0.1:38507/a@b", "set endpoint http://127.0.0.1:9",
    "run /home/somebody/scripts/2026/first-recording-of-the-day.vsdk who=abcd",
    "stop all; recordings show=id,kind,participant,state,start",
  ])
  func `lets what is none be kept`(_ line: String) {
    #expect(!SecretGuess.finds(in: line))
  }
}
