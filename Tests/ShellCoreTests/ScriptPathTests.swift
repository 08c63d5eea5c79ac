import Testing

@testable import ShellCore

@Suite struct ScriptPathTests {
  @Test(arguments: [
    Case("b.vsdk", from: "a.vsdk", "b.vsdk"), Case("b.vsdk", from: "x/a.vsdk", "x/b.vsdk"),
    Case("./b.vsdk", from: "x/a.vsdk", "x/b.vsdk"), Case("../b.vsdk", from: "x/a.vsdk", "b.vsdk"),
    Case("../../b.vsdk", from: "x/a.vsdk", "../b.vsdk"),
    Case("y/../b.vsdk", from: "/x/a.vsdk", "/x/b.vsdk"),
    Case("/b.vsdk", from: "/x/a.vsdk", "/b.vsdk"),
    Case("/x//./b.vsdk", from: "a.vsdk", "/x/b.vsdk"),
    Case("x/b.vsdk", from: "<prompt>", "x/b.vsdk"), Case("b.vsdk", from: "<stdin>", "b.vsdk"),
    Case("a.vsdk", from: "./a.vsdk", "a.vsdk"),
  ])
  func `is relative to the including file`(_ one: Case) {
    #expect(ScriptPath.resolve(one.path, from: one.including) == one.resolved)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let path: String
    let including: String
    let resolved: String
    var testDescription: String { "\(path) in \(including)" }

    init(_ path: String, from including: String, _ resolved: String) {
      self.path = path
      self.including = including
      self.resolved = resolved
    }
  }
}
