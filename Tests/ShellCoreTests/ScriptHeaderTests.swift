import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct ScriptHeaderTests {
  private static let text = """
    vsdk 1
    param room = abcd
    param who
    param path = "${room}/${who:-all}"
    echo ${room}
    param late = x
    """

  @Test func `holds the parameters above the first command`() {
    let header = ScriptHeader(SourceText(name: "a.vsdk", text: Self.text))

    #expect(header.parameters.map { $0.name.text } == ["room", "who", "path"])
    #expect(header.mistakes == [])
  }

  @Test(arguments: [
    Case("given", .init(named: [.init(key: "room", value: "given")]), ["VSDK_VAR_room": "env"]),
    Case("env", .init(), ["VSDK_VAR_room": "env"]),
    Case("abcd", .init(), ["VSDK_VAR_other": "env", "room": "env"]),
    Case(
      "last",
      .init(named: [.init(key: "room", value: "first"), .init(key: "room", value: "last")]), [:]),
  ])
  func `what is given comes before the environment, and that before the default`(
    _ one: Case
  ) throws {
    let header = ScriptHeader(SourceText(name: "a.vsdk", text: Self.text))

    let (scope, missing) = try header.scope(
      one.arguments, environment: one.environment, secrets: [:])

    #expect(scope["room"] == .text(one.room))
    #expect(scope["path"] == .text("\(one.room)/all"))
    #expect(missing == ["who"])
  }

  @Test func `positional words are numbered from one`() throws {
    let header = ScriptHeader(SourceText(name: "a.vsdk", text: "echo ${1}"))

    let scope = try header.scope(.init(positional: ["a", "b"]), environment: [:], secrets: [:])
      .scope

    #expect(scope.names == ["1", "2"])
    #expect(scope["2"] == .text("b"))
  }

  @Test func `a default that needs a missing variable is a mistake`() {
    let header = ScriptHeader(SourceText(name: "a.vsdk", text: "param a = ${b}"))

    #expect(throws: UndefinedVariable(name: "b", span: SourceSpan(10, 14), suggestion: nil)) {
      try header.scope(.init(), environment: [:], secrets: [:])
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let room: String
    let arguments: ScriptArguments
    let environment: [String: String]
    var testDescription: String { room }

    init(_ room: String, _ arguments: ScriptArguments, _ environment: [String: String]) {
      self.room = room
      self.arguments = arguments
      self.environment = environment
    }
  }
}
