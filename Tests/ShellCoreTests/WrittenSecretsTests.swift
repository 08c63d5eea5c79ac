import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct WrittenSecretsTests {
  @Test(arguments: [
    ("set api-secret hunter2", ["hunter2"]), ("set token one two", ["one", "two"]),
    ("set api_secret hunter2", ["hunter2"]), ("set tokne=hunter2", ["hunter2"]),
    ("dry set api-secret hunter2", ["hunter2"]), ("as curl set token hunter2", ["hunter2"]),
    ("echo a; try set token hunter2", ["hunter2"]), ("set token env:NAME", []),
    ("set api-secret prompt", []), ("set room abcd-efgh-ijkl", []), ("echo set token hunter2", []),
  ])
  func `knows the secrets that a line writes out`(_ line: String, _ secrets: [String]) {
    let parsed = Parser(SourceText(name: "<prompt>", text: line), dialect: .terminal)

    #expect(parsed.flatMap(\.writtenSecrets) == secrets)
  }
}
