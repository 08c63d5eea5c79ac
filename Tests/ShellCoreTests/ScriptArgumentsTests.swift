import Testing

@testable import ShellCore

@Suite struct ScriptArgumentsTests {
  @Test(arguments: [
    Case("room=abcd", named: [.init(key: "room", value: "abcd")]),
    Case("a-b_2=", named: [.init(key: "a-b_2", value: "")]),
    Case("a=b=c", named: [.init(key: "a", value: "b=c")]),
    Case("word", positional: ["word"]), Case("", positional: [""]),
    Case("=x", positional: ["=x"]), Case("Room=x", positional: ["Room=x"]),
    Case("2a=x", positional: ["2a=x"]), Case("a.b=x", positional: ["a.b=x"]),
    Case("http://x/?k=v", positional: ["http://x/?k=v"]),
  ])
  func `a name before the first equals sign makes a parameter`(_ one: Case) {
    let arguments = ScriptArguments(words: [one.word])

    #expect(arguments == ScriptArguments(named: one.named, positional: one.positional))
  }

  @Test func `keeps the order of both sorts`() {
    let arguments = ScriptArguments(words: ["one", "b=2", "two", "a=1"])

    #expect(arguments.positional == ["one", "two"])
    #expect(arguments.named == [.init(key: "b", value: "2"), .init(key: "a", value: "1")])
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let word: String
    let named: [ScriptArguments.Named]
    let positional: [String]
    var testDescription: String { word }

    init(_ word: String, named: [ScriptArguments.Named] = [], positional: [String] = []) {
      self.word = word
      self.named = named
      self.positional = positional
    }
  }
}
