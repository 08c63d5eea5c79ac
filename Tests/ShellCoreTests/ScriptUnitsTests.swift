import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct ScriptUnitsTests {
  @Test(arguments: [
    Case("expect http == 200\necho a", ["- + 1", "echo a + 0"]),
    Case(
      "echo a\n\n# note\nexpect http == 200\nexpect error\necho b", ["echo a + 2", "echo b + 0"]),
    Case("echo a; expect error; echo b", ["echo a + 1", "echo b + 0"]),
    Case(
      "vsdk 1\nparam a\ntry stop audio\nexpect error",
      [
        "vsdk 1 + 0", "param a + 0", "try stop audio + 1",
      ]),
    Case("", []), Case("# nothing\n\n", []),
  ])
  func `a command has the expectations below it`(_ one: Case) {
    let source = SourceText(name: "a.vsdk", text: one.text)

    let drawn = ScriptUnits(source).map { unit in
      (unit.statement.map { source.text(in: $0.span) } ?? "-") + " + \(unit.expectations.count)"
    }

    #expect(drawn == one.units)
  }

  @Test(arguments: ["\"\n", "echo a\n\"\n", "\"\necho a\n", "echo a\n\"\nexpect error\n"])
  func `no mistake is lost wherever it stands`(_ text: String) {
    let errors = ScriptUnits(SourceText(name: "a.vsdk", text: text)).flatMap { $0.errors }

    #expect(errors.map { $0.kind } == [.openQuote])
  }

  @Test(arguments: [
    ("expect error", true), ("expect error conflict", true), ("expect error.code == x", true),
    ("expect error exists", true), ("expect not error exists", false),
    ("expect http == 409", true), ("expect http == 4xx", true), ("expect http == 500", true),
    ("expect http == 200", false), ("expect not http == 409", false), ("expect http >= 400", false),
    ("expect last.error == 400", false),
  ])
  func `some expectations make a refusal a part of the script`(
    _ expectation: String, _ expectsRefusal: Bool
  ) throws {
    let unit = try Sample.unit("stop audio\n\(expectation)")

    #expect(unit.expectsRefusal == expectsRefusal)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let text: String
    let units: [String]
    var testDescription: String { text }

    init(_ text: String, _ units: [String]) {
      self.text = text
      self.units = units
    }
  }

  @Test func `knows the line of a command behind others and behind a continuation`() {
    let units = Array(
      ScriptUnits(SourceText(name: "a", text: "\n# c\necho a; echo b\necho \\\n c; echo d\n")))

    #expect(units.map(\.line) == [3, 3, 4, 5])
  }
}
