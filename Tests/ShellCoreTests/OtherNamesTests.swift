import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct OtherNamesTests {
  @Test(arguments: [
    ("RECORD", "start"), ("status", "session"), ("commands", "help"),
    ("who", "participants"),
    ("strat", "start"),
  ])
  func `what other programs call a command leads to it`(_ word: String, _ verb: String) {
    #expect(CommandTable.grammars.suggestion(for: word) == verb)
  }

  @Test func `no command is called as another one is elsewhere`() {
    let verbs = CommandTable.grammars.grammars.map(\.verb)
    let others = CommandTable.grammars.grammars.flatMap(\.otherNames)

    #expect(Set(verbs).isDisjoint(with: others))
    #expect(Set(others).count == others.count)
  }
}
