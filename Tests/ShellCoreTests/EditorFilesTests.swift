import CommandLanguage
import Patterns
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct EditorFilesTests {
  private static let table = CommandTable.grammars

  /// Every pattern in a TextMate grammar.
  private static func patterns(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { member -> [String] in
        if ["match", "begin", "end"].contains(member.name), case .string(let text) = member.value {
          return [text]
        }
        return patterns(member.value)
      }
    case .array(let values): values.flatMap(patterns)
    default: []
    }
  }

  /// Every rule that one includes.
  private static func includes(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { member -> [String] in
        if member.name == "include", case .string(let text) = member.value { return [text] }
        return includes(member.value)
      }
    case .array(let values): values.flatMap(includes)
    default: []
    }
  }

  @Test func `the TextMate grammar is JSON whose patterns compile and whose rules are there`()
    throws
  {
    let grammar = try JSONValue(parsing: Array(TextMateGrammar.text(Self.table).utf8))

    let patterns = Self.patterns(grammar)
    #expect(patterns.count > 60)
    for pattern in patterns {
      do throws(PatternMistake) { _ = try Pattern(pattern) } catch {
        Issue.record("\(pattern): \(error.reason)")
      }
    }
    guard case .object(let rules)? = grammar["repository"] else {
      Issue.record("no rules")
      return
    }
    let names = Set(rules.map { "#" + $0.name })
    #expect(Set(Self.includes(grammar)).subtracting(names) == [])
  }

  @Test(arguments: table.grammars.map(\.verb))
  func `both files know the command`(_ verb: String) {
    #expect(
      TextMateGrammar.text(Self.table).contains(#"(?<![^\\s;])\#(verb)(?=[\\s;]|$)"#)
        || TextMateGrammar.text(Self.table).contains(#"(?<![^\\s;])(\#(verb))\\s+"#))
    #expect(VimSyntax.text(Self.table).contains("/\(verb)[^ \\t;]\\@!/"))
  }

  @Test func `a command that is added is in both files, with its words and options`() {
    let table = GrammarTable(
      Self.table.grammars + [
        Grammar(
          verb: "frob", summary: "frob a thing",
          parameters: [Parameter("HOW", "how", .choice([Choice("gently", "with care")]))],
          options: [CommandOption("wobble", "N", "how often", .integer(1...3))],
          examples: ["frob gently"])
      ])

    for text in [TextMateGrammar.text(table), VimSyntax.text(table)] {
      for word in ["frob", "gently", "wobble"] { #expect(text.contains(word)) }
    }
  }
}
