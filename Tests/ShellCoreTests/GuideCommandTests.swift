import CommandLanguage
import TestSupport
import Testing

@testable import ShellCore

/// Commands that the README and the chapters write in the middle of a sentence.
///
/// What goes on is written with `…`.
@Suite struct GuideCommandTests {
  @Test(arguments: try MarkdownFile.forUsers())
  func `every command between backticks is one`(_ file: MarkdownFile) {
    let wrong = file.spans.filter { Self.isCommand($0) && !Self.isReady($0) }

    #expect(wrong == [])
  }

  /// A verb with something behind it that is no placeholder.
  private static func isCommand(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard words.count > 1, CommandTable.grammars.grammar(for: String(words[0])) != nil else {
      return false
    }
    return !words.dropFirst().contains { word in
      word.contains { "…$▸[".contains($0) } || word.allSatisfy { $0.isUppercase || $0 == "=" }
        || word.count { $0.isUppercase } > 1
    }
  }

  private static func isReady(_ text: String) -> Bool {
    ScriptUnits(SourceText(name: "<guide>", text: text)).allSatisfy { unit in
      guard unit.errors.isEmpty else { return false }
      let mistakes = unit.expectations.contains { statement in
        guard case .expectation(let expectation) = statement.body else { return true }
        return !StatementBinder.mistakes(in: expectation, scope: Scope()).isEmpty
      }
      guard !mistakes else { return false }
      guard let statement = unit.statement, case .command(let syntax) = statement.body else {
        return true
      }
      return (try? StatementBinder.bind(syntax, span: statement.span, in: Scope())) != nil
    }
  }
}
